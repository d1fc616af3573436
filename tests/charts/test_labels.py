"""Labels: none lies over another or outside the drawing, however the figures fall."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.compose import compose
from dashboard.charts.description import Chart
from dashboard.charts.layout import Wanted, spread, text_width, wrapped
from dashboard.charts.scene import NARROW, STAGE, WIDE, Text
from dashboard.charts.target_steps import target_steps
from indicators.assessment.values import Measure, Target
from tests.charts.samples import NEET, SAMPLES
from tests.charts.strategies import charts


def texts_of(chart: Chart, width: int) -> list[Text]:
    scene = compose(chart, width)
    return [*scene.labels, *scene.x_labels(), *scene.y_labels()]


@given(charts(), st.sampled_from([WIDE, NARROW, STAGE]))
def test_no_label_lies_over_another(chart: Chart, width: int) -> None:
    for one, two in combinations(texts_of(chart, width), 2):
        assert not one.box.overlaps(two.box), (one, two)


@given(charts(), st.sampled_from([WIDE, NARROW, STAGE]))
def test_every_label_is_inside_the_drawing(chart: Chart, width: int) -> None:
    scene = compose(chart, width)
    for label in texts_of(chart, width):
        assert label.box.left >= -1, label
        assert label.box.right <= width + 1, label
        assert label.box.top >= -1, label
        assert label.box.bottom <= scene.frame.sizes.height + 1, label


@pytest.mark.parametrize("width", [WIDE, NARROW, STAGE])
def test_every_line_and_the_target_are_named_at_their_ends(width: int) -> None:
    said = " ".join(label.text for label in compose(NEET, width).labels)
    for words in ("45% Worcestershire", "England 40%", "West Midlands", "Demonstration target 40%"):
        assert words in said


@given(charts())
def test_a_mark_on_a_wide_chart_is_always_named(chart: Chart) -> None:
    said = " ".join(label.text for label in compose(chart, WIDE).labels)
    for mark in chart.marks:
        assert mark.label in said


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_text_on_a_phone_is_drawn_larger(name: str) -> None:
    if SAMPLES[name].kind == "line":
        smallest = [min(t.size for t in texts_of(SAMPLES[name], w)) for w in (NARROW, WIDE)]
        # 320 pixels less GOV.UK's margins leave 290 of the 340 units: 12.8 pixels or more.
        assert smallest[0] * 290 / NARROW >= 12.5
        assert smallest[0] > smallest[1]


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(10, 40)), min_size=1, max_size=6))
def test_spread_labels_keep_their_order_and_do_not_touch(wanted: list[tuple[float, float]]) -> None:
    labels = [Wanted(centre, height) for centre, height in wanted]
    centres = spread(labels, 0, 300)
    order = sorted(range(len(labels)), key=lambda i: labels[i].centre)
    for upper, lower in pairwise(order):
        apart = (labels[upper].height + labels[lower].height) / 2
        assert centres[lower] - centres[upper] >= apart - 1e-6


def test_labels_with_room_stay_where_they_are() -> None:
    labels = [Wanted(200, 20), Wanted(50, 20), Wanted(100, 20)]
    assert spread(labels, 0, 300) == pytest.approx([200, 50, 100])


def test_two_labels_at_one_height_part_evenly() -> None:
    assert spread([Wanted(100, 20), Wanted(100, 20)], 0, 300) == pytest.approx([90, 110])


def test_long_words_are_cut_with_an_ellipsis_not_dropped_in_silence() -> None:
    rows = wrapped("one two three four five six seven eight nine ten", 60, 15, most=2)
    assert len(rows) == 2
    assert rows[-1].endswith("…")


def test_widths_are_those_of_arial() -> None:
    # "Worcestershire" in Arial at 1000 units: from the font's published metrics, W 944 o 556 …
    assert text_width("Wo", 1000) == pytest.approx((944 + 556) * 1.03)


@pytest.mark.parametrize("width", [WIDE, NARROW, STAGE])
def test_a_line_to_a_target_and_what_follows_it_have_one_name(width: int) -> None:
    falling = Target(
        low=None,
        high=Decimal(30),
        tolerance=Decimal(2),
        starts=date(2024, 3, 31),
        due=date(2027, 3, 31),
        start_value=Decimal(51),
    )
    percent = Measure(unit="percent", decimals=0, polarity="lower", span="in-period")
    chart = replace(NEET, target=target_steps(percent, [falling]))
    said = " ".join(label.text for label in compose(chart, width).labels)
    assert len(chart.target) == 2
    assert said.count("Target 30%") == 1
