"""What the scorecard's files say of each indicator, a column each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.charts.written import period as period_written
from indicators.assessment import Point
from indicators.assessment.words import display_point
from indicators.readings import points
from indicators.readings.reading import Reading

Cell = str | Decimal | date | None


@dataclass(frozen=True, kw_only=True)
class Column:
    """`width` is in characters; `cell` gives a number, a day, a text, or None for nothing."""

    heading: str
    width: int
    cell: Callable[[Reading], Cell]


def _value(reading: Reading) -> Cell:
    return reading.judged.value if reading.judged else None


def _printed(reading: Reading) -> Cell:
    if reading.judged is None or reading.measure is None:
        return "no figure"
    return display_point(reading.measure, points.point(reading.judged))


def _period(reading: Reading) -> Cell:
    return period_written(reading.judged.period) if reading.judged else None


def _known_on(reading: Reading) -> Cell:
    return reading.judged.known_on if reading.judged else None


def _source(reading: Reading) -> Cell:
    if reading.judged is None:
        return None
    return ", ".join(part for part in (reading.judged.source, reading.judged.reference) if part)


def _status(reading: Reading) -> Cell:
    return reading.assessment.target.word if reading.assessment else "No figure"


def _target(reading: Reading) -> Cell:
    return reading.assessment.target.bound if reading.assessment else None


def _origin(reading: Reading) -> Cell:
    return reading.target.get_origin_display() if reading.target else None


def _travel(reading: Reading) -> Cell:
    return reading.assessment.direction.word if reading.assessment else None


def _headline(reading: Reading) -> Cell:
    return reading.assessment.headline if reading.assessment else None


def _point(reading: Reading, kind: str) -> Point | None:
    """The point of a baseline that the figure is held against."""
    verdict = reading.compared(kind)
    line = [point for one in reading.baselines if one.kind == kind for point in one.points]
    return next((p for p in line if verdict and p.period == verdict.period), None)


def _beside(heading: str, kind: str) -> list[Column]:
    def value(reading: Reading) -> Cell:
        verdict = reading.compared(kind)
        known = verdict.value if verdict else None
        return None if known is None else round(known, 6)

    def when(reading: Reading) -> Cell:
        verdict = reading.compared(kind)
        return period_written(verdict.period) if verdict and verdict.period else None

    def known_on(reading: Reading) -> Cell:
        point = _point(reading, kind)
        return point.known_on if point else None

    def word(reading: Reading) -> Cell:
        verdict = reading.beside(kind)
        return verdict.word if verdict else None

    columns = [
        Column(heading=heading, width=10, cell=value),
        Column(heading=f"{heading}: period", width=12, cell=when),
        Column(heading=f"Against {heading}", width=14, cell=word),
    ]
    if kind == "england":
        columns.insert(2, Column(heading=f"{heading}: known since", width=13, cell=known_on))
    return columns


COLUMNS = (
    Column(heading="Theme", width=22, cell=lambda reading: reading.indicator.theme.name),
    Column(heading="Indicator", width=48, cell=lambda reading: reading.indicator.name),
    Column(heading="Unit", width=12, cell=lambda r: r.indicator.get_unit_display()),
    Column(heading="Status", width=18, cell=_status),
    Column(heading="Value", width=10, cell=_value),
    Column(heading="Value as printed", width=16, cell=_printed),
    Column(heading="Period", width=14, cell=_period),
    Column(heading="Known since", width=13, cell=_known_on),
    Column(heading="Source", width=44, cell=_source),
    Column(heading="Target", width=10, cell=_target),
    Column(heading="Target set by", width=18, cell=_origin),
    *_beside("England", "england"),
    *_beside("Similar authorities", "neighbours"),
    Column(heading="On the year before", width=18, cell=_travel),
    Column(heading="Measured here", width=10, cell=lambda r: "yes" if r.measured else "no"),
    Column(heading="Limit", width=20, cell=lambda reading: reading.indicator.limit),
    Column(heading="In a sentence", width=80, cell=_headline),
    Column(heading="Address", width=34, cell=lambda r: f"/indicators/{r.indicator.slug}/"),
)
