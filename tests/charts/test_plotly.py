"""The Plotly figure: one that Plotly accepts, with the SVG's numbers, and nothing sent anywhere."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import plotly
import plotly.graph_objects as go
import pytest
from hypothesis import given

from dashboard.charts.description import Chart
from dashboard.charts.to_plotly import to_plotly
from dashboard.charts.to_svg import to_svg
from tests.charts.samples import BULLET, CASELOAD, NEET, SAMPLES
from tests.charts.strategies import charts

each_sample = pytest.mark.parametrize("chart", SAMPLES.values(), ids=SAMPLES)
SIZES = ("wide", "narrow")
PACKAGE = Path(__file__).parents[2] / "package.json"


def said(figure: dict[str, Any]) -> str:
    return " ".join(label["text"] for label in figure["layout"]["annotations"])


@each_sample
@pytest.mark.parametrize("size", SIZES)
def test_plotly_accepts_it(chart: Chart, size: str) -> None:
    # plotly.py refuses every name and value that its schema does not know.
    go.Figure(to_plotly(chart)[size])


@given(charts())
def test_plotly_accepts_any_chart(chart: Chart) -> None:
    figures = to_plotly(chart)
    for size in SIZES:
        go.Figure(figures[size])
    json.dumps(figures, allow_nan=False)


@each_sample
def test_the_basic_bundle_can_draw_it(chart: Chart) -> None:
    kinds = {trace["type"] for size in SIZES for trace in to_plotly(chart)[size]["data"]}
    assert kinds <= {"scatter", "bar"}


def test_the_schema_is_that_of_the_bundle_in_the_page() -> None:
    bundle = json.loads(PACKAGE.read_text())["dependencies"]["plotly.js-basic-dist-min"]
    # plotly.py 7.1.0 carries plotly.js 4.1.1.
    assert (plotly.__version__, bundle) == ("7.1.0", "4.1.1")


@each_sample
def test_nothing_is_offered_to_a_public_service(chart: Chart) -> None:
    config = to_plotly(chart)["config"]
    assert config["showSendToCloud"] is False
    assert config["plotlyServerURL"] == ""
    assert config["displaylogo"] is False


@each_sample
def test_svg_plotly_and_table_say_the_same_newest_values(chart: Chart) -> None:
    figure = to_plotly(chart)["wide"]
    drawn = to_svg(chart, prefix="a")
    cells = {cell for row in chart.table.rows for cell in row}
    for line in chart.lines:
        assert line.newest is not None
        assert line.newest.text in said(figure)
        assert f">{line.newest.text}<" in drawn or f" {line.newest.text}" in drawn
        assert line.newest.text in cells


def test_every_value_of_a_line_is_a_point_with_its_words() -> None:
    trace = next(
        trace for trace in to_plotly(NEET)["wide"]["data"] if trace["name"] == "Worcestershire"
    )
    assert trace["y"] == [45, 42, 40, 43, 45, 34, 44, 51, 45]
    assert trace["x"][0] == "2017-03-31"
    assert trace["text"][-1] == "Worcestershire 45%<br>2024-25"


def test_a_break_leaves_an_empty_place() -> None:
    trace = next(
        trace for trace in to_plotly(CASELOAD)["wide"]["data"] if trace["name"] == "Worcestershire"
    )
    assert trace["y"] == [16.2, 15.8, 17.1, 18.9, None, 17.4, 16.1, 15.7, 15.2, 16.8]


def test_a_report_figure_is_a_diamond() -> None:
    diamonds = [
        trace
        for trace in to_plotly(NEET)["wide"]["data"]
        if trace["marker"].get("symbol") == "diamond"
    ]
    assert [trace["y"] for trace in diamonds] == [[48]]


def test_a_bullet_is_bars_on_one_scale() -> None:
    figure = to_plotly(BULLET)["wide"]
    assert [(trace["name"], trace["x"]) for trace in figure["data"]] == [
        ("Worcestershire", [48]),
        ("England", [40]),
        ("Statistical neighbours", [38]),
    ]
    assert "Demonstration target 40%" in said(figure)


def test_no_text_is_read_as_a_tag() -> None:
    hostile = '<a href="https://example.org">x</a>'
    lines = tuple(replace(line, name=hostile) for line in NEET.lines)
    figure = json.dumps(to_plotly(replace(NEET, lines=lines, unit_words=hostile)))
    assert "<a" not in figure
    # Bold and the like become style attributes, which the policy refuses.
    assert set(re.findall(r"</?[a-z]+>", figure)) <= {"<br>", "<extra>", "</extra>"}


def test_it_lies_where_the_svg_has_it() -> None:
    figure = to_plotly(NEET)["wide"]["layout"]
    drawn = re.search(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="6"', to_svg(NEET, prefix="a"))
    assert drawn is not None
    margin, (low, high) = figure["margin"], figure["yaxis"]["range"]
    room = figure["height"] - margin["t"] - margin["b"]
    assert margin["t"] + room * (high - 45) / (high - low) == pytest.approx(
        float(drawn.group(2)), abs=0.06
    )
