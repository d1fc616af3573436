"""Chair and clerk despatch the same papers at the same moment, in processes of their own."""

from pathlib import Path

import pytest
from django.db import connection

from tests.harness.arena import arena_of, finished

pytestmark = pytest.mark.database
ROUNDS = 5
ONCE = {
    "despatch": ["done", "refused"],
    "keep": ["different", "done"],
    "agree": ["done", "refused"],
}


def test_one_is_first_and_the_other_is_told(tmp_path: Path):
    with arena_of("tests.boards.racing", connection.vendor, tmp_path) as arena:
        runners = [arena.start(str(me), str(ROUNDS), str(tmp_path)) for me in range(2)]
        first, second = (finished(runner) for runner in runners)
        for act, outcomes in ONCE.items():
            both = [sorted((a[act], b[act])) for a, b in zip(first, second, strict=True)]
            assert both == [outcomes] * ROUNDS, act
        # Nobody's editions are mixed with the other's.
        mixed = arena.rows(
            "SELECT meeting_id FROM boards_edition GROUP BY meeting_id, by_id HAVING count(*) <> 3"
        )
        assert mixed == []
        assert arena.rows("SELECT count(*) FROM boards_edition") == [(3 * ROUNDS,)]
        assert arena.rows("SELECT count(*) FROM boards_paper WHERE edition_id IS NOT NULL") == [
            (9 * ROUNDS,)
        ]
        assert arena.rows("SELECT count(*) FROM boards_minutes") == [(ROUNDS,)]
