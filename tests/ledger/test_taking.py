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


OF_LOT = """FROM ledger_observation o JOIN catalogue_series s ON s.id = o.series_id
    JOIN catalogue_indicator i ON i.id = s.indicator_id WHERE i.slug LIKE '{}-%'"""


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    folder = tmp_path_factory.mktemp("taking")
    with arena_of("tests.ledger.taking", connection.vendor, folder) as made:
        yield made


def counts(arena: Arena) -> list[int]:
    """How many figures, batches and links there are."""
    return [arena.rows(f"SELECT count(*) FROM {table}")[0][0] for table in EVERYTHING]


def values(arena: Arena, lot: str) -> list[tuple[float, int]]:
    """What is current, and how often."""
    rows = arena.rows(f"SELECT value, count(*) {OF_LOT.format(lot)} AND is_current GROUP BY 1")
    return [(float(value), count) for value, count in rows]


def wait_for(file: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not file.exists():
        assert time.monotonic() < deadline, f"{file.name} did not come"
        time.sleep(0.002)


def test_killed_half_way_it_leaves_what_was_there(arena: Arena, tmp_path: Path):
    arena.run("take", "half", "45")
    triggers = arena.rows(TRIGGERS[connection.vendor])
    assert triggers
    before = counts(arena)
    process = arena.start("slowly", "half", "46", str(tmp_path))
    wait_for(tmp_path / "half-way")
    process.kill()
    process.communicate()
    assert counts(arena) == before
    assert values(arena, "half") == [(45, FIGURES)]
    assert arena.rows(TRIGGERS[connection.vendor]) == triggers

    assert arena.run("take", "half", "46") == {"new": 0, "changed": FIGURES, "unchanged": 0}
    assert values(arena, "half") == [(46, FIGURES)]
    assert arena.run("verify") == []


def test_killed_at_any_moment_it_is_there_whole_or_not_at_all(arena: Arena, tmp_path: Path):
    arena.run("take", "any", "1")
    began = time.monotonic()
    arena.run("take", "any", "2")
    whole = time.monotonic() - began
    triggers = arena.rows(TRIGGERS[connection.vendor])
    for number in range(KILLS):
        ((before, _),) = values(arena, "any")
        process = arena.start("take", "any", str(number + 3))
        time.sleep(whole * (0.4 + 0.6 * number / KILLS))  # starting up takes the first part
        process.kill()
        process.communicate()
        assert values(arena, "any") in ([(before, FIGURES)], [(number + 3, FIGURES)])
        assert arena.rows(TRIGGERS[connection.vendor]) == triggers
    assert arena.run("verify") == []


def test_two_at_once_come_one_after_the_other(arena: Arena, tmp_path: Path):
    figures, batches, links = counts(arena)
    runners = [arena.start("meet", "alike", "45", str(me), str(tmp_path)) for me in range(2)]
    outcomes = sorted((finished(one) for one in runners), key=lambda one: one["new"])
    assert outcomes == [
        {"new": 0, "changed": 0, "unchanged": FIGURES},
        {"new": FIGURES, "changed": 0, "unchanged": 0},
    ]
    assert counts(arena) == [figures + FIGURES, batches + 2, links + 2]
    assert arena.run("verify") == []


def test_two_that_disagree_leave_a_whole_one_as_current(arena: Arena, tmp_path: Path):
    figures, batches, links = counts(arena)
    runners = [
        arena.start("meet", "apart", str(45 + me), str(me), str(tmp_path)) for me in range(2)
    ]
    outcomes = sorted((finished(one) for one in runners), key=lambda one: one["new"])
    assert [(one["new"], one["changed"]) for one in outcomes] == [(0, FIGURES), (FIGURES, 0)]
    ((value, count),) = values(arena, "apart")
    assert value in (45, 46)
    assert count == FIGURES
    assert counts(arena) == [figures + 2 * FIGURES, batches + 2, links + 2]
    assert arena.run("verify") == []


def test_a_reader_meanwhile_sees_what_was_there_and_does_not_wait(arena: Arena, tmp_path: Path):
    arena.run("take", "read", "45")
    before = counts(arena)
    process = arena.start("slowly", "read", "46", str(tmp_path))
    wait_for(tmp_path / "half-way")
    # The import waits for us: were we to wait for it, neither would come back.
    assert values(arena, "read") == [(45, FIGURES)]
    assert counts(arena) == before
    assert process.poll() is None
    (tmp_path / "go-on").touch()
    assert finished(process) == {"new": 0, "changed": FIGURES, "unchanged": 0}
    assert values(arena, "read") == [(46, FIGURES)]
