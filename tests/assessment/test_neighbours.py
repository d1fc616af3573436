from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.assessment.neighbours import summarise
from tests.assessment.builders import point

counted = st.integers(1, 900).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def test_three_ways_to_sum_up_by_hand():
    found = summarise(
        [
            point("2024-25", 10, "10/100"),
            point("2024-25", 20, "80/400"),
            point("2024-25", 60, "60/100"),
            point("2024-25", missing_reason="suppressed"),
        ]
    )
    assert (found.with_value, found.mean, found.median, found.pooled) == (3, 30, 20, 25)


def test_a_suppressed_member_is_not_nought():
    found = summarise([point("2024-25", 40), point("2024-25", missing_reason="suppressed")])
    assert (found.with_value, found.mean, found.pooled) == (1, 40, None)


def test_nobody_with_a_value_has_no_mean():
    found = summarise([point("2024-25", missing_reason="not-available")])
    assert (found.with_value, found.mean, found.median, found.pooled) == (0, None, None, None)


@given(st.lists(counted, min_size=1, max_size=10), st.randoms())
def test_pooled_is_the_value_of_all_their_people_together(members, random):
    points = [point("2024-25", counted=f"{hits}/{of}") for hits, of in members]
    found = summarise(points)
    together = Decimal(100 * sum(h for h, _ in members)) / sum(of for _, of in members)
    assert found.pooled == pytest.approx(together)
    random.shuffle(points)
    again = summarise(points)
    assert (again.median, again.with_value) == (found.median, found.with_value)
    assert again.mean == pytest.approx(found.mean)
