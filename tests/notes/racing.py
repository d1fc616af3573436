"""One of two officers who explain the same figure at the same moment.

python -m tests.notes.racing prepare
python -m tests.notes.racing ME ROUNDS FOLDER    both wait for each other in each round

In odd rounds the figure has an explanation already, which both had before them. Prints for each
round what came of it, as JSON. The database is that of DATABASE_URL.
"""

import json
import os
import sys
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from accounts.models import User  # noqa: E402
from indicators.notes.explaining import ConflictError, Subject, explain  # noqa: E402
from indicators.notes.models import Note  # noqa: E402
from indicators.periods import Period  # noqa: E402
from tests.builders import make_area, make_series, make_user  # noqa: E402
from tests.harness.arena import meet  # noqa: E402

OFFICERS = ("first", "second")


def prepare() -> None:
    call_command("migrate", verbosity=0)
    make_series(key="report", kind="report")
    make_area()
    for name in OFFICERS:
        make_user("officer", name=name)


def subject(number: int) -> Subject:
    return Subject(
        series=make_series(key="report", kind="report"),
        area=make_area(),
        period=Period.parse(f"CY {1900 + number}"),
        breakdown="total",
        figure="52",
        twin="44",
    )


def race(me: int, rounds: int, folder: Path) -> list[str]:
    outcomes = []
    for number in range(rounds):
        what, by = subject(number), User.objects.get(username=OFFICERS[me])
        if me == 0 and number % 2:
            explain(what, "before", by=by, seen=None)
        meet(folder, f"ready-{number}", me, 2)
        standing = Note.objects.filter(starts=what.period.starts).first()
        meet(folder, f"go-{number}", me, 2)
        try:
            explain(what, OFFICERS[me], by=by, seen=standing.pk if standing else None)
            outcomes.append("saved")
        except ConflictError:
            outcomes.append("conflict")
        connection.close()
    return outcomes


def main(what: str, *rest: str) -> None:
    if what == "prepare":
        prepare()
    else:
        print(json.dumps(race(int(what), int(rest[0]), Path(rest[1]))))


if __name__ == "__main__":
    main(*sys.argv[1:])
