"""The council beside those like it: every published indicator in a row, a letter in each cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.charts import written
from indicators.areas.models import Area, Edition
from indicators.assessment import Measure
from indicators.catalogue.models import Series
from indicators.readings.neighbours import Neighbourhood
from indicators.readings.reading import Reading
from indicators.readings.spreads import Spread, spreads


@dataclass(frozen=True, kw_only=True)
class Cell:
    """`text` is "" where the authority has no figure, `quartile` where nobody is better."""

    area: Area
    text: str
    quartile: str
    is_own: bool


@dataclass(frozen=True, kw_only=True)
class GridRow:
    """One indicator in the period of the council's newest figure; `unit` stands in its name."""

    reading: Reading
    unit: str
    cells: tuple[Cell, ...]
    england: str


@dataclass(frozen=True, kw_only=True)
class Grid:
    """`areas` are the council and its neighbours, the nearest first, as `edition` lists them."""

    areas: tuple[Area, ...]
    edition: Edition | None
    rows: tuple[GridRow, ...]


def grid(readings: Sequence[Reading], area: Area, as_of: date | None) -> Grid:
    """Of those judged by official statistics. Four queries, for one indicator or for all."""
    judged = [one for one in readings if _is_published(one)]
    neighbourhood = Neighbourhood.of(area)
    newest = max((one.judged.period for one in judged if one.judged), default=None)
    service = neighbourhood.serving(newest, as_of) if newest else None
    edition = service.edition if service else None
    members = neighbourhood.members.get(edition.pk, ()) if edition else ()
    areas = (area, *members)
    wanted = {s: one.judged.period for one in judged if (s := _series(one)) and one.judged}
    found = spreads(wanted, as_of)
    rows = (_row(one, found.get(one.series), areas) for one in judged if one.series and one.measure)
    return Grid(areas=areas, edition=edition, rows=tuple(row for row in rows if row))


def _is_published(reading: Reading) -> bool:
    return reading.series is not None and reading.series.kind == Series.Kind.PUBLISHED


def _series(reading: Reading) -> Series | None:
    """With its indicator, so that nobody has to ask for it."""
    if reading.series:
        reading.series.indicator = reading.indicator
    return reading.series


def _row(reading: Reading, spread: Spread | None, areas: Sequence[Area]) -> GridRow | None:
    if spread is None or reading.measure is None:
        return None
    measure = reading.measure
    return GridRow(
        reading=reading,
        unit=written.UNIT_HEADINGS.get(measure.unit, ""),
        cells=tuple(_cell(measure, spread, area, areas[0]) for area in areas),
        england=_england(reading, measure, spread),
    )


def _cell(measure: Measure, spread: Spread, area: Area, own: Area) -> Cell:
    value, place = spread.value(area), spread.place(area)
    return Cell(
        area=area,
        text="" if value is None else written.cell(measure, value),
        quartile=place.quartile if place else "",
        is_own=area == own,
    )


def _england(reading: Reading, measure: Measure, spread: Spread) -> str:
    line = next((one for one in reading.baselines if one.kind == "england"), None)
    points = line.points if line and not line.doubtful else ()
    same = next((one for one in points if one.period == spread.period), None)
    return written.cell(measure, same.value) if same and same.value is not None else ""
