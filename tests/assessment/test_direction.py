from datetime import date
from decimal import Decimal

import pytest

from indicators.assessment import Break
from tests.assessment.builders import NEET, judged, measure, point, target


def direction(measure, *line, **other):
    return judged(measure, *line, **other).direction


def test_the_newest_is_held_against_the_year_before_and_not_the_row_before():
    rows = (point("2023-24 Q3", 20), point("2024-25 Q2", 80), point("2024-25 Q3", 60))
    verdict = direction(measure("higher"), *rows)
    assert (verdict.verdict, str(verdict.compared.period)) == ("improving", "2023-24 Q3")


def test_a_gap_in_the_line_is_not_bridged():
    verdict = direction(measure(), point("2021-22", 50), point("2022-23", 51), point("2024-25", 45))
    assert (verdict.verdict, verdict.compared) == ("cannot-say", None)
    assert verdict.because == "There is no figure in 2023-24 to compare with."


def test_a_missing_year_before_says_why():
    verdict = direction(
        measure(), point("2023-24", missing_reason="suppressed"), point("2024-25", 45)
    )
    assert verdict.verdict == "cannot-say"
    assert "suppressed because the numbers are small" in verdict.because


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        ("2024-03-31", "no-real-change"),  # 2023-24 ends on the day: both are of the new definition
        ("2024-04-01", "cannot-say"),
        ("2025-03-31", "cannot-say"),
        ("2025-04-01", "no-real-change"),
    ],
)
def test_nothing_is_compared_across_a_break(on, verdict):
    cut = Break(on=date.fromisoformat(on), why="Ages 17 and 18 left out.")
    found = direction(measure(), *NEET, breaks=[cut])
    assert found.verdict == verdict
    if verdict == "cannot-say":
        assert "Ages 17 and 18 left out." in found.because


def test_kinds_are_not_mixed():
    verdict = direction(
        measure(), point("AY 2023-24", 50), point("2023-24", 51), point("CY 2025", 40)
    )
    assert verdict.verdict == "cannot-say"


def test_a_week_53_has_no_year_before():
    verdict = direction(measure(), point("2019-W52", 50), point("2020-W53", 40))
    assert verdict.because == "2020-W53 has no comparable period a year before."


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [("48", "49", "no-real-change"), ("48", "48.9", "no-real-change"), ("48", "50", "improving")],
)
def test_without_the_numbers_a_difference_must_exceed_the_rounding(before, now, verdict):
    found = direction(measure("higher"), point("2023-24", before), point("2024-25", now))
    assert (found.verdict, found.tested, found.p_value) == (verdict, False, None)
    assert found.word.endswith("(not tested)")
    assert "not tested" in found.because


def test_the_rounding_of_the_source_counts_where_it_is_coarser():
    coarse = measure("higher", decimals=1, rounding=Decimal(1))
    assert direction(coarse, point("2023-24", 48), point("2024-25", 49)).verdict == "no-real-change"
    fine = measure("higher", decimals=1)
    assert direction(fine, point("2023-24", 48), point("2024-25", 49)).verdict == "improving"


def test_three_year_averages_share_years_and_are_never_tested():
    days = measure(unit="days", span="three-year")
    found = direction(days, point("2011-14", 700), point("2012-15", 649))
    assert (found.verdict, found.tested) == ("improving", False)
    assert "the two periods share years" in found.because
    assert "in the three years 2011-14" in found.clause


def test_a_proportion_of_overlapping_periods_is_not_tested_either():
    line = point("2011-14", counted="150/300"), point("2012-15", counted="90/300")
    found = direction(measure(span="three-year"), *line)
    assert (found.verdict, found.tested) == ("improving", False)


def test_rolling_years_a_year_apart_share_no_day_and_are_tested():
    line = point("12m to 2024-M03", counted="150/300"), point("12m to 2025-M03", counted="90/300")
    assert direction(measure(span="rolling-12-months"), *line).tested


def test_people_on_a_day_are_not_tested_and_the_difference_is_named():
    plans = measure("context", unit="count", span="day")
    found = direction(plans, point("2015-03-31", 590), point("2016-03-31", 473))
    assert (found.verdict, found.tested, found.word) == ("falling", False, "Falling (not tested)")
    assert "a difference of 117" in found.because


def test_counts_of_events_are_tested():
    started = measure("context", unit="count")
    found = direction(started, point("2014-15", 600), point("2015-16", 711))
    assert (found.verdict, found.method) == ("rising", "exact conditional test")
    few = direction(started, point("2014-15", 2), point("2015-16", 3))
    assert (few.verdict, few.p_value) == ("no-real-change", 1)


def test_rates_are_tested_by_their_events():
    rate = measure(unit="per-10,000", decimals=1)
    line = point("2023-24", 36, "360/100000"), point("2024-25", 30, "300/100000")
    found = direction(rate, *line)
    assert (found.verdict, found.method) == ("improving", "exact conditional test")


@pytest.mark.parametrize("unit", ["days", "weeks", "score", "cases-per-worker", "pounds", "fte"])
def test_averages_and_sums_are_plain_differences(unit):
    line = point("2023-24", 20, "200/10"), point("2024-25", 15, "150/10")
    found = direction(measure(unit=unit), *line)
    assert (found.verdict, found.tested) == ("improving", False)


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        (30, 25, "improving"),
        (10, 13, "improving"),
        (30, 12, "improving"),  # 8 above before, 3 below now
        (20, 30, "declining"),
        (16, 20, "rising"),  # inside before and after
        (20, 16, "falling"),
        (12, 25, "rising"),  # 3 below before, 3 above now: as far off as before
        (20, 21, "no-real-change"),
    ],
)
def test_a_range_improves_when_the_distance_shrinks(before, now, verdict):
    line = point("2023-24", before), point("2024-25", now)
    assert direction(measure("range"), *line, target=target(15, 22)).verdict == verdict


def test_a_range_without_bounds_only_rises_or_falls():
    line = point("2023-24", 30), point("2024-25", 20)
    assert direction(measure("range"), *line).verdict == "falling"


@pytest.mark.parametrize("qualifier", ["over", "under", "at least", "up to"])
def test_an_open_figure_is_not_compared(qualifier):
    line = point("2023-24", 30), point("2024-25", 20, qualifier=qualifier)
    assert direction(measure(), *line).verdict == "cannot-say"


def test_an_approximate_figure_is_never_tested():
    line = (
        point("2023-24", counted="150/300"),
        point("2024-25", counted="60/300", qualifier="about"),
    )
    found = direction(measure(), *line)
    assert (found.verdict, found.tested) == ("improving", False)


def test_a_report_stands_alone():
    found = direction(measure("higher", kind="report"), point("2014-15", 68), point("2015-16", 58))
    assert (found.verdict, found.clause) == ("cannot-say", "")


def test_a_percentage_that_is_no_part_of_a_whole_is_not_tested_as_one():
    line = point("2023-24", counted="150/300"), point("2024-25", counted="60/300")
    assert not direction(measure(is_proportion=False), *line).tested


def test_a_difference_that_does_not_show_is_not_called_nought():
    line = point("2023-24", counted="90/1000"), point("2024-25", counted="92/1000")
    found = direction(measure(), *line)
    assert found.because == (
        "9% in 2023-24, 9% now: a difference too small to show, small enough to be chance "
        "(pooled z test, p = 0.88)."
    )
