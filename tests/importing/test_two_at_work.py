"""Several processes at the same work, and one that is killed in the middle of it: for real."""

import signal
from collections.abc import Iterator

import pytest
from django.db import connection

from tests.harness.arena import Arena, arena_of, finished

pytestmark = pytest.mark.database
UPLOADS, FIGURES = 4, 3


@pytest.fixture
def arena(tmp_path) -> Iterator[Arena]:
    with arena_of("tests.importing.working", connection.vendor, tmp_path) as made:
        yield made


def all_done(found, number=UPLOADS):
    assert found["states"] == ["done"] * number
    assert (found["batches"], found["figures"], found["newest"]) == (number, number * FIGURES, 0)
    assert (found["pieces"], found["faults"]) == (0, [])


def test_processes_that_tick_at_once_do_each_upload_once(arena, tmp_path):
    arena.run("bring", str(UPLOADS))
    started = [arena.start("run", str(tmp_path), str(me), "3") for me in range(3)]
    for one in started:
        finished(one)
    found = arena.run("found")
    all_done(found)
    assert found["tries"] == [1] * UPLOADS


def test_threads_that_tick_at_once_do_each_upload_once(arena):
    arena.run("bring", str(UPLOADS))
    arena.run("threads", "3")
    all_done(arena.run("found"))


def test_an_import_that_is_killed_is_done_by_the_next_tick_and_nothing_twice(arena):
    arena.run("bring", "1")
    killed = arena.start("die")
    assert killed.wait(timeout=60) == -signal.SIGKILL
    killed.communicate()
    found = arena.run("found")
    assert (found["states"], found["figures"], found["batches"]) == (["writing"], 0, 0)

    arena.run("tick")  # the claim still holds
    assert arena.run("found")["states"] == ["writing"]

    arena.run("silent")
    arena.run("tick")
    found = arena.run("found")
    all_done(found, 1)
    assert found["tries"] == [2]
