"""A database of its own, and processes that race in it or are killed in it.

The ledger's rows cannot be cleared away after a test, and threads alone share too much.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60


class Arena:
    """A prepared database, ways to run a module of tests in it, and to look at it."""

    def __init__(self, url: str, module: str) -> None:
        self.url, self.module = url, module

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", self.module, *arguments]
        variables = {**os.environ, "DATABASE_URL": self.url}
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=variables,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *arguments: str) -> Any:
        return finished(self.start(*arguments))

    def rows(self, query: str) -> list[tuple]:
        with closing(self.connect()) as database, closing(database.cursor()) as cursor:
            cursor.execute(query)
            return list(cursor.fetchall())

    def connect(self) -> Any:
        if self.url.startswith("sqlite"):
            import sqlite3

            return sqlite3.connect(self.url.removeprefix("sqlite:///"))
        import psycopg

        return psycopg.connect(self.url)


def finished(process: subprocess.Popen[str]) -> Any:
    """What a process printed, as JSON; fails with its faults."""
    output, faults = process.communicate(timeout=300)
    assert process.returncode == 0, faults
    return json.loads(output) if output else None


@contextmanager
def arena_of(module: str, vendor: str, folder: Path) -> Iterator[Arena]:
    """A database of this kind, prepared by the module's own `prepare`, gone afterwards."""
    if vendor == "sqlite":
        made = Arena(f"sqlite:///{folder / 'arena.sqlite3'}", module)
        made.run("prepare")
        yield made
        return
    import psycopg

    base, name = os.environ["DATABASE_URL"].rsplit("/", 1)[0], f"arena_{uuid4().hex}"
    with closing(psycopg.connect(f"{base}/postgres", autocommit=True)) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            made = Arena(f"{base}/{name}", module)
            made.run("prepare")
            yield made
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def meet(folder: Path, where: str, me: int, number: int) -> None:
    """Wait until so many processes have come to the same place."""
    (folder / f"{where}-{me}").touch()
    deadline = time.monotonic() + PATIENCE_SECONDS
    others = [folder / f"{where}-{other}" for other in range(number)]
    while not all(one.exists() for one in others):
        if time.monotonic() > deadline:
            raise TimeoutError(f"The others did not come to {where}.")
        time.sleep(0.0005)
