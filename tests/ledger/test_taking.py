"""An import that is killed, that meets another, or that somebody reads beside: for real.

In processes and a database of their own, as the ledger's rows cannot be cleared away after a test.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.harness.arena import PATIENCE_SECONDS, Arena, arena_of, finished
from tests.ledger.taking import FIGURES

pytestmark = pytest.mark.database

EVERYTHING = ("ledger_observation", "ledger_batch", "ledger_auditlink")
TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
}
KILLS = 5


@pytest.fixture
def arena(tmp_path: Path) -> Iterator[Arena]:
    with arena_of("tests.ledger.taking", connection.vendor, tmp_path) as made:
        yield made


def counts(arena: Arena) -> list[int]:
    return [arena.rows(f"SELECT count(*) FROM {table}")[0][0] for table in EVERYTHING]


def values(arena: Arena) -> list[tuple[float, int]]:
    """What is current, and how often."""
    rows = arena.rows("SELECT value, count(*) FROM ledger_observation WHERE is_current GROUP BY 1")
    return [(float(value), count) for value, count in rows]


def wait_for(file: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not file.exists():
        assert time.monotonic() < deadline, f"{file.name} did not come"
        time.sleep(0.002)


def test_killed_half_way_it_leaves_what_was_there(arena: Arena, tmp_path: Path):
    arena.run("take", "45")
    triggers = arena.rows(TRIGGERS[connection.vendor])
    assert triggers
    process = arena.start("slowly", "46", str(tmp_path))
    wait_for(tmp_path / "half-way")
    process.kill()
    process.communicate()
    assert counts(arena) == [FIGURES, 1, 1]
    assert values(arena) == [(45, FIGURES)]
    assert arena.rows(TRIGGERS[connection.vendor]) == triggers

    assert arena.run("take", "46") == {"new": 0, "changed": FIGURES, "unchanged": 0}
    assert values(arena) == [(46, FIGURES)]
    assert arena.run("verify") == []


def test_killed_at_any_moment_it_is_there_whole_or_not_at_all(arena: Arena, tmp_path: Path):
    arena.run("take", "1")
    began = time.monotonic()
    arena.run("take", "2")
    whole = time.monotonic() - began
    triggers = arena.rows(TRIGGERS[connection.vendor])
    for number in range(KILLS):
        ((before, _),) = values(arena)
        process = arena.start("take", str(number + 3))
        time.sleep(whole * (0.4 + 0.6 * number / KILLS))  # starting up takes the first part
        process.kill()
        process.communicate()
        assert values(arena) in ([(before, FIGURES)], [(number + 3, FIGURES)])
        assert arena.rows(TRIGGERS[connection.vendor]) == triggers
    assert arena.run("verify") == []


def test_two_at_once_come_one_after_the_other(arena: Arena, tmp_path: Path):
    runners = [arena.start("meet", "45", str(me), str(tmp_path)) for me in range(2)]
    outcomes = sorted((finished(one) for one in runners), key=lambda one: one["new"])
    assert outcomes == [
        {"new": 0, "changed": 0, "unchanged": FIGURES},
        {"new": FIGURES, "changed": 0, "unchanged": 0},
    ]
    assert counts(arena) == [FIGURES, 2, 2]
    assert arena.run("verify") == []


def test_two_that_disagree_leave_a_whole_one_as_current(arena: Arena, tmp_path: Path):
    runners = [arena.start("meet", str(45 + me), str(me), str(tmp_path)) for me in range(2)]
    outcomes = sorted((finished(one) for one in runners), key=lambda one: one["new"])
    assert [(one["new"], one["changed"]) for one in outcomes] == [(0, FIGURES), (FIGURES, 0)]
    ((value, count),) = values(arena)
    assert value in (45, 46)
    assert count == FIGURES
    assert counts(arena) == [2 * FIGURES, 2, 2]
    assert arena.run("verify") == []


def test_a_reader_meanwhile_sees_what_was_there_and_does_not_wait(arena: Arena, tmp_path: Path):
    arena.run("take", "45")
    process = arena.start("slowly", "46", str(tmp_path))
    wait_for(tmp_path / "half-way")
    assert values(arena) == [(45, FIGURES)]  # the import waits for us: a reader that waited for it
    assert counts(arena) == [FIGURES, 1, 1]  # would never come back
    assert process.poll() is None
    (tmp_path / "go-on").touch()
    assert finished(process) == {"new": 0, "changed": FIGURES, "unchanged": 0}
    assert values(arena) == [(46, FIGURES)]
