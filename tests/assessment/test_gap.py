"""How far from England or similar authorities, now and at first."""

from datetime import date

import pytest

from indicators.assessment import Baseline, Break
from indicators.assessment.gap import gap
from tests.assessment.builders import england, measure, point

OWN = (point("2016-17", 45), point("2017-18", 42), point("2024-25", 45))


def neighbours(*points):
    note = "Neighbours: the 2021 edition for 2016-17 to 2024-25."
    return Baseline(
        kind="neighbours", name="Similar authorities", points=points, members=10, note=note
    )


def test_the_gap_now_and_the_gap_at_first():
    found = gap(measure(), OWN, england(point("2016-17", 40), point("2024-25", 41)))
    assert [(str(one.period), one.size) for one in found.steps] == [("2016-17", 5), ("2024-25", 4)]
    assert found.clause == "gap to England 4 points above in 2024-25, was 5 points above in 2016-17"
    assert (
        found.sentence == "Gap to England 4 points above in 2024-25, was 5 points above in 2016-17."
    )


def test_sides_may_change_and_a_gap_may_close():
    found = gap(measure(), OWN, neighbours(point("2016-17", 55), point("2024-25", "44.6")))
    assert (
        found.clause == "gap to similar authorities none in 2024-25, was 10 points below in 2016-17"
    )
    assert found.note.startswith("Neighbours: the 2021 edition")


def test_one_period_has_no_was():
    found = gap(measure(), OWN, england(point("2024-25", 41)))
    assert found.clause == "gap to England 4 points above in 2024-25"


def test_a_later_figure_of_the_other_is_not_waited_for():
    found = gap(measure(), OWN, england(point("2016-17", 40), point("2017-18", 39)))
    assert found.clause == "gap to England 3 points above in 2017-18, was 5 points above in 2016-17"
    assert str(found.steps[-1].period) == "2017-18"


def test_the_gap_begins_anew_after_a_break():
    cut = Break(on=date(2017, 10, 1), why="Ages 17 and 18 left out.")
    line = england(point("2016-17", 40), point("2017-18", 40), point("2024-25", 41))
    found = gap(measure(), OWN, line, [cut])
    assert found.clause == "gap to England 4 points above in 2024-25, was 2 points above in 2017-18"


@pytest.mark.parametrize(
    ("how", "line"),
    [
        (measure(), england(point("2015-16", 40))),
        (measure(), england(point("2024-25", missing_reason="suppressed"))),
        (measure(), england(point("2024-25", 40, status="doubtful"))),
        (measure(unit="count"), england(point("2024-25", 40))),
        (measure(compare="none"), england(point("2024-25", 40))),
    ],
)
def test_what_is_not_compared_has_no_gap(how, line):
    assert gap(how, OWN, line) is None
