"""A chart as it is put on a stage: the same figures, without words that no back row could read."""

from collections.abc import Iterator
from dataclasses import replace

from dashboard.charts.description import BreakMark, Chart, ChartPoint, Line, Role
from dashboard.charts.scale import target_values, value_axis
from indicators.periods.spoken import long_day

ON_STAGE = ("own", "england", "neighbours", "other")
BREAK = "Counted differently"
SHORT: dict[Role, str] = {"neighbours": "Similar"}
DEMONSTRATION = ("Demonstration target", "Target")  # the line beside it says which
ACADEMIC, BY_ACADEMIC_YEAR = "AY ", ", by academic year"


def staged(chart: Chart) -> Chart:
    """The chart with the own line, England and similar authorities; the notes have the rest.

    The newest break is named, all are drawn. Where the papers' axis starts at zero, so does this
    one. A bullet keeps what stands beside its one value.
    """
    if chart.kind == "bullet":
        return chart
    breaks = sorted(chart.breaks, key=lambda one: one.on)
    is_academic = any(point.label.startswith(ACADEMIC) for point in _points(chart))
    return replace(
        chart,
        lines=tuple(_short(line) for line in chart.lines if line.role in ON_STAGE),
        target=tuple(
            replace(step, label=step.label.replace(*DEMONSTRATION)) for step in chart.target
        ),
        breaks=tuple(
            BreakMark(on=one.on, why=BREAK if one is breaks[-1] else "") for one in breaks
        ),
        marks=(),
        unit_words=f"{chart.unit_words}{BY_ACADEMIC_YEAR if is_academic else ''}",
        zero=_is_from_zero(chart),
    )


def _is_from_zero(chart: Chart) -> bool:
    values = [*chart.values(), *target_values(chart)]
    return value_axis(values, chart.unit, zero=chart.zero).from_zero


def _short(line: Line) -> Line:
    """The line with names that are read at a glance; the lines beside the chart have the whole."""
    points = tuple(
        replace(point, label=point.label.removeprefix(ACADEMIC)) for point in line.points
    )
    return replace(line, name=SHORT.get(line.role, line.name), points=points)


def _points(chart: Chart) -> Iterator[ChartPoint]:
    for line in chart.lines:
        yield from line.points


def left_out(chart: Chart) -> tuple[str, ...]:
    """What `staged` leaves out of the drawing, each as words for the speaker."""
    if chart.kind == "bullet":
        return ()
    lines = [
        f"{line.name}: {line.newest.text} ({line.newest.label})."
        for line in chart.lines
        if line.role not in ON_STAGE and line.newest
    ]
    breaks = [
        f"{BREAK} from {long_day(one.on)}: {one.why.rstrip('.')}."
        for one in sorted(chart.breaks, key=lambda one: one.on)
        if one.why
    ]
    return (*lines, *(f"{mark.label} ({mark.period})." for mark in chart.marks), *breaks)
