"""The data table of a chart, from the same prepared figures as its lines, newest period first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from dashboard.charts import written
from dashboard.charts.description import Column, Holds, Mark, Table
from dashboard.charts.target_cells import TargetCell
from indicators.assessment.values import Baseline, Measure, Point
from indicators.assessment.words import plain

Key = tuple[date, str]
# A cell as printed, and exact where it is a number.
Cell = tuple[str, Decimal | None]
# A column, and its cells by period.
CellColumn = tuple[Column, dict[Key, Cell]]
NOTHING: Cell = ("", None)


def data_table(
    measure: Measure,
    own_name: str,
    own: Sequence[Point],
    baselines: Sequence[Baseline],
    marks: Sequence[Mark],
    targets: Sequence[TargetCell] = (),
    *,
    caption: str,
    marks_heading: str,
) -> Table:
    """A row for each period of a line, mark or target; a column appears where it says something."""
    columns: list[CellColumn] = [
        *_own_columns(measure, own_name, own),
        (
            _column("Target", measure, "target"),
            {(one.at, one.period): (one.text, one.value) for one in targets},
        ),
        *(
            (_column(one.name, measure, "beside"), _values(measure, one.points))
            for one in baselines
        ),
        # With their unit in the cell: another series may count in another one.
        (Column(heading=marks_heading, numeric=False), _marks(marks)),
        *_note_columns(measure, own, marks),
    ]
    columns = [column for column in columns if any(text for text, _ in column[1].values())]
    keys = sorted({key for _, cells in columns for key in cells}, reverse=True)
    found = [[cells.get(key, NOTHING) for _, cells in columns] for key in keys]
    return Table(
        caption=caption,
        columns=(Column(heading="Period", numeric=False), *(column for column, _ in columns)),
        rows=tuple(
            (key[1], *(text for text, _ in row)) for key, row in zip(keys, found, strict=True)
        ),
        numbers=tuple((None, *(number for _, number in row)) for row in found),
    )


def _own_columns(measure: Measure, name: str, own: Sequence[Point]) -> list[CellColumn]:
    return [
        (_column(name, measure, "own"), _values(measure, own)),
        (
            Column(heading="Number", holds="people"),
            {_key(p): _plain(p.numerator) for p in own},
        ),
        (
            Column(heading="Out of", holds="people"),
            {_key(p): _plain(p.denominator) for p in own},
        ),
    ]


def _column(name: str, measure: Measure, holds: Holds) -> Column:
    return Column(heading=written.heading(name, measure.unit), holds=holds, name=name)


def _note_columns(
    measure: Measure, own: Sequence[Point], marks: Sequence[Mark]
) -> list[CellColumn]:
    notes = {_key(p): p.status if p.status != "final" else "" for p in own}
    for mark in marks:
        key = (mark.at, mark.period)
        notes[key] = "; ".join(part for part in (notes.get(key, ""), mark.note) if part)
    known = {_key(p): written.day(p.known_on) if p.known_on else "" for p in own}
    public = "Signed off" if measure.kind == "local" else "Published"
    return [
        (Column(heading="Note", numeric=False), _words(notes)),
        (Column(heading=public, numeric=False), _words(known)),
    ]


def _words(cells: dict[Key, str]) -> dict[Key, Cell]:
    return {key: (text, None) for key, text in cells.items()}


def _values(measure: Measure, points: Sequence[Point]) -> dict[Key, Cell]:
    return {_key(point): (_cell(measure, point), _exact(point)) for point in points}


def _exact(point: Point) -> Decimal | None:
    """Only of a cell that is the number alone: "about 12" and "4 to 8" stay words."""
    return None if point.upper is not None or point.qualifier else point.value


def _cell(measure: Measure, point: Point) -> str:
    ends = [written.cell(measure, v) for v in (point.value, point.upper) if v is not None]
    return f"{point.qualifier} {' to '.join(ends)}".strip() if ends else written.reason(point)


def _marks(marks: Sequence[Mark]) -> dict[Key, Cell]:
    return {(mark.at, mark.period): (mark.text, None) for mark in marks}


def _key(point: Point) -> Key:
    return point.period.ends, written.period(point.period)


def _plain(value: Decimal | None) -> Cell:
    return NOTHING if value is None else (plain(value), value)
