"""Two people at one section at the same moment, in processes of their own, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.harness.arena import Arena, arena_of, finished

pytestmark = pytest.mark.database

ROUNDS = 8


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    folder = tmp_path_factory.mktemp("race")
    with arena_of("tests.returns.racing", connection.vendor, folder) as made:
        yield made


@pytest.fixture
def race(arena: Arena, tmp_path: Path):
    """What came of each round, both outcomes of it, in a settled order."""

    def run(pair: str) -> list[tuple[str, str]]:
        runners = [arena.start(pair, str(me), str(ROUNDS), str(tmp_path)) for me in range(2)]
        first, second = (finished(runner) for runner in runners)
        assert len(first) == len(second) == ROUNDS
        return list(zip(first, second, strict=True))

    yield run
    arena.run("verify")


def counted(arena: Arena, query: str) -> int:
    return int(arena.rows(query)[0][0])


def test_of_two_who_save_one_line_one_wins_and_the_other_sees_it(race):
    possible = {
        ("saved 30", "conflict with 30"),
        ("conflict with 31", "saved 31"),
    }
    assert set(race("save-save")) <= possible


def test_of_two_approvers_one_publishes_once(race, arena):
    before = counted(arena, "SELECT count(*) FROM ledger_observation")
    late = "refused: Care leavers: It is published. A change is a correction of its own."
    assert set(race("sign-sign")) <= {("signed 3", late), (late, "signed 3")}
    after = counted(arena, "SELECT count(*) FROM ledger_observation")
    assert after == before + 3 * ROUNDS
    assert counted(arena, "SELECT max(revision) FROM ledger_observation") == 1


def test_a_save_comes_before_the_submission_or_not_at_all(race, arena):
    late = "refused: Care leavers: It waits for the approver. Take it back to change it."
    outcomes = race("save-submit")
    assert {second for _, second in outcomes} == {"submitted"}
    assert {first for first, _ in outcomes} <= {"saved 30", late}
    kept = counted(
        arena,
        "SELECT count(*) FROM returns_entry e JOIN returns_section s ON s.id = e.section_id "
        "WHERE s.state = 'submitted' AND e.numerator = '30'",
    )
    assert kept == sum(first == "saved 30" for first, _ in outcomes)


def test_a_section_is_signed_or_taken_back_and_never_both(race, arena):
    before = counted(arena, "SELECT count(*) FROM ledger_observation")
    published = "refused: Care leavers: It is published. A change is a correction of its own."
    unsubmitted = "refused: Care leavers: It has not been submitted yet."
    outcomes = race("sign-take-back")
    assert set(outcomes) <= {("signed 3", published), (unsubmitted, "taken back")}
    signed = sum(first == "signed 3" for first, _ in outcomes)
    after = counted(arena, "SELECT count(*) FROM ledger_observation")
    assert after == before + 3 * signed
