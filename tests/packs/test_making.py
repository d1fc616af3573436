"""Papers are made by processes that may meet, fail or be killed: each is kept once and whole."""

import signal
from pathlib import Path

import pytest
from django.db import connection

from tests.harness.arena import Arena, arena_of, finished

pytestmark = pytest.mark.database
KEPT = "SELECT kind, form, sha256, size, tries FROM boards_paper ORDER BY id"
WAITING = "SELECT count(*) FROM boards_paper WHERE made_at IS NULL"
PAPERS = 9  # page, PDF and workbook of three editions


@pytest.fixture
def arena(tmp_path: Path):
    with arena_of("tests.packs.making", connection.vendor, tmp_path) as made:
        assert made.rows(WAITING) == [(PAPERS,)]
        yield made


def test_two_processes_at_once_make_each_paper_once(arena: Arena):
    runners = [arena.start("tick") for _ in range(2)]
    for runner in runners:
        assert finished(runner)["failed"] == []
    assert arena.rows(WAITING) == [(0,)]
    assert len(arena.rows(KEPT)) == PAPERS
    assert arena.run("tick") == {"said": [], "failed": []}


def test_a_process_that_is_killed_leaves_its_paper_to_the_next(arena: Arena):
    runner = arena.start("die")
    runner.wait(timeout=120)
    assert runner.returncode == -signal.SIGKILL
    assert arena.rows(WAITING) == [(PAPERS - 1,)]
    before = arena.rows(KEPT)
    assert len(arena.run("tick")["said"]) == PAPERS - 1
    after = arena.rows(KEPT)
    assert after[0] == before[0]
    assert all(sha256 and size and tries == 1 for _, _, sha256, size, tries in after)
