"""Verbs that are killed, or that find the database locked or full; in a database of its own.

python -m tests.returns.killing prepare
python -m tests.returns.killing kill ROUNDS SEED    for each verb so many children killed in it
python -m tests.returns.killing locked              somebody else writes for longer than we wait
python -m tests.returns.killing full                the database may not grow (SQLite)

Prints what happened as JSON. The database is that of DATABASE_URL.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import OperationalError, connection  # noqa: E402

from indicators.ledger.models import AuditLink, Observation  # noqa: E402
from indicators.ledger.verification import verify  # noqa: E402
from indicators.returns import verbs  # noqa: E402
from indicators.returns.models import (  # noqa: E402
    Commentary,
    Entry,
    Event,
    Quality,
    Return,
    Section,
)
from tests.returns.builders import (  # noqa: E402
    LOOKED_AFTER,
    NEET,
    REFERRALS,
    Desk,
    desk_again,
    make_desk,
)

VERBS = ("save", "submit", "sign")
LINES = (NEET, LOOKED_AFTER, REFERRALS)
Said = Callable[[str], None]


def prepare() -> None:
    call_command("migrate", verbosity=0)
    make_desk()


# Killed


def kill(rounds: int, seed: int) -> dict[str, Any]:
    """How many were killed inside each verb, and everything that was found wrong after a kill."""
    chance = random.Random(seed)
    takes = _durations()
    inside: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(rounds):
        for verb in VERBS:
            quarter = _quarter(1 + number * len(VERBS) + VERBS.index(verb))
            said = _killed(quarter, verb, chance.uniform(0, takes[verb] * 1.1))
            if said[-1].split()[0] == "begin":
                inside[verb] += 1
            wrong += _wrong(quarter, said)
    wrong += [str(fault) for fault in verify().faults]
    return {"inside": inside, "wrong": wrong}


def _quarter(number: int) -> str:
    year, quarter = divmod(number, 4)
    return f"{1900 + year}-{(year + 1) % 100:02} Q{quarter + 1}"


def _work(desk: Desk, say: Said) -> None:
    """A return from opening to publication; says when each verb begins and when it is done."""
    desk.opened(desk.quarter)
    for slug in LINES:
        say("begin save")
        numbers: dict[str, Any] = (
            {"numerator": "29", "denominator": "60"} if slug == NEET else {"value": "486"}
        )
        desk.save(desk.officer, slug, grade="A", explanation="Counted.", says="So.", **numbers)
        say(f"save {slug}")
    for verb, by in ((verbs.submit, desk.officer), (verbs.sign, desk.approver)):
        say(f"begin {verb.__name__}")
        verb(desk.section, by=by)
        say(verb.__name__)


def _durations() -> dict[str, float]:
    """How long each verb takes here, in seconds."""
    times: dict[str, float] = {}

    def say(words: str) -> None:
        times[words.split()[0] if "begin" not in words else words] = time.monotonic()

    _work(desk_again(_quarter(0)), say)
    return {verb: times[verb] - times[f"begin {verb}"] for verb in VERBS}


def _killed(quarter: str, verb: str, delay: float) -> list[str]:
    """A child at work, killed so long after it began the verb; what it had said by then."""
    connection.close()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            _work(desk_again(quarter), lambda words: _tell(writer, words))
            time.sleep(10)
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader) as lines:
        said: list[str] = []
        while not said or said[-1] != f"begin {verb}":
            said.append(lines.readline().strip())
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said += [line.strip() for line in lines]
    return said


def _tell(writer: int, words: str) -> None:
    os.write(writer, f"{words}\n".encode())


def _wrong(quarter: str, said: list[str]) -> Iterator[str]:
    """What was acknowledged and is not there, and what is there by half."""
    desk = desk_again(quarter)
    done = {words for words in said if not words.startswith("begin")}
    for slug in LINES:
        if f"save {slug}" in done and desk.entry(slug).version != 1:
            yield f"{quarter}: what was typed on {slug} is lost"
    state = desk.section.state
    expected = {"sign": {"published"}, "submit": {"submitted", "published"}}
    for verb, states in expected.items():
        if verb in done and state not in states:
            yield f"{quarter}: {verb} was acknowledged, and the section is {state}"
    ends = desk.due.ends
    counts = [
        model.objects.filter(ends=ends).count() for model in (Observation, Commentary, Quality)
    ]
    if counts != ([3, 3, 3] if state == "published" else [0, 0, 0]):
        yield f"{quarter}: the section is {state} with {counts} figures, commentaries and grades"


# Locked and full


def locked() -> dict[str, Any]:
    """A verb that waits too long for another writer, and the same verb afterwards."""
    desk = desk_again().opened("1990-91 Q1")
    before = _everything()
    with _another_writer(desk.section):
        outcome = _tried(lambda: desk.save(desk.officer, numerator="29"))
    return {
        "outcome": outcome,
        "unchanged": _everything() == before,
        "later": _tried(lambda: desk.save(desk.officer, numerator="29")),
        "faults": len(verify().faults),
    }


@contextmanager
def _another_writer(section: Section) -> Iterator[None]:
    """Holds what the verb needs from a connection of its own; ours waits for a moment only."""
    other = connection.copy()
    options = connection.settings_dict["OPTIONS"]
    try:
        other.connect()
        if connection.vendor == "sqlite":
            other.cursor().execute("BEGIN IMMEDIATE")
            connection.close()
            options["timeout"] = 0.2
        else:
            other.cursor().execute("BEGIN")
            other.cursor().execute(
                "SELECT 1 FROM returns_section WHERE id = %s FOR UPDATE", [section.pk]
            )
            connection.cursor().execute("SET lock_timeout = '200ms'")
        yield
    finally:
        other.close()
        connection.close()
        if connection.vendor == "sqlite":
            options["timeout"] = 20


def full() -> dict[str, Any]:
    """Verbs on a database that may not grow by a page, and one of them again when it may."""
    long = "x" * 400_000  # more than the pages that are free
    desk, other = desk_again().opened("1991-92 Q1"), desk_again().opened("1992-93 Q1")
    desk.fill(desk.officer, explanation="Counted.", says=long)
    verbs.submit(desk.section, by=desk.officer)
    before = _everything()
    limit = _pragma("max_page_count")
    _pragma(f"max_page_count = {_pragma('page_count')}")
    outcomes = {
        "save": _tried(lambda: other.save(other.officer, says=long)),
        "ask": _tried(lambda: verbs.ask(desk.entry(), long, by=desk.approver)),
        "sign": _tried(lambda: verbs.sign(desk.section, by=desk.approver)),
    }
    unchanged = _everything() == before
    _pragma(f"max_page_count = {limit}")
    return {
        "outcomes": outcomes,
        "unchanged": unchanged,
        "later": _tried(lambda: verbs.sign(desk.section, by=desk.approver)),
        "faults": len(verify().faults),
    }


def _pragma(words: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {words}")
        return int(cursor.fetchone()[0])


def _tried(act: Callable[[], Any]) -> str:
    try:
        act()
    except OperationalError as fault:
        return f"OperationalError: {fault}"
    return "done"


def _everything() -> list[Any]:
    models = (Observation, Commentary, Quality, Event, Entry, Section, Return, AuditLink)
    return [list(model.objects.order_by("pk").values()) for model in models]


def main(what: str, *rest: str) -> None:
    match what:
        case "prepare":
            prepare()
        case "kill":
            print(json.dumps(kill(int(rest[0]), int(rest[1]))))
        case "locked":
            print(json.dumps(locked()))
        case "full":
            print(json.dumps(full()))


if __name__ == "__main__":
    main(*sys.argv[1:])
