from decimal import Decimal

import pytest

from indicators.assessment import Baseline
from indicators.periods import Period
from tests.assessment.builders import NEET, england, judged, measure, point, target


def test_the_care_leavers_page():
    found = judged(
        measure(people="care leavers"),
        *NEET,
        target=target(high=40, tolerance=2),
        baselines=[england(point("2024-25", 40))],
    )
    assert found.headline == (
        "45% in 2024-25 (159 of 351), above the target of 40%; 51% the year before: no real change."
    )
    assert found.meaning == (
        "Worse than England (40% in 2024-25). Seventeen fewer would meet the target."
    )


def test_without_a_target_or_a_year_before():
    found = judged(measure(), NEET[1], proposed=target(high=40))
    assert found.headline == (
        "45% in 2024-25 (159 of 351), no target agreed (40% is proposed); "
        "nothing a year before to compare with."
    )
    assert found.meaning == ""


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("suppressed", "No figure in 2024-25: it is suppressed because the numbers are small."),
        ("not-collected", "No figure in 2024-25: it was not collected."),
        ("not-stated", "No figure in 2024-25: the source gives no reason."),
    ],
)
def test_a_missing_figure_says_why(reason, said):
    line = NEET[0], point("2024-25", missing_reason=reason)
    assert judged(measure(), *line, target=target(high=40)).headline == said


def test_no_figure_at_all():
    found = judged(measure())
    assert (found.headline, found.point) == ("No figure yet.", None)


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ({"qualifier": "about"}, "About 33% between 24 October and 17 November 2016"),
        ({"qualifier": "over"}, "Over 33% between 24 October and 17 November 2016"),
        ({"qualifier": "derived"}, "33% (derived) between 24 October and 17 November 2016"),
        ({"upper": Decimal(40)}, "33% to 40% between 24 October and 17 November 2016"),
        ({"status": "provisional"}, "33% between 24 October and 17 November 2016 (provisional)"),
    ],
)
def test_a_looseness_of_the_source_is_said(extra, said):
    found = judged(measure(kind="report"), point("2016-10-24..2016-11-17", 33, **extra))
    assert found.headline == f"{said}, no target agreed."


def test_three_year_averages_name_both_periods():
    line = point("2011-14", 700), point("2012-15", 649)
    scorecard = target(high=487, tolerance=10, origin="scorecard")
    found = judged(measure(unit="days", span="three-year"), *line, target=scorecard)
    assert found.headline == (
        "649 days in the three years 2012-15, above the scorecard target of 487 days; "
        "700 days in the three years 2011-14: improving (not tested)."
    )


def test_neighbours_that_disagree_are_mentioned():
    period = Period.parse("2024-25")
    neighbours = Baseline(
        kind="neighbours",
        name="Similar authorities",
        points=(point("2024-25", 44),),
        members=10,
        with_value={period: 10},
        medians={period: Decimal(46)},
        pooled={period: Decimal(47)},
    )
    found = judged(measure(), NEET[1], baselines=[neighbours])
    assert found.headline.endswith(
        "; above the mean of similar authorities (44%) but below their median (46%) "
        "and their pooled value (47%)."
    )
    assert found.meaning == "In line with similar authorities (44% in 2024-25, 10 of 10)."


def test_the_region_is_shown_and_not_said():
    region = Baseline(kind="region", name="West Midlands", points=(point("2024-25", 42),))
    assert judged(measure(), *NEET, baselines=[region]).meaning == ""


def test_two_that_stand_alike_are_said_together():
    neighbours = Baseline(
        kind="neighbours", name="Similar authorities", points=(point("2023-24", 44),)
    )
    baselines = [england(point("2024-25", 45)), neighbours]
    assert judged(measure(), *NEET, baselines=baselines).meaning == (
        "In line with England (45% in 2024-25) and similar authorities (44% in 2023-24)."
    )
    untested = judged(measure(), point("2024-25", 50), baselines=baselines)
    assert untested.meaning == (
        "5 points above England (45% in 2024-25; not tested) "
        "and 6 points above similar authorities (44% in 2023-24; not tested)."
    )


def test_a_period_with_neither_value_nor_reason_is_not_judged():
    assert judged(measure(), *NEET, point("2025-26")).headline == judged(measure(), *NEET).headline
