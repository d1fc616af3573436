"""Which target judges a period, as it was known on a day."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from accounts.service import loader
from indicators.targets.choice import in_force, proposed, targets_for
from indicators.targets.verbs import Given, confirm, end, propose, set_by_file
from tests.builders import make_aim, make_area, make_england, make_indicator, make_user

pytestmark = pytest.mark.django_db

END = date(2025, 3, 31)


@pytest.fixture
def administrator():
    return make_user("administrator")


def on(day):
    return time_machine.travel(f"{day} 12:00")


def make(by, day, *, confirmed=True, area=None, **aim):
    with on(day):
        target = propose(
            make_indicator(), area or make_area(), make_aim(**aim), why="An aim.", by=by
        )
        return confirm(target, by=by) if confirmed else target


def law(day="2020-01-01", **aim):
    given = Given(
        aim=make_aim(**aim),
        origin="scorecard",
        why="A threshold.",
        source="-",
        known_on=date.fromisoformat(day),
    )
    set_by_file(make_indicator(), [given], by=loader())


def known():
    return targets_for([make_indicator()], make_area())


def test_a_confirmed_target_judges_the_periods_from_its_start_on(administrator):
    target = make(administrator, "2024-05-01")
    assert in_force(known(), END, None) == target
    assert in_force(known(), date(2024, 4, 1), None) == target
    assert in_force(known(), date(2024, 3, 31), None) is None


def test_a_proposal_judges_nothing_and_is_shown_as_proposed(administrator):
    target = make(administrator, "2024-05-01", confirmed=False)
    assert in_force(known(), END, None) is None
    assert proposed(known(), None) == target


def test_as_of_a_day_before_it_was_confirmed_it_was_proposed(administrator):
    target = make(administrator, "2024-05-01", confirmed=False)
    with on("2024-06-01"):
        confirm(target, by=administrator)
    days = (date(2024, 4, 30), date(2024, 5, 31), date(2024, 6, 1))
    assert [in_force(known(), END, day) for day in days] == [None, None, target]
    assert [proposed(known(), day) for day in days] == [None, target, None]


def test_an_ended_target_stands_as_of_earlier_days(administrator):
    target = make(administrator, "2024-05-01")
    with on("2024-09-01"):
        end(target, by=administrator, why="Reached.")
    assert in_force(known(), END, None) is None
    assert in_force(known(), END, date(2024, 8, 31)) == target
    assert in_force(known(), END, date(2024, 9, 1)) is None


def test_a_refused_proposal_is_no_longer_proposed(administrator):
    target = make(administrator, "2024-05-01", confirmed=False)
    with on("2024-06-01"):
        end(target, by=administrator, why="Too easy.")
    assert proposed(known(), None) is None
    assert proposed(known(), date(2024, 5, 31)) == target


def test_the_newer_of_two_rivals_judges_and_the_older_one_did(administrator):
    first = make(administrator, "2024-05-01")
    second = make(administrator, "2024-09-01", high=Decimal(35))
    assert in_force(known(), END, None) == second
    assert in_force(known(), END, date(2024, 8, 31)) == first


def test_each_year_is_judged_by_its_own_target(administrator):
    first = make(administrator, "2023-05-01", starts=date(2023, 4, 1))
    second = make(administrator, "2024-05-01")
    assert in_force(known(), date(2024, 3, 31), None) == first
    assert in_force(known(), END, None) == second


def test_a_target_with_a_last_period_judges_no_later_one(administrator):
    target = make(administrator, "2024-05-01", ends=END)
    assert in_force(known(), END, None) == target
    assert in_force(known(), date(2025, 4, 1), None) is None


def test_law_binds_from_the_day_it_is_public_wherever(administrator):
    law()
    assert in_force(known(), END, date(2020, 1, 1)).origin == "scorecard"
    assert in_force(known(), END, date(2019, 12, 31)) is None
    assert targets_for([make_indicator()], make_england()) == known()


def test_the_council_s_own_target_wins_over_law(administrator):
    law()
    own = make(administrator, "2024-05-01", high=Decimal(30))
    assert in_force(known(), END, None) == own


def test_another_area_s_target_is_nobody_else_s(administrator):
    make(administrator, "2024-05-01", area=make_england())
    assert known() == []
