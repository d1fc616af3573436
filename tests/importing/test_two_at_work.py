"""Several processes at the same work, and one that is killed in the middle of it: for real."""

import signal
from collections.abc import Iterator

import pytest
from django.db import connection

from tests.harness.arena import Arena, arena_of, finished

pytestmark = pytest.mark.database
UPLOADS, FIGURES = 4, 3


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    """Shared: each test brings uploads of its own."""
    folder = tmp_path_factory.mktemp("work")
    with arena_of("tests.importing.working", connection.vendor, folder) as made:
        yield made


def all_done(found):
    number = len(found["states"])
    assert set(found["states"]) == {"done"}
    assert (found["batches"], found["figures"], found["revisions"]) == (number, number * FIGURES, 0)
    assert (found["pieces"], found["faults"]) == (0, [])


def test_processes_that_tick_at_once_do_each_upload_once(arena, tmp_path):
    arena.run("bring", str(UPLOADS))
    started = [arena.start("run", str(tmp_path), str(me), "2") for me in range(2)]
    for one in started:
        finished(one)
    found = arena.run("look")
    all_done(found)
    assert found["tries"][-UPLOADS:] == [1] * UPLOADS


def test_threads_that_tick_at_once_do_each_upload_once(arena):
    arena.run("bring", str(UPLOADS))
    all_done(arena.run("threads", "3"))


def test_an_import_that_is_killed_is_done_by_the_next_tick_and_nothing_twice(arena):
    before = arena.run("bring", "1")
    killed = arena.start("die")
    killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL
    # While the claim holds nobody takes it up.
    found = arena.run("tick")
    assert found["states"][-1] == "writing"
    assert (found["figures"], found["batches"]) == (before["figures"], before["batches"])
    found = arena.run("silent")
    all_done(found)
    assert found["tries"][-1] == 2
