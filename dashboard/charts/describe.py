"""Describes a chart from figures already gathered, named and judged; it concludes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from dashboard.charts import written
from dashboard.charts.description import (
    BreakMark,
    Chart,
    ChartPoint,
    Kind,
    Line,
    Mark,
    Role,
    TargetStep,
)
from dashboard.charts.table import data_table
from dashboard.charts.target_cells import TargetCell
from indicators.assessment.values import Baseline, Break, Measure, Point
from indicators.assessment.words import listed, plain

# Usual days between two figures: a longer pause is a gap.
STEPS = {"week": 7, "month": 31, "quarter": 92, "term": 122, "year": 366}
ROLES: dict[str, Role] = {"england": "england", "region": "region", "neighbours": "neighbours"}


def describe(
    *,
    title: str,
    summary: str,
    measure: Measure,
    unit_words: str,
    own_name: str,
    own: Sequence[Point],
    baselines: Sequence[Baseline] = (),
    target: Sequence[TargetStep] = (),
    target_cells: Sequence[TargetCell] = (),
    breaks: Sequence[Break] = (),
    marks: Sequence[Mark] = (),
    marks_heading: str = "Inspection report",
    notes: Sequence[str] = (),
    as_of: str = "",
    sources: str = "",
    zero: bool = False,
) -> Chart | None:
    """The chart of an indicator: a line, or a bullet for a single value; None without any value.

    `title` states the finding, `summary` what a reader sees, `unit_words` what is counted. In a
    bullet every baseline is shown at the own figure's period or its newest before.
    """
    valued = [point for point in own if point.value is not None]
    kind = _kind(valued, baselines)
    if kind == "bullet" and valued:
        baselines = [_until(baseline, valued[-1].period.ends) for baseline in baselines]
    lines = [_line(measure, own_name, "own", own)] if own else []
    drawn = [one for one in baselines if not _dwarfs(measure, one)]
    lines += [
        _line(
            measure, _named(baseline), ROLES.get(baseline.kind, "other"), baseline.points, baseline
        )
        for baseline in drawn
        if any(point.value is not None for point in baseline.points)
    ]
    if not marks and not any(line.newest for line in lines):
        return None
    return Chart(
        kind=kind,
        title=title,
        summary=summary,
        unit=measure.unit,
        unit_words=unit_words,
        decimals=measure.decimals,
        lines=tuple(lines),
        table=data_table(
            measure,
            own_name,
            own,
            baselines,
            marks,
            target_cells,
            caption=title,
            marks_heading=marks_heading,
        ),
        target=tuple(target),
        breaks=tuple(BreakMark(on=one.on, why=one.why) for one in breaks),
        marks=tuple(marks),
        notes=(*notes, *_break_notes(lines, breaks), *_left_out_notes(measure, baselines)),
        as_of=as_of,
        sources=sources,
        zero=zero,
    )


def mark(measure: Measure, point: Point, label: str, note: str = "") -> Mark | None:
    """A figure beside the line, called "48% inspection 2016"; None without a value."""
    if point.value is None:
        return None
    text = written.value(measure, point)
    return Mark(
        at=point.period.ends,
        period=written.period(point.period),
        value=float(point.value),
        text=text,
        label=f"{text} {label}",
        note=note,
    )


def line_of(measure: Measure, name: str, own: Sequence[Point]) -> Line:
    """The own line alone, as a sparkline draws it."""
    return _line(measure, name, "own", own)


def _dwarfs(measure: Measure, baseline: Baseline) -> bool:
    """Whether a baseline counts people of a far larger area, which would flatten the own line."""
    return measure.unit in ("count", "fte") and baseline.kind in ("england", "region")


def _left_out_notes(measure: Measure, baselines: Sequence[Baseline]) -> list[str]:
    names = [one.name for one in baselines if one.points and _dwarfs(measure, one)]
    if not names:
        return []
    return [f"Not drawn, as the numbers are far larger: {listed(names)}. The table has them."]


def _break_notes(lines: Sequence[Line], breaks: Sequence[Break]) -> list[str]:
    days = [point.at for line in lines for point in line.points]
    return [
        f"Counted differently from {one.on.day} {one.on:%B %Y}: {one.why}"
        for one in sorted(breaks, key=lambda one: one.on)
        if days and min(days) < one.on <= max(days)
    ]


def _kind(valued: Sequence[Point], baselines: Sequence[Baseline]) -> Kind:
    if valued:
        return "bullet" if len(valued) == 1 else "line"
    longest = max((_count(baseline) for baseline in baselines), default=0)
    return "line" if longest > 1 else "bullet"


def _count(baseline: Baseline) -> int:
    return sum(point.value is not None for point in baseline.points)


def _until(baseline: Baseline, end: date) -> Baseline:
    known = [p for p in baseline.points if p.value is not None and p.period.ends <= end]
    return replace(baseline, points=tuple(known[-1:]))


def _named(baseline: Baseline) -> str:
    return f"{baseline.name} (doubtful)" if baseline.doubtful else baseline.name


def _line(
    measure: Measure,
    name: str,
    role: Role,
    points: Sequence[Point],
    baseline: Baseline | None = None,
) -> Line:
    return Line(
        name=name,
        role=role,
        points=tuple(
            _point(measure, point, baseline)
            for point in sorted(points, key=lambda point: point.period)
        ),
        step=_usual_step(measure, points if baseline else ()),
    )


def _usual_step(measure: Measure, points: Sequence[Point]) -> int:
    """The days between two points; a baseline may be given less often than the own line is."""
    days = sorted({point.period.ends for point in points})
    between = [(after - before).days for before, after in pairwise(days)]
    return max(STEPS[measure.frequency], min(between, default=0))


def _point(measure: Measure, point: Point, baseline: Baseline | None) -> ChartPoint:
    return ChartPoint(
        at=point.period.ends,
        label=written.period(point.period),
        value=None if point.value is None else float(point.value),
        text=written.value(measure, point),
        upper=None if point.upper is None else float(point.upper),
        missing=written.reason(point),
        provisional=point.status == "provisional",
        note=_note(measure, point, baseline),
    )


def _note(measure: Measure, point: Point, baseline: Baseline | None) -> str:
    """What stands under a point's value: people, members with a figure, since when it is known."""
    said = []
    if point.numerator is not None and point.denominator is not None:
        said.append(f"{plain(point.numerator)} of {plain(point.denominator)}")
    if baseline is not None and baseline.members and point.period in baseline.with_value:
        said.append(f"mean of {baseline.with_value[point.period]} of {baseline.members}")
    if point.status not in ("final", "provisional"):
        said.append(point.status)
    if point.known_on is not None:
        verb = "signed off" if measure.kind == "local" and baseline is None else "published"
        said.append(f"{verb} {written.day(point.known_on)}")
    return ", ".join(said)
