"""The one plain description of a chart, which every translator draws and none adds to.

Values are floats in the indicator's unit (45.0 is 45%), used for positions only; what a reader sees is
always the text that came with the value. Nothing here knows Django, plotly or how a figure is judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["line", "bullet"]
Role = Literal["own", "england", "region", "neighbours", "other"]
TargetStyle = Literal["agreed", "proposed", "demonstration"]


@dataclass(frozen=True, kw_only=True)
class ChartPoint:
    """One period of a line: a value, or in words why there is none.

    `at` is the period's last day and so its place on the axis; `label` its written form ("2024-25");
    `text` the value as printed ("45%"); `upper` the upper end where the source gives a range.
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
    """A break in definition: nothing joins a period that ends before `on` to one that ends on it or later."""

    on: date
    why: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A named line of points in order of time; `step` is the usual distance between two of them, in days."""

    name: str
    role: Role
    points: tuple[ChartPoint, ...]
    step: int = 366

    def segments(self, breaks: Sequence[BreakMark] = ()) -> tuple[tuple[ChartPoint, ...], ...]:
        """The runs of points that may be joined: no missing value, left-out period or break inside one."""
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
        """Where the line has no figure: (first day, last day, reason in words), neighbours with one reason together.

        A period that the source leaves out altogether lies between its two neighbours, with reason "".
        """
        found: list[tuple[date, date, str]] = []
        before: ChartPoint | None = None
        for point in self.points:
            if before is not None and self._far(before, point):
                found.append((before.at, point.at, ""))
            if point.value is None:
                if found and before is not None and found[-1][1] == before.at and found[-1][2] == point.missing:
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
        # Terms are 90 to 153 days apart and months 28 to 31: a period is left out only at well over one step.
        return (after.at - before.at).days > 1.5 * self.step

    def _joined(self, before: ChartPoint, after: ChartPoint, breaks: Sequence[BreakMark]) -> bool:
        if before.value is None or self._far(before, after):
            return False
        return not any(before.at < cut.on <= after.at for cut in breaks)


@dataclass(frozen=True, kw_only=True)
class TargetStep:
    """A target from one day to another (None: no end), one pair of values per bound.

    A pair is (value at `starts`, value at `ends`): equal for a fixed target, different for a trajectory.
    One pair is a target to reach or stay under, two are the lower and upper bound of a range.
    """

    starts: date
    ends: date | None
    bounds: tuple[tuple[float, float], ...]
    label: str
    style: TargetStyle = "agreed"


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
    """A column of the data table; the unit is in `heading` ("Worcestershire (%)")."""

    heading: str
    numeric: bool = True


@dataclass(frozen=True, kw_only=True)
class Table:
    """The chart's data table: cells as printed, the first of a row being the row's name."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Everything a chart says: drawn as a line over time, or as a bullet where there is one value only.

    `title` states the finding and `summary` says in text what a reader sees; both are given, never made here.
    `unit` is the catalogue's word (percent, count, pounds …), `unit_words` what the axis says.
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
