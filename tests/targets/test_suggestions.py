"""England's newest figure as a target to begin with."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.service import loader
from indicators.targets.models import Target
from indicators.targets.suggestions import suggest
from indicators.targets.verbs import Given, end, set_by_file
from tests.builders import (
    make_aim,
    make_area,
    make_england,
    make_indicator,
    make_series,
    make_user,
    record,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def england(value="40.4", period="2024-25", *, series=None, **more):
    return record(value, period, series=series or make_series(), area=make_england(), **more)


def run(*, in_force=True):
    return suggest(make_area(), in_force=in_force, by=loader())


def test_england_s_newest_value_as_printed_with_two_points():
    england("44", "2023-24")
    england()
    assert run() == 1
    target = Target.objects.get()
    assert (target.low, target.high, target.tolerance) == (None, 40, 2)
    assert target.starts == date(2024, 4, 1)
    assert (target.origin, target.confirmed_by, target.area) == (
        "demonstration",
        loader(),
        make_area(),
    )
    assert target.why == "England's published figure was 40% in 2024-25 (A published table)."


def test_in_production_it_is_only_proposed():
    england()
    run(in_force=False)
    target = Target.objects.get()
    assert (target.origin, target.confirmed_at) == ("council", None)
    assert "England's published figure" in target.why


def test_higher_is_a_lowest_value():
    england(series=make_series(make_indicator("eet", polarity="higher")))
    run()
    assert (Target.objects.get().low, Target.objects.get().high) == (40, None)


def test_five_percent_of_anything_else():
    days = make_indicator("days", unit="days")
    england("426", series=make_series(days, is_proportion=False, compare="difference"))
    run()
    assert (Target.objects.get().high, Target.objects.get().tolerance) == (426, Decimal("21.3"))


def test_the_rounding_is_the_coarser_one():
    caseload = make_indicator("caseload", unit="cases-per-worker", decimals=1)
    england("17.36", series=make_series(caseload, is_proportion=False, rounding=Decimal("0.1")))
    run()
    assert Target.objects.get().high == Decimal("17.4")


@pytest.mark.parametrize(
    "fields",
    [
        {"polarity": "context"},
        {"polarity": "range"},
        {"unit": "count"},
        {"retired_on": date(2024, 4, 1), "retired_why": "Nobody asks."},
    ],
)
def test_none_where_england_is_no_aim(fields):
    indicator = make_indicator("other", **fields)
    england(series=make_series(indicator, is_proportion=False))
    assert run() == 0


@pytest.mark.parametrize(
    "fields", [{"relation": "close"}, {"kind": "report", "key": "report", "relation": "same"}]
)
def test_none_from_another_kind_of_figure(fields):
    england(series=make_series(**fields))
    assert run() == 0


def test_a_missing_newest_figure_is_passed_over():
    england("44", "2023-24")
    england(None, missing_reason="not-available")
    run()
    assert Target.objects.get().high == 44


def test_a_doubtful_figure_is_no_aim():
    """Such as England's first-time entrants of 2024, which are the sum of its regions."""
    england("44", "2023-24")
    england("98", status="doubtful", known_on=date(2026, 4, 2))
    run()
    assert Target.objects.get().high == 44


def test_the_second_run_adds_nothing():
    england()
    run()
    assert run() == 0
    england("39", "2025-26", known_on=date(2026, 4, 2))
    assert run() == 0
    assert Target.objects.count() == 1


def test_what_a_person_ended_stays_ended():
    england()
    run()
    end(Target.objects.get(), by=make_user("administrator"), why="Not ours.")
    assert run() == 0


def test_an_indicator_with_a_target_of_law_is_left_alone():
    england()
    given = Given(
        aim=make_aim(), origin="scorecard", why="-", source="-", known_on=date(2020, 1, 1)
    )
    set_by_file(make_indicator(), [given], by=loader())
    assert run() == 0


def test_another_area_s_targets_do_not_count():
    england()
    suggest(make_area("E10000028", "Staffordshire"), in_force=True, by=loader())
    assert run() == 1
