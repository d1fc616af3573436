"""Tables of one connection in which figures stand before they are compared with the ledger.

The database compares and copies them set by set: a row costs a few microseconds, not a hundred. The
SQL is put together from names of our own models, never from anything a person typed.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import DatabaseError, connection
from django.db.backends.utils import CursorWrapper

from indicators.ledger.models import Observation

OBSERVATION = Observation._meta.db_table


class Line(NamedTuple):
    """What the figures of all areas share: a series in a period, and from when it was public."""

    id: int
    series_id: int
    is_proportion: bool
    period_kind: str
    starts: date
    ends: date
    breakdown: str
    reference: str
    known_on: date
    known_on_estimated: bool


class Staged(NamedTuple):
    """One area's figure of a line: a value with up to six decimals, or why there is none."""

    line: int
    area_id: int
    value: float | None
    numerator: float | None
    denominator: float | None
    missing_reason: str
    status: str


class Difference(NamedTuple):
    """A staged figure that the ledger has in another revision, and the value there."""

    line: int
    area_id: int
    revision: int
    known_on: date
    known_on_estimated: bool
    was: Any


Key = tuple[int, int]  # line and area
NUMBER = {"sqlite": "decimal", "postgresql": "numeric(20, 6)"}
TABLES = {
    "staged_line": (
        "id integer PRIMARY KEY, series_id bigint, is_proportion bool, period_kind varchar(20), "
        "starts date, ends date, breakdown varchar(120), reference varchar(200), known_on date, "
        "known_on_estimated bool"
    ),
    "staged_figure": (
        "line integer, area_id bigint, value {number}, numerator {number}, denominator {number}, "
        "missing_reason varchar(20), status varchar(12), PRIMARY KEY (line, area_id)"
    ),
    "staged_difference": (
        "line integer, area_id bigint, current_id bigint, revision integer, known_on date, "
        "known_on_estimated bool, was {number}, PRIMARY KEY (line, area_id)"
    ),
}
# A dash without a reason says no more than what is missing already; a file without the numbers
# behind a value says nothing against them. Unknown where only one of the two has a number: another.
SAME = """
    (o.value = f.value OR (o.value IS NULL AND f.value IS NULL
        AND (o.missing_reason = f.missing_reason OR f.missing_reason = 'not-stated')))
    AND o.status = f.status
    AND (f.numerator IS NULL OR o.numerator = f.numerator)
    AND (f.denominator IS NULL OR o.denominator = f.denominator)
"""
# A file that repeats the day of first publication does not say when a revision was public: it is
# known from today, or a page as of an earlier day would show what nobody had seen.
JUDGE = f"""
    INSERT INTO staged_difference
    SELECT f.line, f.area_id, o.id, COALESCE(o.revision, 0),
        CASE WHEN o.id IS NULL OR l.known_on > o.known_on THEN l.known_on ELSE %s END,
        CASE WHEN o.id IS NULL OR l.known_on > o.known_on THEN l.known_on_estimated ELSE FALSE END,
        o.value
    FROM staged_figure f JOIN staged_line l ON l.id = f.line
    LEFT JOIN {OBSERVATION} o ON o.series_id = l.series_id AND o.area_id = f.area_id
        AND o.period_kind = l.period_kind AND o.starts = l.starts AND o.ends = l.ends
        AND o.breakdown = l.breakdown AND o.is_current
    WHERE o.id IS NULL OR NOT COALESCE(({SAME}), FALSE)
"""  # noqa: S608
# An older edition of a release adds years, and numbers behind a value; it unsays none.
UNSAYS = """
    DELETE FROM staged_difference WHERE revision > 0 AND was IS NOT NULL AND EXISTS (
        SELECT 1 FROM staged_figure f WHERE f.line = staged_difference.line
        AND f.area_id = staged_difference.area_id AND COALESCE(f.value <> was, TRUE))
"""
RETIRE = f"""
    UPDATE {OBSERVATION} SET is_current = FALSE WHERE is_current
    AND id IN (SELECT current_id FROM staged_difference WHERE current_id IS NOT NULL)
"""  # noqa: S608
WRITE = f"""
    INSERT INTO {OBSERVATION} (series_id, is_proportion, area_id, edition, period_kind, starts,
        ends, period_stated, breakdown, revision, value, numerator, denominator, qualifier,
        missing_reason, status, reference, note, batch_id, by_id, why, known_on,
        known_on_estimated, recorded_at, is_current)
    SELECT l.series_id, l.is_proportion, f.area_id, '', l.period_kind, l.starts,
        l.ends, TRUE, l.breakdown, d.revision + 1, f.value, f.numerator, f.denominator, '',
        f.missing_reason, f.status, l.reference, '', %s, %s,
        CASE WHEN d.revision = 0 THEN '' ELSE %s END, d.known_on,
        d.known_on_estimated, %s, TRUE
    FROM staged_difference d
    JOIN staged_figure f ON f.line = d.line AND f.area_id = d.area_id
    JOIN staged_line l ON l.id = d.line
    ORDER BY d.line, d.area_id
"""  # noqa: S608


@contextmanager
def staging() -> Iterator["Stage"]:
    """Empty tables, gone again at the end; other connections never see them."""
    with connection.cursor() as cursor:
        number = NUMBER[connection.vendor]
        for table, columns in TABLES.items():
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
            rest = (
                " WITHOUT ROWID"
                if connection.vendor == "sqlite" and "id integer" not in columns
                else ""
            )
            cursor.execute(
                f"CREATE TEMPORARY TABLE {table} ({columns.format(number=number)}){rest}"
            )
        try:
            yield Stage(cursor)
        finally:
            # In a transaction that has failed they go with it.
            with suppress(DatabaseError):
                for table in TABLES:
                    cursor.execute(f"DROP TABLE IF EXISTS {table}")


class Stage:
    """Figures on their way, one set after the other."""

    def __init__(self, cursor: CursorWrapper) -> None:
        self._cursor = cursor

    def put(self, lines: Sequence[Line], figures: Sequence[Staged], *, today: date) -> int:
        """Take the place of the set before, and compare: how many differ from the ledger."""
        empty = {"sqlite": "DELETE FROM", "postgresql": "TRUNCATE"}[connection.vendor]
        for table in TABLES:
            self._cursor.execute(f"{empty} {table}")
        self._fill("staged_line", Line._fields, lines)
        self._fill("staged_figure", Staged._fields, figures)
        if connection.vendor == "postgresql":
            self._cursor.execute("ANALYZE staged_line")
            self._cursor.execute("ANALYZE staged_figure")
        self._cursor.execute(JUDGE, [today])
        return int(self._cursor.rowcount)

    def leave_as_said(self) -> int:
        """Take out what would unsay a value; how many that are."""
        self._cursor.execute(UNSAYS)
        return int(self._cursor.rowcount)

    def revisions(self) -> dict[Key, Difference]:
        """Those that the ledger has otherwise, by line and area."""
        self._cursor.execute(
            "SELECT line, area_id, revision, known_on, known_on_estimated, was "
            "FROM staged_difference WHERE revision > 0"
        )
        return {row[:2]: Difference(*row) for row in self._cursor.fetchall()}

    def unchanged(self) -> set[Key]:
        """Line and area of those that the ledger says already."""
        self._cursor.execute(
            "SELECT f.line, f.area_id FROM staged_figure f LEFT JOIN staged_difference d "
            "ON d.line = f.line AND d.area_id = f.area_id WHERE d.line IS NULL"
        )
        return set(self._cursor.fetchall())

    def retire(self) -> int:
        """Make room for the revisions; how many made way."""
        self._cursor.execute(RETIRE)
        return int(self._cursor.rowcount)

    def write(self, *, batch: int, by: int, why: str, now: datetime) -> None:
        """Copy what differs into the ledger."""
        at = connection.ops.adapt_datetimefield_value(now)
        self._cursor.execute(WRITE, [batch, by, why, at])

    def _fill(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        names = ", ".join(columns)
        if connection.vendor == "postgresql":
            with self._cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        self._cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608
