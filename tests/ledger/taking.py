"""A process of its own that takes a file of official statistics, on a database of its own.

python -m tests.ledger.taking prepare
python -m tests.ledger.taking take LOT VALUE             all its figures with this value
python -m tests.ledger.taking slowly LOT VALUE FOLDER    the same; half way it waits to go on
python -m tests.ledger.taking meet LOT VALUE ME FOLDER   the same, when another has come as far
python -m tests.ledger.taking verify                     every fault that verification finds

A lot is some indicators of one test's own. Prints what happened as JSON. The database is that of
DATABASE_URL.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django

django.setup()

from django.core.management import call_command  # noqa: E402

from accounts.service import loader  # noqa: E402
from indicators.areas.models import Area  # noqa: E402
from indicators.ledger import intake as ledger  # noqa: E402
from indicators.ledger.intake import Stated, intake  # noqa: E402
from indicators.ledger.verification import verify  # noqa: E402
from indicators.periods import Period  # noqa: E402
from tests.builders import make_area, make_indicator, make_series, make_source  # noqa: E402
from tests.harness.arena import PATIENCE_SECONDS, meet  # noqa: E402

SERIES, AREAS, YEARS = 8, 30, 10
FIGURES = SERIES * AREAS * YEARS
HALF_WAY = SERIES // 2
LOTS = ("half", "any", "alike", "apart", "read")
ledger.SET = AREAS * YEARS  # each series by itself


def prepare() -> None:
    call_command("migrate", verbosity=0)
    loader()
    for lot in LOTS:
        for number in range(SERIES):
            make_series(make_indicator(f"{lot}-{number}"))
    for number in range(AREAS):
        make_area(f"E0600{number:04}", f"Area {number}")


def take(
    lot: str, value: str, between: Callable[[int], None] = lambda number: None
) -> dict[str, int]:
    """What came of it; `between` is called after each series."""
    areas, day = Area.objects.values_list("pk", flat=True), date(2020, 1, 1)
    with intake(
        source=make_source(), file_name="long.csv", sha256="0" * 64, by=loader(), why="Later."
    ) as one:
        for number in range(SERIES):
            one.take(
                make_series(make_indicator(f"{lot}-{number}")),
                (
                    Stated(area, Period.parse(f"CY {2000 + year}"), Decimal(value), known_on=day)
                    for area in areas
                    for year in range(YEARS)
                ),
            )
            between(number)
    taken = one.taken
    return {"new": taken.new, "changed": taken.changed, "unchanged": taken.unchanged}


def slowly(lot: str, value: str, folder: Path) -> dict[str, int]:
    def between(number: int) -> None:
        if number != HALF_WAY:
            return
        (folder / "half-way").touch()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (folder / "go-on").exists() and time.monotonic() < deadline:
            time.sleep(0.002)

    return take(lot, value, between)


def together(lot: str, value: str, me: int, folder: Path) -> dict[str, int]:
    meet(folder, "ready", me, 2)
    return take(lot, value)


def main(what: str, *rest: str) -> None:
    match what:
        case "prepare":
            prepare()
        case "take":
            print(json.dumps(take(rest[0], rest[1])))
        case "slowly":
            print(json.dumps(slowly(rest[0], rest[1], Path(rest[2]))))
        case "meet":
            print(json.dumps(together(rest[0], rest[1], int(rest[2]), Path(rest[3]))))
        case "verify":
            print(json.dumps([str(fault) for fault in verify().faults]))


if __name__ == "__main__":
    main(*sys.argv[1:])
