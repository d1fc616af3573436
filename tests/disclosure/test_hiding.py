"""Worked by hand on a handful of cells: which figures go, and which worlds are left."""

import pytest

from indicators.disclosure.doubts import doubt
from indicators.disclosure.hiding import hide
from indicators.disclosure.mending import mended
from indicators.disclosure.worlds import Cell, Sheet, Sum

AGE = {figure: figure for figure in range(1, 20)}  # a higher number is known later


def cell(value: int, *figures: int) -> Cell:
    return Cell(value, 1 <= value <= 5, frozenset(figures))


def quarters_and_year(*values: int) -> Sheet:
    """Figures 1 to 4 are the quarters, 5 is the year."""
    cells = [cell(value, n) for n, value in enumerate([*values, sum(values)], 1)]
    return Sheet(cells, [Sum(4, (0, 1, 2, 3))])


def test_a_small_quarter_takes_the_year_with_it() -> None:
    """3 = 33 - 10 - 12 - 8: without the year, nothing says so."""
    found = hide(quarters_and_year(10, 3, 12, 8), (), AGE)
    assert (found.small, found.others, found.lost) == ({2}, {5}, frozenset())


def test_where_the_year_is_public_the_newest_quarter_goes() -> None:
    found = hide(quarters_and_year(10, 3, 12, 8), (5,), AGE)
    assert (found.small, found.others) == ({2}, {4})


def test_where_everything_else_is_public_the_number_is_lost_and_nothing_else_goes() -> None:
    found = hide(quarters_and_year(10, 3, 12, 8), (1, 3, 4, 5), AGE)
    assert (found.small, found.others, found.lost) == ({2}, frozenset(), {1})


def test_two_small_quarters_hide_each_other() -> None:
    """Of 25 they are 5 together: 2 and 3 may be 0 and 5, 1 and 4, and so on."""
    found = hide(quarters_and_year(10, 3, 10, 2), (), AGE)
    assert (found.small, found.others) == ({2, 4}, frozenset())


def test_one_and_none_do_not() -> None:
    """Of 20 they are 1 together: 1 and 0 or 0 and 1 are two possibilities, and three are asked."""
    found = hide(quarters_and_year(10, 1, 10, 0), (), AGE)
    assert (found.small, found.others) == ({2}, {5})


def test_zeros_alone_need_nothing() -> None:
    found = hide(quarters_and_year(10, 0, 12, 0), (), AGE)
    assert (found.small, found.others) == (frozenset(), frozenset())


def test_a_difference_that_nothing_shows_is_a_number_too() -> None:
    """April to June 10, April to September 13: three came in July to September."""
    cells = [cell(10, 1), cell(13, 2), cell(3)]
    found = hide(Sheet(cells, [Sum(1, (0, 2))]), (), AGE)
    assert (found.small, found.others) == (frozenset(), {2})


def test_a_number_in_two_figures_goes_from_both() -> None:
    """40 children looked after, 37 of them fostered: 3 are not, in whichever figure 37 stands."""
    cells = [cell(40, 1, 2), cell(37, 3, 4), cell(3)]
    found = hide(Sheet(cells, [Sum(0, (1, 2))]), (), AGE)
    assert found.others in ({1, 2}, {3, 4})


def test_a_total_of_parts_by_quarters() -> None:
    """Two parts in two quarters with their totals both ways: a square of four has to go."""
    values = [[3, 20, 23], [30, 40, 70], [33, 60, 93]]
    cells = [
        cell(value, 3 * r + c + 1) for r, row in enumerate(values) for c, value in enumerate(row)
    ]
    rows = [Sum(3 * r + 2, (3 * r, 3 * r + 1)) for r in range(3)]
    columns = [Sum(6 + c, (c, 3 + c)) for c in range(3)]
    sheet = Sheet(cells, [*rows, *columns])
    found = hide(sheet, (), AGE)
    assert found.small == {1}
    assert len(found.others) == 3
    hidden = {figure - 1 for figure in found.small | found.others}
    assert doubt(sheet, hidden, 0, 3).values == 3


@pytest.mark.parametrize(("wanted", "found"), [(2, 2), (3, 2)])
def test_what_a_known_total_allows_is_counted(wanted: int, found: int) -> None:
    """1 = 1 + 0: the hidden parts can be exchanged, and that is all."""
    sheet = Sheet([cell(1, 1), cell(1, 2), cell(0, 3)], [Sum(0, (1, 2))])
    assert doubt(sheet, {1, 2}, 1, wanted).values == found


def test_numbers_that_nothing_shows_are_chosen_to_fit() -> None:
    """Halves of 8 and of 6 chosen apart do not add up to what was shown; 8 = 2 + 6 does."""
    cells = [cell(8, 1), cell(4), cell(4), cell(6, 2), cell(0)]
    sums = [Sum(0, (1, 2)), Sum(3, (2, 4))]
    sheet = mended(Sheet(cells, sums), range(1, 6))
    for one in sums:
        assert sheet.cells[one.whole].value == sum(sheet.cells[part].value for part in one.parts)
    assert [one.small for one in sheet.cells] == [
        not one.shown_by and 1 <= one.value <= 5 for one in sheet.cells
    ]
