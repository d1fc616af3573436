"""A chart's lines as the columns that a spreadsheet draws: a column for each run of joined points.

A spreadsheet joins what stands in one column. So that nothing is joined over a gap or a break,
every run has its own; the book then bridges the empty cells inside a column, which stand only
where another line or a figure beside the line has a place and this line has none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dashboard.charts.bullet import bullet_rows, target_shown
from dashboard.charts.description import Chart, ChartPoint, Line, Role, TargetStep

Look = Role | Literal["target", "proposed", "mark"]


@dataclass(frozen=True, kw_only=True)
class Column:
    """`values` by place; `first` is the column that the legend names, `hollow` provisional places.

    `newest` is the text to print at the last place, or "".
    """

    name: str
    look: Look
    values: tuple[float | None, ...]
    first: bool = True
    hollow: frozenset[int] = field(default_factory=frozenset)
    newest: str = ""

    @property
    def last(self) -> int:
        """The place of the last value."""
        return max(n for n, value in enumerate(self.values) if value is not None)


@dataclass(frozen=True, kw_only=True)
class Grid:
    """What stands along the axis, and the columns over it."""

    labels: tuple[str, ...]
    columns: tuple[Column, ...]


def over_time(chart: Chart) -> Grid:
    """The columns of a chart of kind "line", in order of time."""
    places = _places(chart)
    order = sorted(places)
    at = {day: n for n, day in enumerate(order)}
    columns = [
        *(column for line in _front_to_back(chart) for column in _runs(chart, line, at)),
        *_targets(chart, order),
        *_marks(chart, at),
    ]
    return Grid(labels=tuple(places[day] for day in order), columns=tuple(columns))


def side_by_side(chart: Chart) -> Grid:
    """The rows of a chart of kind "bullet", the own figure last, as bars stand from below."""
    rows = list(bullet_rows(chart))
    own = chart.own.newest if chart.own else None
    step = target_shown(chart)
    labels = [", ".join(part for part in (row.name, row.period) if part) for row in rows]
    values, ends = [row.value for row in rows], [row.upper for row in rows]
    looks: list[Look] = ["own" if row.own else "england" for row in rows]
    for pair in step.bounds if step else ():
        labels.append(step.label if step else "")
        values.append(step.value(pair, own.at if own else step.starts) if step else 0)
        ends.append(None)
        looks.append("target")
    found = list(zip(labels, values, ends, looks, strict=True))[::-1]
    columns = [
        Column(name=_name(look, chart), look=look, values=_only(found, look))
        for look in dict.fromkeys(looks)
    ]
    if any(end is not None for end in ends):
        columns.append(
            Column(
                name="Up to",
                look="proposed",
                values=tuple(None if end is None else end - value for _, value, end, _ in found),
            )
        )
    return Grid(labels=tuple(label for label, *_ in found), columns=tuple(columns))


def _name(look: Look, chart: Chart) -> str:
    if look == "own" and chart.own:
        return chart.own.name
    return "Target" if look == "target" else "Beside it"


def _only(
    found: Sequence[tuple[str, float, float | None, Look]], look: Look
) -> tuple[float | None, ...]:
    return tuple(value if one == look else None for _, value, _, one in found)


def _front_to_back(chart: Chart) -> list[Line]:
    return sorted(chart.lines, key=lambda line: line.role != "own")


def _places(chart: Chart) -> dict[date, str]:
    """Every day that a line or a mark has a place at; the own line says how it is written."""
    marked = {mark.at: mark.period for mark in chart.marks}
    lined = {
        point.at: point.label for line in reversed(_front_to_back(chart)) for point in line.points
    }
    lost = {first + (last - first) / 2: "" for first, last, why in _gaps(chart) if not why}
    return {**lost, **marked, **lined}


def _gaps(chart: Chart) -> Iterator[tuple[date, date, str]]:
    yield from (gap for gap in (chart.own.gaps() if chart.own else ()) if gap[0] < gap[1])


def _runs(chart: Chart, line: Line, at: dict[date, int]) -> Iterator[Column]:
    runs = chart.segments(line)
    for n, run in enumerate(runs):
        is_newest = line.role == "own" and n == len(runs) - 1
        yield Column(
            name=line.name if n == 0 else f"{line.name}, from {run[0].label}",
            look=line.role,
            values=_placed([(at[point.at], point.value) for point in run], len(at)),
            first=n == 0,
            hollow=frozenset(at[point.at] for point in run if point.provisional),
            newest=_printed(run[-1]) if is_newest else "",
        )


def _printed(point: ChartPoint) -> str:
    return f"{point.text}, provisional" if point.provisional else point.text


def _targets(chart: Chart, order: Sequence[date]) -> Iterator[Column]:
    """A column for each bound of targets that follow one another, where they are in force."""
    for steps in _successions(chart.target):
        held = [
            (n, step, day)
            for n, day in enumerate(order)
            for step in steps
            if step.starts <= day and (step.ends is None or day <= step.ends)
        ]
        for bound in range(len(steps[0].bounds) if held else 0):
            values = [(n, step.value(step.bounds[bound], day)) for n, step, day in held]
            yield Column(
                name=", then ".join(dict.fromkeys(step.label for step in steps)),
                look="proposed" if steps[0].style == "proposed" else "target",
                values=_placed(values, len(order)),
                first=bound == 0,
            )


def _successions(steps: Sequence[TargetStep]) -> list[list[TargetStep]]:
    found: list[list[TargetStep]] = []
    for step in sorted(steps, key=lambda step: step.starts):
        if found and step.follows(found[-1][-1]):
            found[-1].append(step)
        else:
            found.append([step])
    return found


def _marks(chart: Chart, at: dict[date, int]) -> Iterator[Column]:
    for mark in chart.marks:
        yield Column(
            name=f"{mark.label}, {mark.period}",
            look="mark",
            values=_placed([(at[mark.at], mark.value)], len(at)),
        )


def _placed(values: Sequence[tuple[int, float | None]], places: int) -> tuple[float | None, ...]:
    known = dict(values)
    return tuple(known.get(n) for n in range(places))
