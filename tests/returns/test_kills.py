"""The process killed inside a verb, the database locked by another, and the disk full: for real."""

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.harness.arena import Arena, arena_of

pytestmark = pytest.mark.database

SEED = 20170124


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    folder = tmp_path_factory.mktemp("kills")
    with arena_of("tests.returns.killing", connection.vendor, folder) as made:
        yield made


@pytest.mark.parametrize("rounds", [8, pytest.param(100, marks=pytest.mark.slow)])
def test_what_was_acknowledged_is_there_and_nothing_is_half_there(rounds, tmp_path):
    with arena_of("tests.returns.killing", connection.vendor, tmp_path) as arena:
        found = arena.run("kill", str(rounds), str(SEED))
    assert found["wrong"] == []
    assert set(found["inside"]) == {"save", "submit", "sign"}, "some verb was never hit"


def test_locked_for_longer_than_we_wait(arena):
    found = arena.run("locked")
    assert found["outcome"].startswith("OperationalError: ")
    assert "lock" in found["outcome"]
    assert (found["unchanged"], found["later"], found["faults"]) == (True, "done", 0)


def test_a_database_that_cannot_grow(arena):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite can be told how large it may be")
    found = arena.run("full")
    full = "OperationalError: database or disk is full"
    assert found["outcomes"] == {"save": full, "ask": full, "sign": full}
    assert (found["unchanged"], found["later"], found["faults"]) == (True, "done", 0)
