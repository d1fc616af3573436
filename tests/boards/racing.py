"""One of two people who despatch, keep a paper or agree minutes at the same moment.

python -m tests.boards.racing prepare
python -m tests.boards.racing ME ROUNDS FOLDER    both wait for each other in each round

Prints for each round what came of it, as JSON. The database is that of DATABASE_URL.
"""

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from accounts.models import User  # noqa: E402
from improvement.boards import verbs  # noqa: E402
from improvement.boards.frozen import canonical  # noqa: E402
from improvement.boards.models import Board, Meeting, Paper  # noqa: E402
from improvement.boards.verbs.making import DifferentError  # noqa: E402
from indicators.areas.models import Area  # noqa: E402
from indicators.refusal import RefusedError  # noqa: E402
from tests.boards.builders import Desk, in_days, seen  # noqa: E402
from tests.harness.arena import meet  # noqa: E402

PEOPLE = ("chair", "clerk")


def prepare() -> None:
    call_command("migrate", verbosity=0)
    Desk()


def race(me: int, rounds: int, folder: Path) -> list[dict[str, str]]:
    by, chair = (User.objects.get(username=name) for name in (PEOPLE[me], "chair"))
    board, area = Board.objects.get(), Area.objects.get()
    outcomes = []
    for number in range(rounds):
        days = in_days(number), in_days(-1 - number)
        if me == 0:
            for day in days:
                verbs.call(board, area, day, by=chair)
        meet(folder, f"called-{number}", me, 2)
        coming, past = (Meeting.objects.get(held_on=day) for day in days)
        read = seen(past)
        meet(folder, f"go-{number}", me, 2)
        despatched = tried(partial(verbs.despatch, coming, bodies(PEOPLE[me]), by=by))
        meet(folder, f"despatched-{number}", me, 2)
        paper = Paper.objects.filter(edition__meeting=coming).earliest("pk")
        kept = tried(partial(verbs.keep_paper, paper, f"by {me}".encode()))
        meet(folder, f"kept-{number}", me, 2)
        agreed = tried(partial(verbs.agree, past, seen=read, by=chair))
        outcomes.append({"despatch": despatched, "keep": kept, "agree": agreed})
        connection.close()
    return outcomes


def bodies(who: str) -> dict[str, str]:
    return {kind: canonical({"by": who, "for": kind}) for kind in ("council", "exempt", "public")}


def tried(act: Callable[[], object]) -> str:
    try:
        act()
    except RefusedError:
        return "refused"
    except DifferentError:
        return "different"
    return "done"


def main(what: str, *rest: str) -> None:
    if what == "prepare":
        prepare()
    else:
        print(json.dumps(race(int(what), int(rest[0]), Path(rest[1]))))


if __name__ == "__main__":
    main(*sys.argv[1:])
