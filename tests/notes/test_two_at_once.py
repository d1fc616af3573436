"""Two officers explain one figure at the same moment, in processes of their own."""

from pathlib import Path

import pytest
from django.db import connection

from tests.harness.arena import arena_of, finished

pytestmark = pytest.mark.database
ROUNDS = 10


def test_one_saves_and_the_other_is_told(tmp_path: Path):
    with arena_of("tests.notes.racing", connection.vendor, tmp_path) as arena:
        runners = [arena.start(str(me), str(ROUNDS), str(tmp_path)) for me in range(2)]
        first, second = (finished(runner) for runner in runners)
        assert [sorted(both) for both in zip(first, second, strict=True)] == [
            ["conflict", "saved"]
        ] * ROUNDS
        standing = arena.rows("SELECT count(*) FROM notes_explained WHERE stands")
        assert standing == [(ROUNDS,)]
