"""The one plain description of a chart, which every translator draws and none adds to.

Values are floats in the indicator's unit (45.0 is 45%), used for positions only; what a reader
sees is always the text that came with the value. Nothing here knows Django, plotly or how a
figure is judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal["line", "bullet"]
Role = Literal["own", "england", "region", "neighbours", "other"]
Holds = Literal["own", "people", "target", "beside", "words"]
TargetStyle = Literal["agreed", "proposed", "demonstration"]


@dataclass(frozen=True, kw_only=True)
class ChartPoint:
    """One period of a line: a value, or in words why there is none.

    `at` is the period's last day and so its place on the axis; `label` its written form
    ("2024-25"); `text` the value as printed ("45%"); `upper` the upper end where the source
    gives a range.
    """

    at: date
    label: str
    value: float | None
    text: str
    upper: float | None = None
    missing: str = ""
    provisional: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class BreakMark:
    """A break in definition: nothing joins a period ending before `on` to a later one."""

    on: date
    why: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A named line of points in order of time; `step` is the usual days between two of them."""

    name: str
    role: Role
    points: tuple[ChartPoint, ...]
    step: int = 366

    def segments(self, breaks: Sequence[BreakMark] = ()) -> tuple[tuple[ChartPoint, ...], ...]:
        """The runs of points that may be joined: no missing value, lost period or break inside."""
        runs: list[list[ChartPoint]] = []
        before: ChartPoint | None = None
        for point in self.points:
            if point.value is not None:
                if before is None or not self._joined(before, point, breaks):
                    runs.append([])
                runs[-1].append(point)
            before = point
        return tuple(tuple(run) for run in runs)

    def gaps(self) -> tuple[tuple[date, date, str], ...]:
        """Where the line has no figure: (first day, last day, reason in words).

        Neighbouring periods with one reason are one gap. A period that the source leaves out
        altogether lies between the days of the two around it, with the reason "".
        """
        found: list[tuple[date, date, str]] = []
        before: ChartPoint | None = None
        for point in self.points:
            if before is not None and self._far(before, point):
                found.append((before.at, point.at, ""))
            if point.value is None:
                if before and found and found[-1][1:] == (before.at, point.missing):
                    found[-1] = (found[-1][0], point.at, point.missing)
                else:
                    found.append((point.at, point.at, point.missing))
            before = point
        return tuple(found)

    @property
    def newest(self) -> ChartPoint | None:
        """The newest point that has a value."""
        return next((point for point in reversed(self.points) if point.value is not None), None)

    def _far(self, before: ChartPoint, after: ChartPoint) -> bool:
        # Months are 28 to 31 days apart, terms 90 to 153: only well over one step is a gap.
        return (after.at - before.at).days > 1.5 * self.step

    def _joined(self, before: ChartPoint, after: ChartPoint, breaks: Sequence[BreakMark]) -> bool:
        if before.value is None or self._far(before, after):
            return False
        return not any(before.at < cut.on <= after.at for cut in breaks)


@dataclass(frozen=True, kw_only=True)
class TargetStep:
    """A target from one day to another (None: no end), one pair of values per bound.

    A pair is (value at `starts`, value at `ends`): equal for a fixed target, different for a
    trajectory. One pair is a target to reach or stay under, two are the bounds of a range.
    """

    starts: date
    ends: date | None
    bounds: tuple[tuple[float, float], ...]
    label: str
    style: TargetStyle = "agreed"

    def value(self, pair: tuple[float, float], day: date) -> float:
        """What a bound expects on a day: on the straight line between its two ends."""
        if self.ends is None or self.ends <= self.starts:
            return pair[0]
        share = (day - self.starts).days / (self.ends - self.starts).days
        return pair[0] + (pair[1] - pair[0]) * min(1.0, max(0.0, share))

    def continues(self, before: TargetStep) -> bool:
        """Whether this is the rest of the same target after the line to it."""
        return self.follows(before) and self.label == before.label

    def follows(self, before: TargetStep) -> bool:
        """Whether this is the next step in time, so that a line may join the two."""
        return (
            before.ends is not None
            and 0 <= (self.starts - before.ends).days <= 1
            and self.style == before.style
            and len(self.bounds) == len(before.bounds)
        )


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A figure that stands beside the line and is no point of it, such as an inspection report's.

    `label` is what the chart prints beside it ("48% inspection 2016, ages 18 to 21").
    """

    at: date
    period: str
    value: float
    text: str
    label: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the data table; the unit is in `heading` ("Worcestershire (%)").

    `holds` says what its cells are: the area's own figures, the people behind them, what was aimed
    for, another place's figures, or words. `name` is the heading without the unit.
    """

    heading: str
    numeric: bool = True
    holds: Holds = "words"
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """The chart's data table: cells as printed, the first of a row being the row's name.

    `numbers` are the same cells exact, for a spreadsheet: None where a cell is words or empty.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[tuple[Decimal | None, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Everything a chart says: a line over time, or a bullet where there is one value only.

    `title` states the finding and `summary` says in text what a reader sees: both are given,
    never made here. `unit` is the catalogue's word (percent, count, pounds …), `unit_words` what
    the axis says. `zero` asks for an axis that starts at zero.
    """

    kind: Kind
    title: str
    summary: str
    unit: str
    unit_words: str
    decimals: int
    lines: tuple[Line, ...]
    table: Table
    target: tuple[TargetStep, ...] = ()
    breaks: tuple[BreakMark, ...] = ()
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()
    as_of: str = ""
    sources: str = ""
    zero: bool = False

    @property
    def own(self) -> Line | None:
        """The line of the area that the page is about."""
        return next((line for line in self.lines if line.role == "own"), None)

    def segments(self, line: Line) -> tuple[tuple[ChartPoint, ...], ...]:
        """The runs of points of `line` that may be joined."""
        return line.segments(self.breaks)

    def values(self) -> Iterator[float]:
        """Every value that the value axis has to show, targets not included."""
        for line in self.lines:
            for point in line.points:
                if point.value is not None:
                    yield point.value
                if point.upper is not None:
                    yield point.upper
        for mark in self.marks:
            yield mark.value
