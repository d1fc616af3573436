"""From a reading to the description of its chart."""

from collections.abc import Iterator
from typing import TypedDict

from dashboard.charts.describe import describe, line_of, mark
from dashboard.charts.description import BreakMark, Chart, Line, Mark, TargetStep
from dashboard.charts.target_cells import TargetCell, target_cells
from dashboard.charts.target_steps import target_steps
from indicators.assessment.summary import summary
from indicators.catalogue.models import Indicator, Series
from indicators.readings import points
from indicators.readings.reading import Beside, Reading
from indicators.targets.choice import in_force

UNIT_WORDS = {"percent": "% of {}", "count": "Number of {}"}


def chart_of(reading: Reading, *, zero: bool = False) -> Chart | None:
    """The chart of a reading: None when no figure is known."""
    if reading.assessment is None or reading.measure is None:
        return None
    own = [points.point(figure) for figure in reading.own]
    return describe(
        title=f"{reading.indicator.name}: {reading.assessment.headline}",
        summary=summary(reading.area.name, reading.measure, own, reading.baselines, reading.breaks),
        measure=reading.measure,
        unit_words=unit_words(reading.indicator),
        own_name=reading.area.name,
        own=own,
        baselines=reading.baselines,
        **_targets(reading),
        breaks=reading.breaks,
        marks=tuple(_marks(reading)),
        notes=(
            *([f"{reading.area.notice}."] if reading.area.notice else []),
            *(one.note for one in reading.baselines if one.note),
        ),
        as_of=f"As of {reading.as_of:%-d %B %Y}" if reading.as_of else "",
        sources="; ".join(sorted({figure.source for figure in reading.own})),
        zero=zero,
    )


def spark_of(reading: Reading) -> tuple[Line, tuple[BreakMark, ...]] | None:
    """The own line and its breaks, for a table cell; None when there is no line to draw."""
    if reading.measure is None or sum(f.value is not None for f in reading.own) < 2:
        return None
    own = [points.point(figure) for figure in reading.own]
    breaks = tuple(BreakMark(on=one.on, why=one.why) for one in reading.breaks)
    return line_of(reading.measure, reading.area.name, own), breaks


def unit_words(indicator: Indicator) -> str:
    """What the value axis counts: "% of care leavers"."""
    words = UNIT_WORDS.get(indicator.unit, indicator.get_unit_display())
    return words.format(indicator.people)


class _Targets(TypedDict, total=False):
    target: tuple[TargetStep, ...]
    target_cells: tuple[TargetCell, ...]


def _targets(reading: Reading) -> _Targets:
    """The targets that judge the line's periods, those coming, and the one proposed."""
    if reading.measure is None or reading.series is None:
        return {}
    if reading.series.relation != Series.Relation.SAME:
        return {}
    ends = [
        (f.period, in_force(reading.targets, f.period.ends, reading.as_of)) for f in reading.own
    ]
    found = [(period, target) for period, target in ends if target]
    drawn = {target.pk: points.target(target) for _, target in found}
    drawn |= {target.pk: points.target(target) for target in reading.coming}
    proposed = points.target(reading.proposed) if reading.proposed else None
    judged = [(period, drawn[target.pk]) for period, target in found]
    held = list(drawn.values())
    return {
        "target": target_steps(reading.measure, held, proposed),
        "target_cells": target_cells(reading.measure, judged, held, proposed),
    }


def _marks(reading: Reading) -> Iterator[Mark]:
    """Figures from elsewhere that have a value, each with what makes it different."""
    for beside in (*reading.marks, *reading.stated):
        point = points.point(beside.figure)
        drawn = mark(beside.measure, point, _whose(reading, beside), beside.figure.reference)
        if drawn:
            yield drawn


def _whose(reading: Reading, beside: Beside) -> str:
    """What a mark is called: what sets it apart, and whose it is where that is not the page's."""
    whose = points.scope(beside.figure, beside.series) or beside.series.get_kind_display()
    return whose if beside.area == reading.area else f"{beside.area}, {whose}"
