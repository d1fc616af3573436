"""No dot is joined to another across a missing figure, a left-out period or a break."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise

from hypothesis import given

from dashboard.charts.description import BreakMark, Chart, ChartPoint, Line
from dashboard.charts.palette import INK
from dashboard.charts.sparkline import sparkline
from dashboard.charts.to_plotly import to_plotly
from dashboard.charts.to_svg import to_svg
from tests.charts.samples import CASELOAD, GAPS, line
from tests.charts.strategies import charts

SVG = "{http://www.w3.org/2000/svg}"


def may_join(chart: Chart, before: ChartPoint, after: ChartPoint) -> bool:
    """Written from the rule, not from the code: consecutive years, both known, no break between."""
    if after.at.year - before.at.year != 1 or None in (before.value, after.value):
        return False
    return not any(before.at < cut.on <= after.at for cut in chart.breaks)


def strokes(drawn: ET.Element) -> list[int]:
    """How many stretches each piece of the own line has."""
    pieces = [path for path in drawn.iter(f"{SVG}path") if path.get("stroke") == INK]
    return [path.get("d", "").count("L") for path in pieces]


@given(charts())
def test_only_neighbouring_years_are_joined_and_all_of_those_are(chart: Chart) -> None:
    for one in chart.lines:
        joined = {pair for run in chart.segments(one) for pair in pairwise(run)}
        assert joined == {pair for pair in pairwise(one.points) if may_join(chart, *pair)}
        shown = [point for run in chart.segments(one) for point in run]
        assert shown == [point for point in one.points if point.value is not None]


@given(charts())
def test_plotly_joins_no_more_than_the_description(chart: Chart) -> None:
    figure = to_plotly(chart)["wide"]
    for one in chart.lines:
        (trace,) = [trace for trace in figure["data"] if trace["name"] == one.name]
        assert trace["connectgaps"] is False
        by_day = {point.at.isoformat(): point for point in one.points}
        for before, after in pairwise(trace["x"]):
            if before and after:
                assert may_join(chart, by_day[before], by_day[after])


def test_a_break_cuts_the_drawn_line_in_two_and_says_why() -> None:
    drawn = ET.fromstring(to_svg(CASELOAD, prefix="a"))
    assert strokes(drawn) == [3, 4]
    assert "Counted by case holder from 2016-17" in "".join(drawn.itertext())


def test_a_gap_is_a_gap_with_its_reason() -> None:
    drawn = ET.fromstring(to_svg(GAPS, prefix="a"))
    assert strokes(drawn) == [1, 1, 3]
    titles = [title.text for title in drawn.iter(f"{SVG}title")]
    assert titles.count("No figure: suppressed") == 2


def test_a_year_that_the_source_leaves_out_is_a_gap_too() -> None:
    whole = line("Here", "own", 2020, [1, 2, 3, 4])
    without = Line(name="Here", role="own", points=whole.points[:2] + whole.points[3:])
    assert [len(run) for run in without.segments()] == [2, 1]
    assert without.gaps() == ((date(2022, 3, 31), date(2024, 3, 31), ""),)


def test_terms_are_joined_although_they_are_not_equally_long() -> None:
    days = [date(2023, 12, 31), date(2024, 3, 31), date(2024, 8, 31), date(2024, 12, 31)]
    terms = tuple(ChartPoint(at=day, label=str(day), value=1, text="1") for day in days)
    assert len(Line(name="Here", role="own", points=terms, step=122).segments()) == 1
    without_summer = Line(name="Here", role="own", points=terms[:2] + terms[3:], step=122)
    assert len(without_summer.segments()) == 2


def test_a_sparkline_keeps_the_gaps() -> None:
    own = GAPS.own
    assert own is not None
    drawn = ET.fromstring(sparkline(own))
    assert len(list(drawn.iter("path"))) == 3
    cut = ET.fromstring(sparkline(own, [BreakMark(on=date(2023, 4, 1), why="New")]))
    assert len(list(cut.iter("path"))) == 4
    assert drawn.get("aria-hidden") == "true"
