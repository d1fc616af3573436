"""A process of its own that races for one figure, on a database of its own.

python -m tests.ledger.racing prepare
python -m tests.ledger.racing threads ROUNDS THREADS    all correct the same seen revision
python -m tests.ledger.racing first THREADS             all record the same new figure
python -m tests.ledger.racing apart THREADS             each records a figure of its own
python -m tests.ledger.racing run WINS GATE             corrects until it has won that often

Prints what happened as JSON. The database is that of DATABASE_URL.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from indicators.ledger.models import Observation  # noqa: E402
from indicators.ledger.verbs import ConflictError, RefusedError  # noqa: E402
from tests.builders import correct, make_area, make_indicator, make_series, record  # noqa: E402

PATIENCE_SECONDS = 60


def prepare() -> None:
    call_command("migrate", verbosity=0)
    record(known_on=date(2020, 1, 1))


def threads(rounds: int, number: int) -> list[dict[str, int]]:
    """How often each outcome came up, round by round."""
    return [_together(number, _corrections(newest())) for _ in range(rounds)]


def first(number: int) -> dict[str, int]:
    series, area = make_series(make_indicator("new")), make_area()

    def one(_: int) -> str:
        record(series=series, area=area)
        return "won"

    return _together(number, one)


def apart(number: int) -> dict[str, int]:
    series, area = make_series(make_indicator("apart")), make_area()

    def one(index: int) -> str:
        for year in range(index, index + 40, number):
            record("45", f"CY {1950 + year}", series=series, area=area)
        return "won"

    return _together(number, one)


def run(wins: int, gate: Path) -> dict[str, int]:
    """One of several processes that start when the gate appears."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not gate.exists() and time.monotonic() < deadline:
        time.sleep(0.001)
    counts = {"won": 0, "conflict": 0}
    while counts["won"] < wins and time.monotonic() < deadline:
        try:
            correct(newest(), str(counts["won"]), date(2020, 1, 1))
            counts["won"] += 1
        except ConflictError:
            counts["conflict"] += 1
    return counts


def newest() -> Observation:
    return Observation.objects.get(is_current=True, series__indicator__slug="care-leavers-neet")


def _corrections(seen: Observation) -> Callable[[int], str]:
    def one(number: int) -> str:
        correct(seen, str(number), date(2020, 1, 1))
        return "won"

    return one


def _together(number: int, act: Callable[[int], str]) -> dict[str, int]:
    barrier = Barrier(number, timeout=PATIENCE_SECONDS)

    def one(index: int) -> str:
        try:
            connection.ensure_connection()
            barrier.wait()
            return act(index)
        except ConflictError:
            return "conflict"
        except RefusedError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        outcomes = list(pool.map(one, range(number)))
    return {outcome: outcomes.count(outcome) for outcome in sorted(set(outcomes))}


def main(what: str, *rest: str) -> None:
    match what:
        case "prepare":
            prepare()
        case "threads":
            print(json.dumps(threads(int(rest[0]), int(rest[1]))))
        case "first":
            print(json.dumps(first(int(rest[0]))))
        case "apart":
            print(json.dumps(apart(int(rest[0]))))
        case "run":
            print(json.dumps(run(int(rest[0]), Path(rest[1]))))


if __name__ == "__main__":
    main(*sys.argv[1:])
