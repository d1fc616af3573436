"""What the figures of a line say of the pieces of its time, worked by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.disclosure.pieces import Stretch, pieces
from indicators.periods import Period


def stretch(period: str, amount: int) -> Stretch:
    about = Period.parse(period)
    return Stretch(about.starts, about.ends, Decimal(amount))


def amounts(*figures: tuple[str, int]) -> list[int | None]:
    found = pieces([stretch(*figure) for figure in figures]).amounts
    return [None if one is None else int(one) for one in found]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([("2024-25 Q1", 10), ("2024-25 Q1-Q2", 13), ("2024-25", 30)], [10, 3, 17]),
        ([("2024-25", 30), ("2024-25 Q2", 4), ("2024-25 Q1", 6)], [6, 4, 20]),
        ([("2024-M04", 1), ("2024-M06", 2), ("2024-25 Q1", 9)], [1, 6, 2]),
        # Nobody in the year to June: what the next years add is known to the quarter.
        (
            [("12m to 2024-M06", 0), ("12m to 2024-M09", 8), ("12m to 2024-M12", 10)],
            [0, 0, 0, 8, 2],
        ),
        # Of April to June 2023 and April to June 2025 alone nothing is known in between.
        ([("2023-24 Q1", 5), ("2024-25 Q1", 7)], [5, None, 7]),
    ],
)
def test_pieces_by_hand(figures: list[tuple[str, int]], expected: list[int | None]) -> None:
    found = amounts(*figures)
    # The first two quarters of a year of nobody are one piece.
    assert [one for one in found if one != 0] == [one for one in expected if one != 0]
    assert sum(one or 0 for one in found) == sum(one or 0 for one in expected)


def test_an_older_figure_that_contradicts_newer_ones_is_left_apart() -> None:
    """Nine by September cannot be with ten by June; the difference of the newer ones stands."""
    found = pieces(
        [stretch("2024-25 Q1-Q3", 14), stretch("2024-25 Q1-Q2", 9), stretch("2024-25 Q1", 10)]
    )
    assert found.apart == {2}
    assert [int(one) for one in found.amounts if one is not None] == [9, 5]


def test_rolling_years_leave_their_quarters_open_but_not_their_own_sum() -> None:
    figures = [stretch(f"12m to {month}", 20) for month in ("2024-M03", "2024-M06", "2024-M09")]
    found = pieces(figures)
    assert not any(found.is_open(one.starts, one.after) for one in figures)
    assert found.is_open(found.cuts[0], found.cuts[1])


QUARTERS = [f"{year} Q{q}" for year in ("2023-24", "2024-25") for q in (1, 2, 3, 4)]
LONGER = ["2023-24 Q1-Q2", "2023-24", "12m to 2024-M06", "12m to 2024-M09", "2024-25 Q1-Q3"]


@given(
    st.lists(st.integers(0, 9), min_size=8, max_size=8),
    st.lists(st.sampled_from([*QUARTERS, *LONGER]), min_size=1, unique=True),
)
def test_the_pieces_of_what_was_counted_make_it_up_again(
    counts: list[int], spans: list[str]
) -> None:
    quarters = [Period.parse(quarter) for quarter in QUARTERS]
    figures = []
    for span in map(Period.parse, spans):
        inside = [
            count
            for count, one in zip(counts, quarters, strict=True)
            if span.starts <= one.starts and one.ends <= span.ends
        ]
        figures.append(Stretch(span.starts, span.ends, Decimal(sum(inside))))
    found = pieces(figures)
    assert not found.apart
    assert all(one is None or (one >= 0 and one == int(one)) for one in found.amounts)
    for one in figures:
        assert found.between(one.starts, one.after) == one.amount
