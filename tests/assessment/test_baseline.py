from datetime import date
from decimal import Decimal

import pytest

from indicators.assessment import Baseline, Break
from indicators.periods import Period
from tests.assessment.builders import NEET, england, judged, measure, point, target

P = Period.parse


def beside(measure, *line, baseline, **other):
    return judged(measure, *line, baselines=[baseline], **other).baselines[0]


@pytest.mark.parametrize(
    ("polarity", "value", "verdict"),
    # Wilson around 159 of 351: 40.17 to 50.53
    [
        ("lower", "40", "worse"),
        ("lower", "40.2", "similar"),
        ("lower", "50.5", "similar"),
        ("lower", "51", "better"),
        ("higher", "40", "better"),
        ("higher", "51", "worse"),
        ("context", "40", "higher"),
        ("context", "51", "lower"),
        ("range", "40", "higher"),
    ],
)
def test_england_is_a_fixed_value_against_the_councils_own_interval(polarity, value, verdict):
    found = beside(measure(polarity), *NEET, baseline=england(point("2024-25", value)))
    assert (found.verdict, found.method) == (verdict, "Wilson interval")
    assert [round(float(limit), 2) for limit in found.interval] == [40.17, 50.53]


def test_its_date_is_always_said():
    found = beside(measure(), *NEET, baseline=england(point("2021-22", 38), point("2022-23", 39)))
    assert (found.value, found.period) == (39, P("2022-23"))
    assert "39% in 2022-23" in found.because
    assert "39% in 2022-23" in found.clause


def test_the_same_period_comes_before_a_later_or_an_older_one():
    baseline = england(point("2023-24", 30), point("2024-25", 45), point("2025-26", 60))
    assert beside(measure(), *NEET, baseline=baseline).value == 45


def test_a_local_quarter_is_held_against_the_newest_year():
    local = measure(span="day", kind="local")
    found = beside(
        local, point("2025-09-30", counted="60/100"), baseline=england(point("2024-25", 40))
    )
    assert (found.verdict, found.period) == ("worse", P("2024-25"))


@pytest.mark.parametrize(
    ("value", "gap"),
    [("40", "5 points above"), ("45.4", "the same as"), ("51", "6 points below")],
)
def test_without_a_denominator_the_plain_difference_is_named_and_called_untested(value, gap):
    found = beside(measure(), point("2024-25", 45), baseline=england(point("2024-25", value)))
    assert (found.verdict, found.interval) == ("untested", None)
    assert gap in found.clause
    assert "not tested" in found.word
    assert "not tested" in found.because


def test_few_events_have_an_exact_interval_and_many_byars():
    rate = measure("lower", unit="per-10,000", decimals=1)
    few = beside(rate, point("2024-25", "0.7", "7/100000"), baseline=england(point("2024-25", 2)))
    assert (few.verdict, few.method) == ("better", "exact Poisson interval")
    assert [round(float(limit), 3) for limit in few.interval] == [0.281, 1.442]
    many = beside(rate, point("2024-25", 36, "360/100000"), baseline=england(point("2024-25", 33)))
    assert (many.verdict, many.method) == ("similar", "Byar's interval")
    assert [round(float(limit), 2) for limit in many.interval] == [32.38, 39.92]


def test_a_rate_of_nine_months_is_not_held_against_a_year():
    rate = measure("lower", unit="per-10,000", span="year-to-date")
    line = point("2024-25 Q1-Q3", 30, "300/100000")
    assert beside(rate, line, baseline=england(point("2023-24", 40))).verdict == "none"
    assert beside(rate, line, baseline=england(point("2024-25 Q1-Q3", 40))).verdict == "better"


@pytest.mark.parametrize("kind", ["england", "region", "neighbours"])
def test_a_count_is_not_compared_with_another_place(kind):
    found = beside(
        measure("lower", unit="count"),
        point("2024-25", 473),
        baseline=Baseline(kind=kind, name="Elsewhere", points=(point("2024-25", 49_000),)),
    )
    assert (found.verdict, found.clause) == ("none", "")
    assert "size of the place" in found.because


def test_a_doubtful_figure_is_shown_and_compared_with_nothing():
    doubtful = england(point("2024-25", 882), doubtful=True)
    found = beside(measure(), *NEET, baseline=doubtful)
    assert (found.verdict, found.value) == ("none", 882)
    row = england(point("2024-25", 882, status="doubtful"))
    assert beside(measure(), *NEET, baseline=row).verdict == "none"


def test_nothing_is_compared_across_a_break():
    cut = Break(on=date(2024, 4, 1), why="Another age band")
    older = england(point("2023-24", 40))
    assert beside(measure(), *NEET, baseline=older, breaks=[cut]).verdict == "none"
    newer = england(point("2024-25", 40))
    assert beside(measure(), *NEET, baseline=newer, breaks=[cut]).verdict == "worse"


@pytest.mark.parametrize(
    ("extra", "verdict"),
    [
        ({"compare": "none"}, "none"),
        ({"compare": "quartile"}, "none"),
        ({"compare": "difference"}, "untested"),
        ({"kind": "report"}, "none"),
        ({"is_proportion": False}, "untested"),
    ],
)
def test_a_series_says_how_it_is_compared(extra, verdict):
    found = beside(measure(**extra), *NEET, baseline=england(point("2024-25", 30)))
    assert found.verdict == verdict


def test_no_figure_on_either_side_is_no_comparison():
    missing = point("2024-25", missing_reason="suppressed")
    assert beside(measure(), missing, baseline=england(point("2024-25", 40))).verdict == "none"
    nobody = beside(measure(), *NEET, baseline=england())
    assert (nobody.verdict, nobody.value) == ("none", None)


def test_in_a_range_the_nearer_is_better():
    line = point("2024-25", counted="60/100")
    bounds = target(15, 22)
    far, near = england(point("2024-25", 90)), england(point("2024-25", 25))
    assert beside(measure("range"), line, baseline=far, target=bounds).verdict == "better"
    assert beside(measure("range"), line, baseline=near, target=bounds).verdict == "worse"
    mirrored = point("2024-25", counted="30/1000")  # 12 below 15; 34 is 12 above 22
    found = beside(
        measure("range"), mirrored, baseline=england(point("2024-25", 34)), target=bounds
    )
    assert found.verdict == "lower"


def test_neighbours_say_how_many_had_a_figure_and_which_edition():
    period = P("2024-25")
    neighbours = Baseline(
        kind="neighbours",
        name="Similar authorities",
        points=(point("2024-25", 44),),
        edition="2025",
        members=10,
        with_value={period: 9},
        medians={period: Decimal(46)},
        pooled={period: Decimal("44.2")},
    )
    found = beside(measure(), *NEET, baseline=neighbours)
    assert (found.with_value, found.members, found.edition) == (9, 10, "2025")
    assert (found.median, found.pooled) == (46, Decimal("44.2"))
    assert "9 of 10" in found.clause
    assert found.split == "above the mean of similar authorities (44%) but below their median (46%)"
