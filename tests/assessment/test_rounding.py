from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.assessment.rounding import printed

values = st.decimals(-10_000, 10_000, places=4)


@pytest.mark.parametrize(
    ("value", "decimals", "rounding", "shown"),
    [
        ("44.5", 0, None, "45"),
        ("45.5", 0, None, "46"),  # half to even would be 46 as well, the line above would not
        ("-44.5", 0, None, "-45"),
        ("44.49", 0, None, "44"),
        ("8.95", 1, None, "9.0"),
        ("9", 1, "1", "9"),  # a source of whole numbers: "9%", not "9.0%"
        ("17.34", 1, "0.1", "17.3"),
        ("17.34", 0, "0.1", "17"),  # the finer rounding of the source changes nothing
        ("473", 0, "5", "475"),
        ("472.5", 0, "5", "475"),
        ("472.4", 0, "5", "470"),
        ("-0.4", 0, None, "0"),
        ("0", 1, None, "0.0"),
    ],
)
def test_half_is_rounded_away_from_zero(value, decimals, rounding, shown):
    step = Decimal(rounding) if rounding else None
    assert str(printed(Decimal(value), decimals, step)) == shown


@given(values, st.integers(0, 3))
def test_rounding_moves_a_value_by_half_a_step_at_most_and_only_once(value, decimals):
    once = printed(value, decimals)
    assert abs(once - value) <= Decimal(5).scaleb(-decimals - 1)
    assert printed(once, decimals) == once
    assert printed(-value, decimals) == -once
