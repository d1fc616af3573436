"""What a spreadsheet is given to draw: every point once, and nothing joined that must not be."""

from hypothesis import given

from dashboard.charts.description import Chart
from dashboard.packs.workbook.series import Column, over_time, side_by_side
from tests.charts import samples
from tests.charts.strategies import charts


def runs(chart: Chart, role: str) -> list[list[float]]:
    """The values of each column of a line, as a spreadsheet joins them."""
    return [values(one) for one in over_time(chart).columns if one.look == role]


def values(column: Column) -> list[float]:
    return [value for value in column.values if value is not None]


def test_suppressed_years_part_the_line():
    assert runs(samples.GAPS, "own") == [[62, 64], [71, 70], [74, 76, 75, 79]]
    assert runs(samples.GAPS, "england") == [[66, 67, 68, 68, 69], [67, 68, 68, 69, 70]]


def test_a_proposed_target_is_a_column_of_its_own_look():
    grid = over_time(samples.GAPS)
    found = [one for one in grid.columns if one.look == "proposed"]
    assert [one.name for one in found] == ["Proposed: 90% by March 2027"]
    at = dict(zip(grid.labels, found[0].values, strict=True))
    assert at["2021-22"] is None
    assert at["2022-23"] is not None


def test_the_newest_figure_is_said_as_it_is_printed():
    said = [one.newest for one in over_time(samples.NEET).columns if one.newest]
    assert said == ["45%"]


def test_the_own_bar_stands_on_top():
    grid = side_by_side(samples.BULLET)
    assert grid.labels[-1] == "Worcestershire, 2016-17"


@given(chart=charts())
def test_a_column_is_what_may_be_joined_and_every_point_stands_in_one(chart: Chart):
    grid = over_time(chart)
    for line in chart.lines:
        joined = [[point.value for point in run] for run in chart.segments(line)]
        assert runs(chart, line.role) == joined
    marks = [one for one in grid.columns if one.look == "mark"]
    assert [values(one) for one in marks] == [[mark.value] for mark in chart.marks]
    assert all(len(one.values) == len(grid.labels) for one in grid.columns)
