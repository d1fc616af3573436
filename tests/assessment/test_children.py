from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.assessment.rounding import printed
from tests.assessment.builders import judged, measure, point, target

shares = st.integers(1, 600).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def children(polarity, counted, aim, **other):
    return judged(
        measure(polarity, **other), point("2024-25", counted=counted), target=aim
    ).children


def test_seventeen_fewer_of_351():
    # 142 of 351 is 40.46%, printed 40%; 143 is 40.74%, printed 41%
    found = children("lower", "159/351", target(high=40))
    assert (found.number, found.fewer) == (17, True)
    assert found.sentence == "Seventeen fewer would meet the target."


def test_the_other_way_round():
    # 84 of 155 is 54.2%; 55% is printed from 54.5%, which 85 of 155 (54.8%) is the first to reach
    found = children("higher", "84/155", target(low=55))
    assert (found.number, found.fewer) == (1, False)
    assert found.sentence == "One more would meet the target."


def test_above_twenty_in_digits():
    assert children("lower", "300/351", target(high=40)).sentence.startswith("158 fewer ")


@pytest.mark.parametrize(
    ("counted", "number", "fewer"), [("40/100", 18, True), ("5/100", 10, False)]
)
def test_a_range_says_which_way(counted, number, fewer):
    found = children("range", counted, target(15, 22))
    assert (found.number, found.fewer) == (number, fewer)


def test_one_of_few_can_step_over_a_range():
    assert children("range", "2/4", target(30, 40)) is None


def test_on_a_trajectory_it_is_the_expected_value_that_would_be_met():
    path = target(high=40, starts=date(2024, 4, 1), due=date(2026, 4, 1), start_value=Decimal(60))
    # 50% is expected by 31 March 2025, and 50.49% still prints it
    found = children("lower", "60/100", path)
    assert (found.number, found.sentence) == (10, "Ten fewer would be on the way to the target.")


@pytest.mark.parametrize(
    ("line", "aim"),
    [
        (point("2024-25", 45), target(high=40)),
        (point("2024-25", counted="30/100"), target(high=40)),
        (point("2024-25", counted="50/100"), None),
        (point("2024-25", counted="50/100", qualifier="about"), target(high=40)),
        (point("2024-25", 50, "10.5/21"), target(high=40)),
        (point("2024-25", missing_reason="suppressed"), target(high=40)),
    ],
)
def test_nothing_is_said_where_nobody_can_be_counted(line, aim):
    assert judged(measure(), line, target=aim).children is None


def test_an_average_has_no_children_to_count():
    caseload = measure(unit="cases-per-worker")
    found = judged(caseload, point("2024-25", 20, "200/10"), target=target(high=15))
    assert found.children is None


@given(
    shares, st.decimals(0, 100, places=1), st.sampled_from(["higher", "lower"]), st.integers(0, 1)
)
def test_the_number_is_enough_and_one_less_is_not(share, bound, polarity, decimals):
    hits, of = share
    aim = target(low=bound) if polarity == "higher" else target(high=bound)
    found = children(polarity, f"{hits}/{of}", aim, decimals=decimals)

    def meets(numerator):
        value = printed(Decimal(100 * numerator) / of, decimals)
        return value >= bound if polarity == "higher" else value <= bound

    sign = 1 if polarity == "higher" else -1
    least = next(
        (n for n in range(of + 1) if 0 <= hits + sign * n <= of and meets(hits + sign * n)), None
    )
    assert (found.number if found else None) == (least or None)
