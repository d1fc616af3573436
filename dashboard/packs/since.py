"""What became of the figures in a meeting's papers since they went out.

The papers never change. Their tables are laid beside what is known today: a cell that says
something else by now is a correction, and a newer figure of the same line is news.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.charting import chart_of
from dashboard.charts import written
from dashboard.charts.description import Chart, Column, Table
from dashboard.packs.pack import Pack, Sheet
from dashboard.packs.sheets import line_of
from indicators.readings.reading import Reading

WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A figure of the papers that is another one by now: `was` and `now` as a table prints them.

    `whose` is the column: an area, England, similar authorities. `unit` says what is counted.
    `known_on` is when the figure of now was public or signed, where that is known.
    """

    slug: str
    name: str
    whose: str
    period: str
    was: str
    now: str
    unit: str = ""
    known_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Newer:
    """An indicator with a later figure than the papers show, or one from another line."""

    slug: str
    name: str
    headline: str


@dataclass(frozen=True, kw_only=True)
class Since:
    """All that changed; nothing did where both are empty."""

    corrections: tuple[Correction, ...]
    newer: tuple[Newer, ...]


def since(pack: Pack, readings: Sequence[Reading]) -> Since:
    """`readings` are today's of the pack's indicators, with the same figures kept back."""
    today = {one.indicator.slug: one for one in readings}
    pairs = [(one, today[one.slug]) for one in pack.sheets if one.slug in today]
    return Since(
        corrections=tuple(
            found for frozen, reading in pairs for found in _corrections(frozen, reading)
        ),
        newer=tuple(
            Newer(slug=frozen.slug, name=frozen.name, headline=reading.assessment.headline)
            for frozen, reading in pairs
            if reading.assessment and _is_newer(frozen, reading)
        ),
    )


def _is_newer(frozen: Sheet, reading: Reading) -> bool:
    if frozen.series != line_of(reading):
        return True
    before = frozen.chart.own.points if frozen.chart and frozen.chart.own else ()
    ends = max((one.at for one in before), default=date.min)
    return reading.judged is not None and reading.judged.period.ends > ends


def _corrections(frozen: Sheet, reading: Reading) -> Iterator[Correction]:
    if frozen.chart is None or frozen.series != line_of(reading):
        return
    known = {written.period(one.period): one.known_on for one in reading.own}
    now = _cells(chart_of(reading))
    for (whose, period), was in _cells(frozen.chart).items():
        found = now.get((whose, period), Cell(WITHDRAWN))
        if was != found and was.text:
            yield Correction(
                slug=frozen.slug,
                name=frozen.name,
                whose=whose,
                period=period,
                was=was.text,
                now=found.text or WITHDRAWN,
                unit=frozen.unit,
                known_on=known.get(period) if whose == reading.area.name else None,
            )


@dataclass(frozen=True)
class Cell:
    """A figure of a table: as printed, with the people behind it, and exact."""

    text: str
    number: Decimal | None = None


def _cells(chart: Chart | None) -> Mapping[tuple[str, str], Cell]:
    """Every figure of a chart's table, by whose it is and its period."""
    if chart is None:
        return {}
    table = chart.table
    own = next((n for n, one in enumerate(table.columns) if one.holds == "own"), None)
    found = {}
    for row, exact in zip(table.rows, table.numbers, strict=True):
        people = [cell for one, cell in _of_row(table, row) if one.holds == "people" and cell]
        for place, (column, cell) in enumerate(_of_row(table, row)):
            if column.holds in ("own", "beside"):
                behind = f" ({' of '.join(people)})" if people and place == own else ""
                found[column.name, row[0]] = Cell(f"{cell}{behind}", exact[place])
    return found


def _of_row(table: Table, row: Sequence[str]) -> list[tuple[Column, str]]:
    return list(zip(table.columns, row, strict=True))
