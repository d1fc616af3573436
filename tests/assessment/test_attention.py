from indicators.assessment.attention import order
from tests.assessment.builders import NEET, england, judged, measure, point, target

QUIET = judged(measure(), *NEET)
RED = judged(measure(), *NEET, target=target(high=40))
AMBER = judged(measure(), *NEET, target=target(high=44, tolerance=2))
WORSE_THAN_BEFORE = judged(
    measure("higher"),
    point("2023-24", counted="180/300"),
    point("2024-25", counted="120/300"),
)
WORSE_UNTESTED = judged(measure("higher"), point("2023-24", 60), point("2024-25", 40))
WORSE_THAN_ENGLAND = judged(measure(), NEET[1], baselines=[england(point("2024-25", 40))])


def test_red_then_worse_than_before_then_worse_than_england_and_the_rest_left_out():
    given = [QUIET, WORSE_THAN_ENGLAND, WORSE_THAN_BEFORE, AMBER, RED]
    assert [concern.index for concern in order(given)] == [4, 2, 1]
    assert [concern.assessment for concern in order(given)] == [
        RED,
        WORSE_THAN_BEFORE,
        WORSE_THAN_ENGLAND,
    ]


def test_worse_without_a_test_comes_last():
    given = [WORSE_UNTESTED, WORSE_THAN_ENGLAND, WORSE_THAN_BEFORE]
    assert [concern.index for concern in order(given)] == [2, 1, 0]
    assert "not tested" in order([WORSE_UNTESTED])[0].reason


def test_within_a_group_the_order_of_the_catalogue_stays():
    assert [concern.index for concern in order([RED, QUIET, RED])] == [0, 2]


def test_each_place_says_why():
    reasons = [concern.reason for concern in order([RED, WORSE_THAN_BEFORE, WORSE_THAN_ENGLAND])]
    assert reasons == [
        "It is red: 45% is above the target of 40%.",
        f"It is worse than a year before: {WORSE_THAN_BEFORE.direction.because}",
        f"It is worse than England. {WORSE_THAN_ENGLAND.baselines[0].because}",
    ]


def test_nothing_to_attend_to():
    assert order([QUIET, AMBER]) == []
