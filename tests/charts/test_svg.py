"""The server's SVG: well formed, escaped, named for those who do not see it, and free of styles."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.description import Chart
from dashboard.charts.to_svg import to_svg
from tests.charts.samples import BULLET, GAPS, INSPECTION, NEET, SAMPLES
from tests.charts.strategies import charts

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script>&\"'\x00\x0b]]>"
each_sample = pytest.mark.parametrize("chart", SAMPLES.values(), ids=SAMPLES)


def words(svg: str) -> str:
    return " ".join(" ".join(ET.fromstring(svg).itertext()).split())


@each_sample
@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("width", [720, 340])
def test_it_is_named_and_described(chart: Chart, alone: bool, width: int) -> None:
    drawn = ET.fromstring(to_svg(chart, prefix="neet", width=width, alone=alone))
    assert drawn.get("role") == "img"
    first, second = list(drawn)[:2]
    assert (first.tag, first.text) == (f"{SVG}title", chart.title)
    assert (second.tag, second.text) == (f"{SVG}desc", chart.summary)
    assert drawn.get("aria-labelledby") == first.get("id") == "neet-title"
    assert drawn.get("aria-describedby") == second.get("id") == "neet-desc"


@each_sample
def test_the_policy_finds_no_style_and_no_script_in_it(chart: Chart) -> None:
    for element in ET.fromstring(to_svg(chart, prefix="a")).iter():
        assert "style" not in element.attrib
        assert element.tag.removeprefix(SVG) not in ("style", "script", "foreignObject", "image")
        assert not any(name.startswith("on") for name in element.attrib)


@each_sample
def test_in_a_page_it_takes_the_width_it_is_given(chart: Chart) -> None:
    drawn = ET.fromstring(to_svg(chart, prefix="a"))
    assert drawn.get("width") is None
    assert drawn.get("viewBox", "").startswith("0 0 720 ")
    assert ET.fromstring(to_svg(chart, prefix="a", alone=True)).get("width") == "752"


@given(charts(), st.booleans())
def test_any_chart_is_well_formed(chart: Chart, alone: bool) -> None:
    ET.fromstring(to_svg(chart, prefix="a", alone=alone))


@pytest.mark.parametrize("chart", [NEET, BULLET], ids=["line", "bullet"])
def test_every_text_is_escaped(chart: Chart) -> None:
    lines = tuple(
        replace(
            line,
            name=HOSTILE,
            points=tuple(
                replace(point, label=HOSTILE, text=HOSTILE, note=HOSTILE) for point in line.points
            ),
        )
        for line in chart.lines
    )
    hostile = replace(
        chart,
        title=HOSTILE,
        summary=HOSTILE,
        unit_words=HOSTILE,
        lines=lines,
        marks=(replace(INSPECTION, label=HOSTILE, text=HOSTILE, note=HOSTILE, period=HOSTILE),),
        target=tuple(replace(step, label=HOSTILE) for step in chart.target),
        notes=(HOSTILE,),
        sources=HOSTILE,
    )
    drawn = to_svg(hostile, prefix='"><script>', alone=True)
    assert "<script" not in drawn
    ET.fromstring(drawn)
    assert "<script>alert(1)</script>&" in words(drawn)


@each_sample
def test_the_newest_value_of_every_line_is_printed(chart: Chart) -> None:
    drawn = words(to_svg(chart, prefix="a"))
    for line in chart.lines:
        assert line.newest is not None
        assert line.newest.text in drawn
        assert line.name in drawn


def test_every_figure_of_the_own_line_can_be_read_from_its_dot() -> None:
    drawn = words(to_svg(NEET, prefix="a"))
    for label, value in zip(range(2016, 2025), [45, 42, 40, 43, 45, 34, 44, 51, 45], strict=True):
        assert f"Worcestershire: {value}%, {label}-{(label + 1) % 100:02}" in drawn


def test_a_report_figure_is_a_diamond_with_its_words() -> None:
    drawn = to_svg(NEET, prefix="a")
    assert "48% inspection 2016, ages 18 to 21" in words(drawn)
    assert len(re.findall(r'd="M[^"]*Z"', drawn)) == 1


def test_a_cut_axis_says_so_and_a_whole_one_does_not() -> None:
    assert "The axis starts at 30%, not at zero." in words(to_svg(NEET, prefix="a"))
    assert "not at zero" not in words(to_svg(replace(NEET, zero=True), prefix="a"))


def test_a_provisional_figure_is_hollow_and_says_so() -> None:
    own = NEET.lines[0]
    newest = replace(own.points[-1], provisional=True)
    chart = replace(NEET, lines=(replace(own, points=(*own.points[:-1], newest)),))
    drawn = ET.fromstring(to_svg(chart, prefix="a"))
    last = list(drawn.iter(f"{SVG}circle"))[-1]
    assert last.get("fill") == "#ffffff"
    assert "provisional" in words(to_svg(chart, prefix="a"))


def test_a_proposed_target_is_hollow() -> None:
    drawn = ET.fromstring(to_svg(GAPS, prefix="a"))
    outline = [
        path.get("d") for path in drawn.iter(f"{SVG}path") if path.get("stroke-width") == "5"
    ]
    inside = [path.get("d") for path in drawn.iter(f"{SVG}path") if path.get("stroke") == "#ffffff"]
    assert outline == inside != []


def test_a_figure_of_another_year_says_which() -> None:
    england = NEET.lines[1]
    older = replace(england, points=england.points[:-1])
    assert "England 39% (2023-24)" in words(
        to_svg(replace(NEET, lines=(NEET.lines[0], older)), prefix="a")
    )


def test_a_file_of_its_own_has_title_source_and_date() -> None:
    chart = replace(NEET, as_of="As of 1 February 2017", notes=("A note.",))
    drawn = to_svg(chart, prefix="a", alone=True)
    texts = [text.text for text in ET.fromstring(drawn).iter(f"{SVG}text")]
    for said in ("A note.", "As of 1 February 2017"):
        assert said in texts
    assert "Open Government Licence" in words(drawn)


def test_ids_are_unique_on_a_page_with_both_drawings() -> None:
    both = to_svg(NEET, prefix="neet-wide") + to_svg(NEET, prefix="neet-narrow", width=340)
    ids = re.findall(r' id="([^"]+)"', both)
    assert len(ids) == len(set(ids)) == 4
