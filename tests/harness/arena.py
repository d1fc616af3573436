"""A database of its own in which processes race: what they write cannot be cleared away after."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import connection

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Arena:
    """A prepared database, and ways to race in it and look at it.

    `module` is run with what it is to do; it takes the database from DATABASE_URL.
    """

    module: str
    url: str

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", self.module, *arguments],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": self.url},
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
    """What a process printed as JSON, once it has ended well."""
    output, faults = process.communicate(timeout=180)
    assert process.returncode == 0, faults
    return json.loads(output) if output else None


@contextmanager
def prepared_arena(module: str, folder: Path) -> Iterator[Arena]:
    """On the kind of database that the tests run on; the module's `prepare` makes its tables."""
    if connection.vendor == "sqlite":
        made = Arena(module, f"sqlite:///{folder / 'race.sqlite3'}")
        made.run("prepare")
        yield made
        return
    import psycopg

    base, name = os.environ["DATABASE_URL"].rsplit("/", 1)[0], f"race_{uuid4().hex}"
    with closing(psycopg.connect(f"{base}/postgres", autocommit=True)) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            made = Arena(module, f"{base}/{name}")
            made.run("prepare")
            yield made
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
