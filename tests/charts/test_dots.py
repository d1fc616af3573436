"""The dot plot: everybody in their place, told apart by shape, in SVG and in Plotly alike."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.dots import Dot, DotBand, DotPlot, DotRole, Level
from dashboard.charts.dots_compose import compose_dots
from dashboard.charts.to_plotly import to_plotly
from dashboard.charts.to_svg import to_svg

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script>&\"'\x00]]>"
NAMES: tuple[tuple[DotRole, str], ...] = (
    ("own", "Here"),
    ("neighbour", "Similar authorities"),
    ("region", "Others in the region"),
    ("other", "All others"),
)
ROLES: tuple[DotRole, ...] = ("other", "neighbour", "region")
WIDTHS = pytest.mark.parametrize("width", [720, 340])


def dot(name: str, value: float, role: DotRole = "other", **more) -> Dot:
    return Dot(name=name, role=role, value=value, text=f"{value:g}%", **more)


def plot(*dots: Dot, **more) -> DotPlot:
    fields = {
        "title": "Somewhere is 5th of 8.",
        "summary": "Eight authorities.",
        "unit": "percent",
        "unit_words": "% of children",
        "order": "The lowest first.",
        "names": NAMES,
    }
    return DotPlot(dots=dots, **{**fields, **more})


EIGHT = plot(
    dot("A", 10),
    dot("B", 12, "neighbour", interval=(8, 17)),
    dot("C", 15, "region"),
    dot("D", 20),
    dot("Here", 25, "own", note="5th of 8, quartile C", interval=(20, 31)),
    dot("F", 30, "neighbour"),
    dot("G", 31),
    dot("H", 60),
    levels=(
        Level(name="England", role="england", value=22, text="22%"),
        Level(name="Similar authorities", role="neighbours", value=23, text="23%"),
    ),
    bands=tuple(
        DotBand(label=f"{letter} quarter", short=letter, first=2 * n, last=2 * n + 1)
        for n, letter in enumerate("ABCD")
    ),
)
plots = st.builds(
    lambda values, own: plot(
        *(
            dot(f"Place {n}", value, "own" if n == own else ROLES[n % 3])
            for n, value in enumerate(sorted(values))
        ),
        levels=(Level(name="England", role="england", value=values[0], text="x"),),
    ),
    st.lists(st.floats(0, 1e6, allow_nan=False), min_size=1, max_size=160),
    st.integers(0, 160),
)


@WIDTHS
def test_it_is_named_described_and_free_of_styles(width: int):
    drawn = ET.fromstring(to_svg(EIGHT, prefix="dots", width=width))
    assert drawn.get("aria-labelledby") == "dots-title"
    assert [one.text for one in list(drawn)[:2]] == [EIGHT.title, EIGHT.summary]
    for one in drawn.iter():
        assert "style" not in one.attrib
        assert one.tag.removeprefix(SVG) not in ("style", "script", "foreignObject", "image")


@WIDTHS
def test_every_dot_lies_right_of_the_one_before_and_at_its_value(width: int):
    scene = compose_dots(EIGHT, width)
    by_name = {one.dot.name: one for one in scene.dots}
    placed = [by_name[one.name] for one in EIGHT.dots]
    assert all(one.x < two.x and one.y > two.y for one, two in pairwise(placed))
    # Equal differences of value are equal heights.
    rise = (by_name["A"].y - by_name["C"].y) / 5
    assert by_name["C"].y - by_name["H"].y == pytest.approx(rise * 45)


@WIDTHS
def test_a_band_holds_its_own_dots_only(width: int):
    scene = compose_dots(EIGHT, width)
    by_name = {one.dot.name: one.x for one in scene.dots}
    for number, band in enumerate(scene.bands):
        inside = {name for name, x in by_name.items() if band.left < x < band.right}
        assert inside == {one.name for one in EIGHT.dots[2 * number : 2 * number + 2]}


@WIDTHS
def test_no_label_lies_over_another_or_leaves_the_drawing(width: int):
    scene = compose_dots(EIGHT, width)
    boxes = [label.box for label in scene.labels]
    for n, one in enumerate(boxes):
        assert not any(one.overlaps(other) for other in boxes[n + 1 :]), scene.labels[n].text
        assert one.left >= -1
        assert one.right <= width + 1
        assert one.bottom <= scene.height


def test_england_and_the_own_authority_are_named_with_their_values():
    words = " ".join(ET.fromstring(to_svg(EIGHT, prefix="a")).itertext())
    for said in ("England 22%", "Similar authorities 23%", "Here 25%", "% of children"):
        assert said in words
    assert "Here: 25%, 5th of 8, quartile C" in words


def test_roles_differ_by_shape_and_not_by_ink_alone():
    drawn = ET.fromstring(to_svg(EIGHT, prefix="a"))
    shapes = {}
    for group in drawn.iter(f"{SVG}g"):
        name = (group.findtext(f"{SVG}title") or "").partition(":")[0]
        parts = [part for part in group if part.tag != f"{SVG}title"]
        shapes[name] = tuple(
            part.tag.removeprefix(SVG) + str(part.get("d", "").count("L")) for part in parts
        )
    assert shapes["Here"] == ("circle0", "circle0")  # a ring and its disc
    assert shapes["B"] == ("path3",)  # a diamond
    assert shapes["C"] == ("path2",)  # a triangle
    assert shapes["A"] == ("circle0",)


def test_only_roles_that_are_there_stand_in_the_key():
    words = " ".join(ET.fromstring(to_svg(plot(dot("A", 1)), prefix="a")).itertext())
    assert "All others" in words
    assert "Similar authorities" not in words


def test_an_interval_is_drawn_from_end_to_end():
    scene = compose_dots(EIGHT, 720)
    own = next(one for one in scene.dots if one.dot.role == "own")
    assert own.whisker is not None
    rise = (own.whisker[1] - own.whisker[0]) / 11  # from 20% to 31%
    assert own.whisker[1] - own.y == pytest.approx(rise * 5)


@given(plots)
def test_any_plot_is_well_formed_and_plotly_accepts_it(chart: DotPlot):
    for alone in (False, True):
        ET.fromstring(to_svg(chart, prefix="a", alone=alone))
    figures = to_plotly(chart)
    for size in ("wide", "narrow"):
        go.Figure(figures[size])
    json.dumps(figures, allow_nan=False)


def test_hostile_words_are_only_words():
    chart = plot(dot(HOSTILE, 3, "own"), title=HOSTILE, unit_words=HOSTILE)
    ET.fromstring(to_svg(chart, prefix="a", alone=True))
    assert "<script" not in to_svg(chart, prefix="a")
    assert set(re.findall(r"</?[a-z]+>", json.dumps(to_plotly(chart)))) <= {
        "<br>",
        "<extra>",
        "</extra>",
    }


def test_plotly_has_each_dot_once_where_the_svg_has_it():
    figure, scene = to_plotly(EIGHT)["wide"], compose_dots(EIGHT, 720)
    points = {
        (x, y, text)
        for trace in figure["data"]
        for x, y, text in zip(trace["x"], trace["y"], trace["text"], strict=True)
    }
    assert {(x, y) for x, y, _ in points} == {
        (round(one.x, 1), one.dot.value) for one in scene.dots
    }
    assert "Here 25%<br>5th of 8, quartile C" in {text for _, _, text in points}
    margin = figure["layout"]["margin"]
    assert (margin["l"], margin["t"]) == (scene.plot.left, scene.plot.top)
