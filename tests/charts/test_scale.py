"""Axes: round ticks that hold every value, percentages between their walls, zero where asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.scale import time_axis, value_axis
from tests.charts.samples import NEET, demonstration

numbers = st.lists(st.floats(-1000, 100_000, allow_nan=False), min_size=1, max_size=20)


@given(numbers, st.booleans(), st.sampled_from(["percent", "count", "days"]))
def test_every_value_lies_on_the_axis(values: list[float], zero: bool, unit: str) -> None:
    axis = value_axis(values, unit, zero=zero)
    assert all(-1e-6 <= axis.share(value) <= 1 + 1e-6 for value in values)
    assert 2 <= len(axis.ticks) <= 8
    assert axis.from_zero or not zero


@given(st.lists(st.floats(0, 100, allow_nan=False), min_size=1, max_size=20))
def test_percentages_stay_between_zero_and_a_hundred(values: list[float]) -> None:
    axis = value_axis(values, "percent")
    assert axis.low >= 0
    assert axis.high <= 100


@given(st.lists(st.integers(0, 2000), min_size=1))
def test_people_are_counted_in_whole_numbers(values: list[int]) -> None:
    assert all(tick == int(tick) for tick in value_axis(values, "count").ticks)


@pytest.mark.parametrize(
    ("values", "unit", "ticks"),
    [
        ([34, 51], "percent", ["30%", "35%", "40%", "45%", "50%", "55%"]),
        ([698, 1061], "count", ["600", "700", "800", "900", "1,000", "1,100"]),
        ([15.2, 18.9], "cases-per-worker", ["14", "15", "16", "17", "18", "19", "20"]),
        ([1200, 5400], "pounds", ["£0", "£2,000", "£4,000", "£6,000"]),
        ([97, 100], "percent", ["96%", "97%", "98%", "99%", "100%"]),
        ([3.2, 3.6], "days", ["3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7"]),
        ([40], "percent", None),
    ],
)
def test_ticks_are_round(values: list[float], unit: str, ticks: list[str] | None) -> None:
    axis = value_axis(values, unit)
    if ticks is not None:
        assert [axis.text(tick) for tick in axis.ticks] == ticks


def test_the_time_axis_runs_from_the_mark_to_the_newest_period() -> None:
    axis = time_axis(NEET)
    assert (axis.first, axis.last) == (date(2016, 11, 17), date(2025, 3, 31))
    assert axis.periods[-1] == (date(2025, 3, 31), "2024-25")


def test_a_target_that_starts_soon_is_still_on_the_chart() -> None:
    soon = replace(NEET, target=(demonstration(40, date(2026, 4, 1)),))
    far = replace(NEET, target=(demonstration(40, date(2040, 4, 1)),))
    assert time_axis(soon).last == date(2026, 4, 1)
    assert time_axis(far).last == date(2025, 3, 31)


def test_the_line_to_a_target_s_last_day_has_room_for_it_within_three_years() -> None:
    path = replace(demonstration(40, date(2025, 4, 1)), ends=date(2028, 3, 31), bounds=((50, 40),))
    late = replace(path, ends=date(2031, 3, 31))
    level = replace(path, bounds=((40, 40),))
    assert time_axis(replace(NEET, target=(path,))).last == date(2028, 3, 31)
    assert time_axis(replace(NEET, target=(late,))).last == date(2025, 4, 1)
    assert time_axis(replace(NEET, target=(level,))).last == date(2025, 4, 1)
