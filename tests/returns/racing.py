"""One of two processes that do something to the same section at the same moment.

python -m tests.returns.racing prepare
python -m tests.returns.racing verify
python -m tests.returns.racing PAIR ME ROUNDS FOLDER    both wait for each other in each round

Prints for each round what came of it, as JSON. The database is that of DATABASE_URL.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django

django.setup()

from django.core.exceptions import PermissionDenied  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from indicators.returns import verbs  # noqa: E402
from tests.harness.arena import meet  # noqa: E402
from tests.returns.builders import Desk, desk_again, make_desk  # noqa: E402

Act = Callable[[Desk], str]


def prepare() -> None:
    call_command("migrate", verbosity=0)
    make_desk()


def save_as(name: str, numerator: str) -> Act:
    """Over the version that both had before them, which is the first."""

    def act(desk: Desk) -> str:
        saved = desk.save(getattr(desk, name), version=1, numerator=numerator)
        if saved.conflicts:
            return f"conflict with {saved.conflicts[0].entry.numerator}"
        return f"saved {numerator}"

    return act


def sign_as(name: str) -> Act:
    return lambda desk: f"signed {verbs.sign(desk.section, by=getattr(desk, name))}"


def submit(desk: Desk) -> str:
    verbs.submit(desk.section, by=desk.officer2)
    return "submitted"


def take_back(desk: Desk) -> str:
    verbs.take_back(desk.section, by=desk.officer)
    return "taken back"


# What the two do, and whether the section is submitted before.
PAIRS: Mapping[str, tuple[Act, Act, bool]] = {
    "save-save": (save_as("officer", "30"), save_as("officer2", "31"), False),
    "sign-sign": (sign_as("approver"), sign_as("deputy"), True),
    "save-submit": (save_as("officer", "30"), submit, False),
    "sign-take-back": (sign_as("approver"), take_back, True),
}


def race(pair: str, me: int, rounds: int, folder: Path) -> list[str]:
    first, second, submitted = PAIRS[pair]
    years = list(PAIRS).index(pair) * 25
    outcomes = []
    for number in range(rounds):
        year, quarter = divmod(number, 4)
        started = 1900 + years + year
        desk = desk_again(f"{started}-{(started + 1) % 100:02} Q{quarter + 1}")
        if me == 0:
            desk.opened(desk.quarter)
            desk.fill(desk.officer, explanation="Counted anew.")
            if submitted:
                verbs.submit(desk.section, by=desk.officer)
        meet(folder, f"ready-{number}", me, 2)
        desk.section  # noqa: B018 (the connection is open before the race begins)
        meet(folder, f"go-{number}", me, 2)
        try:
            outcomes.append((first, second)[me](desk))
        except PermissionDenied as refused:
            outcomes.append(f"refused: {refused}")
        connection.close()
    return outcomes


def main(what: str, *rest: str) -> None:
    if what == "prepare":
        prepare()
    elif what == "verify":
        call_command("verify_ledger", stdout=sys.stderr)
    else:
        print(json.dumps(race(what, int(rest[0]), int(rest[1]), Path(rest[2]))))


if __name__ == "__main__":
    main(*sys.argv[1:])
