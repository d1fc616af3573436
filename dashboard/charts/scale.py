"""Axes: round numbers for values, days for periods, and the sentence that owns up to a cut axis."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.charts.description import Chart

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
AHEAD = 3 * 366  # days after the newest figure that a chart shows for a target's sake


@dataclass(frozen=True)
class ValueAxis:
    """A value axis from `low` to `high` with its round `ticks`, all in the indicator's unit."""

    low: float
    high: float
    ticks: tuple[float, ...]
    unit: str

    @property
    def from_zero(self) -> bool:
        """Whether the axis shows zero, so that heights may be compared as heights."""
        return self.low <= 0 <= self.high

    @property
    def note(self) -> str:
        """The sentence that says where a cut axis starts, or nothing."""
        return "" if self.from_zero else f"The axis starts at {self.text(self.low)}, not at zero."

    def share(self, value: float) -> float:
        """How far up the axis a value lies, from 0 at `low` to 1 at `high`."""
        return (value - self.low) / (self.high - self.low)

    def text(self, value: float) -> str:
        """A tick's label with its unit ("40%", "£1,200") and no decimal that it does not need."""
        step = self.ticks[1] - self.ticks[0]
        decimals = next((n for n in range(7) if abs(round(step, n) - step) < step / 1000), 6)
        number = f"{value:,.{decimals}f}"
        if self.unit == "percent":
            return f"{number}%"
        return f"£{number}" if self.unit == "pounds" else number


def round_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 2.5 or 5 times a power of ten that divides `span` in at most `most`."""
    raw = span / most
    power = 10.0 ** math.floor(math.log10(raw))
    return next(step * power for step in STEPS if step * power >= raw * (1 - 1e-9))


def value_axis(
    values: Iterable[float], unit: str, *, zero: bool = False, most: int = 5
) -> ValueAxis:
    """The axis for some values: fitted to them with room above and below, or from zero.

    It starts at zero without being asked when that costs less than a third of the height.
    A percentage's axis stays within 0 and 100 unless a value does not.
    """
    seen = list(values) or [0.0]
    least, greatest = min(seen), max(seen)
    if zero or 0 <= least <= (greatest - least) / 2:
        least, greatest = min(least, 0.0), max(greatest, 0.0)
    spread = greatest - least
    spare = 0.08 * (spread if spread > 1e-6 else max(abs(greatest), 1.0))
    low = least if least == 0 else least - spare
    high = greatest if greatest == 0 > least else greatest + spare
    if min(seen) >= 0:
        low = max(low, 0.0)
    step = round_step(high - low, most)
    if unit == "count":
        step = max(1.0, math.ceil(step))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = [round(n * step, 10) for n in range(first, max(last, first + 1) + 1)]
    if unit == "percent" and greatest <= 100 < ticks[-1]:
        # 100% is a wall: the axis ends there, whether or not a round tick does.
        ticks = [tick for tick in ticks if tick <= 100]
        return ValueAxis(ticks[0], 100.0, tuple(ticks), unit)
    return ValueAxis(ticks[0], ticks[-1], tuple(ticks), unit)


@dataclass(frozen=True)
class TimeAxis:
    """A time axis between two days, with the periods (last day, written form) that may be ticks."""

    first: date
    last: date
    periods: tuple[tuple[date, str], ...]

    def share(self, day: date) -> float:
        """How far along the axis a day lies, from 0 to 1; days outside are held to the ends."""
        span = (self.last - self.first).days or 1
        return min(1.0, max(0.0, (day - self.first).days / span))


def time_axis(chart: Chart) -> TimeAxis:
    """The axis of every day that the chart marks; its ticks are periods as they are written."""
    lines = [chart.own] if chart.own else []
    lines += [line for line in chart.lines if line.role != "own"]
    written: dict[date, str] = {}
    for line in lines:
        reach = (min(written), max(written)) if written else None
        for point in line.points:
            # Two calendars on one axis would crowd it: others only name what the own line lacks.
            if reach is None or not reach[0] <= point.at <= reach[1]:
                written[point.at] = point.label
    days = {point.at for line in lines for point in line.points}
    days |= {mark.at for mark in chart.marks}
    if not days:
        raise ValueError("A chart over time needs at least one period or mark.")
    ahead = {day for day in _target_days(chart) if 0 < (day - max(days)).days <= AHEAD}
    return TimeAxis(min(days), max(days | ahead), tuple(sorted(written.items())))


def _target_days(chart: Chart) -> Iterator[date]:
    """Days after the newest figure that are worth room: where a target starts, or a line ends."""
    for step in chart.target:
        yield step.starts
        if step.ends and any(first != last for first, last in step.bounds):
            yield step.ends


def target_values(chart: Chart) -> list[float]:
    """The values that a target takes within the chart."""
    return [end for step in chart.target for pair in step.bounds for end in pair]
