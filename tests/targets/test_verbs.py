"""Proposing, confirming and ending targets: what is written, refused, and by whom."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from accounts.service import loader
from indicators.refusal import RefusedError
from indicators.targets.models import Target
from indicators.targets.verbs import Given, confirm, end, propose, set_by_file
from tests.builders import make_aim, make_area, make_england, make_indicator, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def administrator():
    return make_user("administrator")


def proposal(by, area=None, **aim):
    return propose(
        make_indicator(), area or make_area(), make_aim(**aim), why="A year's aim.", by=by
    )


def test_a_proposal_gives_no_colour_and_says_who_and_why(administrator):
    target = proposal(administrator)
    assert (target.by, target.why, target.origin) == (administrator, "A year's aim.", "council")
    assert (target.confirmed_at, target.confirmed_by, target.ended_at) == (None, None, None)


def test_confirming_puts_it_in_force(administrator):
    other = make_user("administrator", name="second")
    target = confirm(proposal(administrator), by=other)
    assert (target.by, target.confirmed_by) == (administrator, other)
    assert target.confirmed_at is not None


def test_ending_needs_a_reason(administrator):
    target = confirm(proposal(administrator), by=administrator)
    with pytest.raises(RefusedError, match="Say why"):
        end(target, by=administrator, why="  ")
    ended = end(target, by=administrator, why=" Reached. ")
    assert (ended.ended_by, ended.ended_why) == (administrator, "Reached.")


@pytest.mark.parametrize("roles", [(), ("viewer",), ("officer",), ("approver",), ("partner",)])
def test_other_roles_are_refused(roles, administrator):
    stranger = make_user(*roles, name="someone")
    target = proposal(administrator)
    for act in (
        lambda: proposal(stranger),
        lambda: confirm(target, by=stranger),
        lambda: end(target, by=stranger, why="-"),
    ):
        with pytest.raises(PermissionDenied, match="need the role administrator"):
            act()
    assert Target.objects.get().confirmed_at is None


def test_a_closed_account_is_refused(administrator):
    administrator.is_active = False
    administrator.save()
    with pytest.raises(PermissionDenied):
        proposal(administrator)


def test_what_has_ended_is_not_confirmed_and_nothing_happens_twice(administrator):
    target = proposal(administrator)
    confirm(target, by=administrator)
    with pytest.raises(RefusedError, match="confirmed already"):
        confirm(target, by=administrator)
    end(target, by=administrator, why="Reached.")
    with pytest.raises(RefusedError, match="has ended already"):
        end(target, by=administrator, why="Again.")
    with pytest.raises(RefusedError, match="refused or ended"):
        confirm(target, by=administrator)


def test_a_confirmed_target_takes_the_place_of_the_one_before(administrator):
    first = confirm(proposal(administrator), by=administrator)
    second = confirm(proposal(administrator, high=Decimal(35)), by=administrator)
    first.refresh_from_db()
    assert first.ended_why == "Replaced by a newer target."
    assert second.ended_at is None


def test_an_earlier_year_s_target_and_another_area_s_stay(administrator):
    earlier = confirm(proposal(administrator, starts=date(2023, 4, 1)), by=administrator)
    elsewhere = confirm(proposal(administrator, area=make_england()), by=administrator)
    confirm(proposal(administrator), by=administrator)
    assert set(Target.objects.filter(ended_at=None)) >= {earlier, elsewhere}


REFUSED = {
    "a bound on the wrong side": ({"high": None, "low": Decimal(40)}, "lower", "any other one"),
    "two bounds": ({"low": Decimal(10)}, "lower", "any other one"),
    "half a range": ({}, "range", "any other one"),
    "a range upside down": ({"low": Decimal(50)}, "range", "above its highest"),
    "no percentage": ({"high": Decimal(101)}, "lower", "between 0 and 100"),
    "a tolerance below nothing": ({"tolerance": Decimal(-1)}, "lower", "cannot be negative"),
    "a start without an end": ({"start_value": Decimal(51)}, "lower", "needs the day"),
    "reached before it starts": ({"due": date(2024, 3, 31)}, "lower", "must be after the day"),
    "context": ({}, "context", "has no target"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_target_that_makes_no_sense_is_refused(administrator, fault):
    aim, polarity, words = REFUSED[fault]
    words = {"any other one": "any other target one"}.get(words, words)
    indicator = make_indicator(f"of-{polarity}", polarity=polarity)
    with pytest.raises(RefusedError, match=words):
        propose(indicator, make_area(), make_aim(**aim), why="-", by=administrator)
    assert not Target.objects.exists()


def test_a_target_says_why(administrator):
    with pytest.raises(RefusedError, match="Say why"):
        propose(make_indicator(), make_area(), make_aim(), why=" ", by=administrator)


def given(**aim):
    return Given(
        aim=make_aim(**aim),
        origin="scorecard",
        why="The scorecard's threshold.",
        source="The department's scorecard",
        known_on=date(2020, 1, 1),
    )


def test_what_law_gives_is_in_force_from_the_start_and_written_once():
    indicator = make_indicator()
    assert set_by_file(indicator, [given()], by=loader()) == 1
    assert set_by_file(indicator, [given()], by=loader()) == 0
    target = Target.objects.get()
    assert (target.area, target.confirmed_by, target.known_on) == (
        None,
        loader(),
        date(2020, 1, 1),
    )


def test_two_targets_of_law_for_different_years_stand_beside_each_other():
    both = [given(high=Decimal(48), ends=date(2025, 3, 31)), given(starts=date(2025, 4, 1))]
    set_by_file(make_indicator(), both, by=loader())
    assert Target.objects.filter(ended_at=None).count() == 2


def test_what_law_no_longer_gives_ends():
    indicator = make_indicator()
    set_by_file(indicator, [given()], by=loader())
    assert set_by_file(indicator, [given(high=Decimal(38))], by=loader()) == 2
    assert Target.objects.get(ended_at=None).high == 38
    assert set_by_file(indicator, [], by=loader()) == 1
    assert not Target.objects.filter(ended_at=None).exists()


def test_what_the_file_took_back_and_gives_again_is_in_force_again():
    indicator = make_indicator()
    for wanted in ([given()], [], [given()]):
        set_by_file(indicator, wanted, by=loader())
    assert Target.objects.filter(ended_at=None).count() == 1


def test_the_council_s_own_targets_are_not_the_file_s_business(administrator):
    own = confirm(proposal(administrator), by=administrator)
    set_by_file(own.indicator, [], by=loader())
    own.refresh_from_db()
    assert own.ended_at is None
