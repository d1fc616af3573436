"""Several people correct one figure at the same moment, for real: threads and processes.

They race in processes of their own on a database of their own, because the ledger's rows cannot be
cleared away after a test.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.harness.arena import Arena, arena_of, finished

pytestmark = pytest.mark.database

ROUNDS, THREADS, PROCESSES, WINS = 15, 8, 4, 20


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    folder = tmp_path_factory.mktemp("race")
    with arena_of("tests.ledger.racing", connection.vendor, folder) as made:
        yield made


def check_ledger(arena: Arena) -> int:
    """Revisions without gaps, the newest of each figure current; returns how many there are."""
    rows = arena.rows(
        "SELECT series_id, ends, revision, is_current FROM ledger_observation ORDER BY 1, 2, 3"
    )
    figures: dict[tuple, list[tuple[int, bool]]] = {}
    for series, ends, revision, current in rows:
        figures.setdefault((series, ends), []).append((revision, bool(current)))
    for found in figures.values():
        last = len(found)
        assert found == [(number, number == last) for number in range(1, last + 1)]
    return len(rows)


def check_audit(arena: Arena) -> None:
    """As many links as revisions, none forked, none lost."""
    links = arena.rows("SELECT chain, seq, prev, hash FROM ledger_auditlink ORDER BY chain, seq")
    before: dict[str, tuple[int, str]] = {}
    for chain, seq, previous, own in links:
        assert (seq - 1, previous) == before.get(chain, (0, ""))
        before[chain] = (seq, own)
    assert len(links) == len(arena.rows("SELECT id FROM ledger_observation"))


def test_of_many_threads_exactly_one_wins_each_round(arena: Arena) -> None:
    before = check_ledger(arena)
    rounds = arena.run("threads", str(ROUNDS), str(THREADS))
    assert rounds == [{"conflict": THREADS - 1, "won": 1}] * ROUNDS
    assert check_ledger(arena) == before + ROUNDS
    check_audit(arena)


def test_a_new_figure_is_recorded_once(arena: Arena) -> None:
    before = check_ledger(arena)
    outcome = arena.run("first", str(THREADS))
    assert outcome["won"] == 1
    assert sum(outcome.values()) == THREADS
    assert check_ledger(arena) == before + 1
    check_audit(arena)


def test_figures_apart_are_all_written_and_share_one_audit_chain(arena: Arena) -> None:
    """Forty periods by eight threads: nobody is refused, and no link is lost or forked."""
    before = arena.rows("SELECT count(*) FROM ledger_observation")[0][0]
    assert arena.run("apart", str(THREADS)) == {"won": THREADS}
    assert arena.rows("SELECT count(*) FROM ledger_observation")[0][0] == before + 40
    check_audit(arena)


def test_four_processes_never_write_the_same_revision(arena: Arena, tmp_path: Path) -> None:
    before, gate = check_ledger(arena), tmp_path / "gate"
    runners = [arena.start("run", str(WINS), str(gate)) for _ in range(PROCESSES)]
    gate.touch()
    assert [finished(runner)["won"] for runner in runners] == [WINS] * PROCESSES
    assert check_ledger(arena) == before + PROCESSES * WINS
    check_audit(arena)
