"""How long the whole published set takes to come in, against pandas reading and pivoting it.

python -m benchmarks.importing pandas FOLDER    read and pivot, as an analyst would
python -m benchmarks.importing load FOLDER      import it

A child process measures itself and prints seconds and peak memory as JSON. The database is that of
DATABASE_URL, prepared before.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copy

from tests.harness.postgres import find_binaries, throwaway_cluster
from tests.harness.site import ROOT, environment

LONG, DICTIONARY = "bds_long_0.parquet", "lait_data_dictionary.csv"
TIMES = 3
KB = 1024 if sys.platform == "darwin" else 1  # ru_maxrss counts bytes there


@dataclass(frozen=True)
class Import:
    """What one import took; `ratio` is to what pandas took."""

    what: str
    seconds: float
    ratio: float
    peak_mb: float


def folder() -> Path | None:
    """Where the published files are, or None where they are not."""
    beside = ROOT.parent / "shared"
    found = Path(os.environ.get("SIGHTLINE_SHARED", beside)) / "data" / "lait"
    return found if (found / LONG).exists() else None


def measure_imports(published: Path) -> Iterator[Import]:
    """pandas; then SQLite, and PostgreSQL where it is installed.

    pandas runs before and after each import, so that whatever else the machine does weighs alike.
    """
    pandas = [_child("pandas", published) for _ in range(TIMES)]
    found: list[tuple[str, dict[str, float]]] = []
    with tempfile.TemporaryDirectory() as place:
        again = _under_another_name(published, Path(place) / "again")
        for name, url in _databases(Path(place)):
            variables = _prepared(url)
            for what, files in (
                ("the whole set", published),
                ("the same under another name", again),
                ("the same files", published),
            ):
                found.append((f"{name}: {what}", _child("load", files, variables)))
                pandas.append(_child("pandas", published))
    base = statistics.median(one["seconds"] for one in pandas)
    for what, one in [("pandas: read and pivot", {**pandas[0], "seconds": base}), *found]:
        yield Import(what, one["seconds"], one["seconds"] / base, one["peak_mb"])


@contextmanager
def _postgresql() -> Iterator[str | None]:
    binaries = find_binaries()
    if binaries is None:
        yield None
        return
    with throwaway_cluster(binaries) as url:
        _create(url)
        yield url


def _create(url: str) -> None:
    import psycopg

    server, name = url.rsplit("/", 1)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")


def _databases(place: Path) -> Iterator[tuple[str, str]]:
    yield "SQLite", f"sqlite:///{place / 'bench.sqlite3'}"
    with _postgresql() as url:
        if url:
            yield "PostgreSQL", url


def _under_another_name(published: Path, again: Path) -> Path:
    """The same content, so that every figure has to be compared."""
    again.mkdir()
    copy(published / LONG, again / "again.parquet")
    copy(published / DICTIONARY, again)
    return again


def _prepared(url: str) -> dict[str, str]:
    variables = environment(Path("unused"), 0) | {"DATABASE_URL": url}
    subprocess.run(
        [sys.executable, "manage.py", "prepare"],
        cwd=ROOT, env=variables, check=True, capture_output=True,
    )  # fmt: skip
    return variables


def _child(what: str, files: Path, variables: dict[str, str] | None = None) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.importing", what, str(files)],
        cwd=ROOT, env=variables, check=True, capture_output=True, text=True,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _pandas(files: Path) -> float:
    """Without the time that importing pandas itself takes."""
    import pandas

    start = time.perf_counter()
    long = pandas.read_parquet(files / LONG)
    long["Values"] = pandas.to_numeric(long["Values"], errors="coerce").round(6)
    long.pivot(index=["Short Desc", "LA Number"], columns="Years", values="Values")
    return time.perf_counter() - start


def _load(files: Path) -> float:
    """The command itself, without the start of the process."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from django.core.management import call_command

    start = time.perf_counter()
    call_command("import_lait", files, stdout=sys.stderr)
    return time.perf_counter() - start


def main(what: str, files: str) -> None:
    seconds = {"pandas": _pandas, "load": _load}[what](Path(files))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB / 1000
    print(json.dumps({"seconds": seconds, "peak_mb": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
