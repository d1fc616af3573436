"""Who got better for real, over how many years, and in what words."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.assessment import Break
from indicators.assessment.movement import Line, by_chance, movements
from indicators.periods import Period
from tests.assessment.builders import measure, point

NOW = Period.parse("2024-25")


def line(name, *points, breaks=(), key=0):
    return Line(key=key, name=name, points=tuple(points), breaks=tuple(breaks))


def moved(*lines, years=3, period=NOW, **other):
    return movements(measure(**other), lines, period, years)


KENT = line("Kent", point("2021-22", counted="120/400"), point("2024-25", counted="80/400"))
ESSEX = line("Essex", point("2021-22", 30), point("2024-25", 12))
DEVON = line("Devon", point("2021-22", counted="30/100"), point("2024-25", counted="28/100"))
SURREY = line("Surrey", point("2021-22", 12), point("2024-25", 19))
RUTLAND = line("Rutland", point("2021-22", missing_reason="suppressed"), point("2024-25", 19))


def test_the_largest_change_for_the_better_comes_first():
    found = moved(SURREY, RUTLAND, DEVON, KENT, ESSEX)
    assert [(one.name, one.direction.verdict, one.size) for one in found] == [
        ("Essex", "improving", 18),
        ("Kent", "improving", 10),
        ("Devon", "no-real-change", 2),
        ("Surrey", "declining", 7),
        ("Rutland", "cannot-say", None),
    ]
    assert [one.is_better for one in found] == [True, True, False, False, False]


def test_each_says_itself_in_a_sentence():
    assert [one.sentence for one in moved(SURREY, RUTLAND, DEVON, KENT, ESSEX)] == [
        "Essex got better by 18 points: from 30% in 2021-22 to 12% in 2024-25, "
        "more than rounding can make, not tested for chance.",
        "Kent got better by 10 points: from 30% in 2021-22 to 20% in 2024-25, "
        "more than chance would explain.",
        "Devon shows no real change: from 30% in 2021-22 to 28% in 2024-25, "
        "small enough to be chance.",
        "Surrey got worse by 7 points: from 12% in 2021-22 to 19% in 2024-25, "
        "more than rounding can make, not tested for chance.",
        "Rutland cannot be compared. There is no figure in 2021-22 to compare with: "
        "it is suppressed because the numbers are small.",
    ]


def test_those_without_a_real_change_go_from_better_to_worse():
    steps = (("Kent", 31), ("Devon", 29), ("Essex", 30))
    lines = [line(name, point("2021-22", 30), point("2024-25", now)) for name, now in steps]
    found = moved(*lines)
    assert {one.direction.verdict for one in found} == {"no-real-change"}
    assert [one.name for one in found] == ["Devon", "Essex", "Kent"]


def test_where_higher_is_better_the_same_lines_stand_the_other_way_round():
    found = moved(SURREY, DEVON, KENT, ESSEX, polarity="higher")
    assert [one.name for one in found] == ["Surrey", "Devon", "Kent", "Essex"]


def test_without_a_good_direction_nobody_got_better():
    found = moved(SURREY, KENT, polarity="context")
    assert [one.direction.verdict for one in found] == ["rising", "falling"]
    assert found[0].sentence.startswith("Surrey rose by 7 points: from 12% in 2021-22")
    assert not any(one.is_better for one in found)


@pytest.mark.parametrize(("years", "then"), [(1, "2023-24"), (3, "2021-22"), (5, "2019-20")])
def test_so_many_years_are_counted_from_the_period(years, then):
    points = [point(one, 40) for one in ("2019-20", "2020-21", "2021-22", "2022-23", "2023-24")]
    (found,) = moved(line("Kent", *points, point("2024-25", 30)), years=years)
    assert str(found.before.period) == then


def test_an_earlier_period_may_be_asked_for():
    points = (point("2018-19", 40), point("2021-22", 30), point("2024-25", 50))
    (found,) = moved(line("Kent", *points), period=Period.parse("2021-22"))
    assert (str(found.now.period), str(found.before.period)) == ("2021-22", "2018-19")
    assert found.is_better


def test_a_missing_end_is_not_replaced_by_a_year_beside_it():
    (found,) = moved(line("Kent", point("2020-21", 40), point("2024-25", 30)))
    assert (found.direction.verdict, found.size) == ("cannot-say", None)
    assert found.sentence == (
        "Kent cannot be compared. There is no figure in 2021-22 to compare with."
    )


def test_no_change_crosses_a_break_of_this_place():
    cut = Break(on=date(2023, 4, 1), why="Ages 17 and 18 left out")
    kept, lost = moved(line("Essex", *ESSEX.points), line("Kent", *KENT.points, breaks=[cut]))
    assert (kept.name, kept.direction.verdict) == ("Essex", "improving")
    assert (lost.name, lost.direction.verdict) == ("Kent", "cannot-say")
    assert "Ages 17 and 18 left out" in lost.sentence


@pytest.mark.parametrize("doubtful", [0, 1])
def test_a_doubtful_figure_moves_nothing(doubtful):
    points = [
        point(period, value, status="doubtful" if doubtful == place else "final")
        for place, (period, value) in enumerate([("2021-22", 40), ("2024-25", 30)])
    ]
    (found,) = moved(line("Kent", *points))
    assert found.direction.verdict == "cannot-say"


def test_a_real_change_may_be_too_small_to_show():
    points = (point("2021-22", counted="30400/100000"), point("2024-25", counted="29600/100000"))
    (found,) = moved(line("Kent", *points))
    assert (found.size, found.is_better) == (0, True)
    assert "got better by less than can be shown: from 30%" in found.sentence


def test_a_census_taken_on_a_thursday_is_compared_with_that_thursday():
    points = [point("2022-01-20", 15), point("2024-01-18", 17), point("2025-01-16", 22)]
    (found,) = moved(line("Kent", *points), period=points[-1].period, span="day")
    assert str(found.before.period) == "2022-01-20"
    (found,) = moved(line("Kent", *points), period=points[-1].period, span="day", years=1)
    assert (str(found.before.period), found.direction.verdict) == ("2024-01-18", "declining")


def test_days_counted_more_often_than_once_a_year_are_met_exactly():
    points = [point("2024-03-28", 15), point("2025-03-31", 22)]
    (found,) = moved(
        line("Kent", *points), period=points[-1].period, span="day", years=1, frequency="week"
    )
    assert found.direction.verdict == "cannot-say"


def test_three_year_averages_share_no_years_three_years_apart():
    points = [
        point("CY 2014-16", counted="30/1000"),
        point("CY 2015-17", counted="25/1000"),
        point("CY 2017-19", counted="10/1000"),
    ]
    (apart,) = moved(line("Kent", *points), period=points[-1].period, span="three-year")
    assert (str(apart.before.period), apart.direction.tested) == ("CY 2014-16", True)
    (shared,) = moved(
        line("Kent", *points[:2]), period=points[1].period, span="three-year", years=1
    )
    assert not shared.direction.tested
    assert "share years" in shared.direction.because


def test_how_many_would_seem_better_by_chance_alone():
    tested = [line(f"Place {n}", *KENT.points) for n in range(120)]
    assert by_chance(moved(*tested, *[ESSEX] * 30)) == 3
    assert by_chance(moved(ESSEX)) == 0


def test_sizes_are_those_of_the_printed_figures():
    (found,) = moved(line("Kent", point("2021-22", "30.6"), point("2024-25", "28.4")))
    assert found.size == Decimal(3)  # 31% to 28%
