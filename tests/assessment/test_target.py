from datetime import date
from decimal import Decimal

import pytest

from tests.assessment.builders import judged, measure, point, target


@pytest.mark.parametrize(
    ("polarity", "value", "status"),
    [
        ("higher", "90", "green"),
        ("higher", "89.5", "green"),  # prints 90
        ("higher", "89.4", "amber"),
        ("higher", "87.5", "amber"),  # prints 88, exactly the tolerance away
        ("higher", "87.4", "red"),
        ("lower", "90", "green"),
        ("lower", "90.4", "green"),
        ("lower", "90.5", "amber"),
        ("lower", "92.4", "amber"),
        ("lower", "92.5", "red"),
    ],
)
def test_a_value_is_judged_as_it_is_printed(polarity, value, status):
    bound = {"low": 90} if polarity == "higher" else {"high": 90}
    verdict = judged(
        measure(polarity), point("2024-25", value), target=target(**bound, tolerance=2)
    ).target
    assert verdict.status == status
    assert verdict.bound == verdict.end_target == 90


def test_a_coarser_source_is_judged_as_coarsely_as_it_prints():
    coarse = measure("lower", decimals=1, rounding=Decimal(1))
    verdict = judged(coarse, point("2024-25", "9.4"), target=target(high=9)).target
    assert (verdict.status, verdict.because) == ("green", "9% is exactly on the target of 9%.")


@pytest.mark.parametrize(
    ("value", "status", "clause"),
    [
        ("15", "green", "within the target of 15% to 22%"),
        ("22", "green", "within the target of 15% to 22%"),
        ("23", "amber", "just above the target of 15% to 22%"),
        ("25", "red", "above the target of 15% to 22%"),
        ("14", "amber", "just below the target of 15% to 22%"),
        ("2", "red", "below the target of 15% to 22%"),
    ],
)
def test_a_range_is_bad_at_both_ends(value, status, clause):
    verdict = judged(
        measure("range"), point("2024-25", value), target=target(15, 22, tolerance=1)
    ).target
    assert (verdict.status, verdict.clause) == (status, clause)


@pytest.mark.parametrize(
    ("value", "status", "bound"),
    # From 60 on 1 April 2024 to 40 on 1 April 2026, 730 days: after 364 days 60 - 9.97 = 50.03.
    [("50", "green", "50"), ("51", "amber", "50"), ("55", "red", "50")],
)
def test_a_trajectory_is_a_straight_line_and_judges_by_the_expected_value(value, status, bound):
    path = target(
        high=40,
        tolerance=2,
        starts=date(2024, 4, 1),
        due=date(2026, 4, 1),
        start_value=Decimal(60),
    )
    verdict = judged(measure(), point("2025-03-31", value), target=path).target
    assert (verdict.status, verdict.bound, verdict.end_target) == (status, Decimal(bound), 40)
    assert "50% expected by 31 March 2025 on the way to the target of 40%" in verdict.because


@pytest.mark.parametrize(
    ("day", "bound"), [("2023-04-01", 60), ("2026-04-01", 40), ("2030-01-01", 40)]
)
def test_a_trajectory_is_level_before_it_starts_and_after_it_ends(day, bound):
    path = target(high=40, starts=date(2024, 4, 1), due=date(2026, 4, 1), start_value=Decimal(60))
    assert judged(measure(), point(day, 50), target=path).target.bound == bound


def test_without_a_target_there_is_no_colour_even_when_one_is_proposed():
    verdict = judged(measure(), point("2024-25", 45), proposed=target(high=40)).target
    assert (verdict.status, verdict.word) == ("none", "No target agreed")
    assert verdict.because == "No target agreed (40% is proposed)."
    assert judged(measure(), point("2024-25", 45)).target.because == "No target agreed."


def test_context_is_never_held_against_a_target():
    verdict = judged(measure("context"), point("2024-25", 45), target=target(40, 40)).target
    assert (verdict.status, verdict.word) == ("none", "No target")


def test_a_missing_figure_meets_nothing():
    missing = point("2024-25", missing_reason="suppressed")
    verdict = judged(measure(), missing, target=target(high=40)).target
    assert (verdict.status, verdict.word, verdict.gap) == ("none", "No figure", None)


@pytest.mark.parametrize(
    ("value", "extra", "status"),
    [
        (22, {"qualifier": "over"}, "amber"),  # at least 23
        (30, {"qualifier": "over"}, "red"),
        (20, {"qualifier": "over"}, "none"),
        (22, {"qualifier": "at least"}, "none"),
        (22, {"qualifier": "up to"}, "green"),
        (23, {"qualifier": "under"}, "green"),
        (30, {"qualifier": "under"}, "none"),
        (33, {"qualifier": "about"}, "red"),
        (20, {"upper": Decimal(22)}, "green"),
        (20, {"upper": Decimal(30)}, "none"),
        (30, {"upper": Decimal(40)}, "red"),
    ],
)
def test_a_loosely_stated_figure_gets_a_colour_only_if_all_it_can_mean_has_one(
    value, extra, status
):
    verdict = judged(
        measure(), point("2024-25", value, **extra), target=target(high=22, tolerance=1)
    ).target
    assert verdict.status == status


def test_under_30_may_lie_inside_a_range_or_below_it():
    loose = point("2024-25", 30, qualifier="under")
    assert judged(measure("range"), loose, target=target(15, 22)).target.status == "none"


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        ("demonstration", "demonstration target"),
        ("scorecard", "scorecard target"),
        ("statute", "statutory target"),
        ("council", "target"),
    ],
)
@pytest.mark.parametrize("value", [30, 41, 60])
def test_a_target_is_called_what_it_is_in_every_sentence(origin, name, value):
    found = judged(
        measure(),
        point("2024-25", counted=f"{value}/100"),
        target=target(high=40, tolerance=2, origin=origin),
    )
    assert found.target.origin == origin
    sentences = [found.target.because, found.headline, found.target.word]
    if found.children:
        sentences.append(found.children.sentence)
    for sentence in sentences:
        assert name in sentence.lower()


def test_a_target_with_decimals_keeps_them():
    verdict = judged(measure(), point("2024-25", 38), target=target(high="37.500000")).target
    assert verdict.because == "38% is above the target of 37.5%."
