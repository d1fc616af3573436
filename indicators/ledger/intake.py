"""The verb for official statistics by the hundred thousand: a stream becomes a batch, or nothing.

What `record_batch` is to a file that fits in memory with all its words, this is to a file of plain
figures: each is new, revises one, or changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from indicators.catalogue.models import Series, Source
from indicators.ledger import audit, guards
from indicators.ledger.models import TOTAL, Batch, Observation, Status
from indicators.ledger.rows import ConflictError
from indicators.ledger.staging import Difference, Key, Line, Stage, Staged, staging
from indicators.ledger.together import Together, digests_at
from indicators.periods import Period
from indicators.refusal import RefusedError

SET = 25_000  # figures that are compared and written at once
SHOWN = 200  # changes that are kept to be shown


class Stated(NamedTuple):
    """One figure as a file of official statistics states it."""

    area_id: int
    period: Period
    value: Decimal | float | None = None
    numerator: Decimal | float | None = None
    denominator: Decimal | float | None = None
    missing_reason: str = ""
    status: str = Status.FINAL.value
    reference: str = ""
    known_on: date | None = None
    known_on_estimated: bool = False
    breakdown: str = TOTAL


@dataclass(frozen=True, kw_only=True)
class Change:
    """A figure that would be, or was, revised."""

    series: Series
    area_id: int
    period: Period
    was: Decimal | None
    now: Decimal | None


@dataclass
class Taken:
    """What a stream brought, or would bring; `batch` stays empty when it was only looked at.

    `changes` and `doubts` are the first of those that would be revised, and of the doubtful ones.
    `left`: figures of an older edition that say otherwise than a later one, and change nothing.
    """

    batch: Batch | None = None
    rows: int = 0
    new: int = 0
    changed: int = 0
    doubtful: int = 0
    left: int = 0
    changes: list[Change] = field(default_factory=list)
    doubts: list[Change] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        return self.rows - self.new - self.changed


@contextmanager
def intake(
    *,
    source: Source,
    file_name: str,
    sha256: str,
    by: User,
    why: str,
    progress: Callable[[int], None] | None = None,
) -> Iterator["Intake"]:
    """Write what the caller gives, in one transaction with its audit link; an error undoes all.

    `why` is the reason kept with each revision. Readers see nothing of it before the end.
    """
    now = timezone.now()
    with transaction.atomic(), guards.lifted(connection, Observation), staging() as stage:
        audit.hold("intake")  # one at a time
        batch = Batch(
            pk=_next_batch(),
            source=source,
            file_name=file_name,
            sha256=sha256,
            rows=0,
            known_on=date.min,
            recorded_at=now,
            by=by,
        )
        one = Intake(stage, now, progress, _Writing(batch, by, why))
        with closing(one):
            yield one
            one.finish()


@contextmanager
def preview(progress: Callable[[int], None] | None = None) -> Iterator["Intake"]:
    """Compare what the caller gives with the ledger, and write nothing."""
    with staging() as stage:
        one = Intake(stage, timezone.now(), progress, None)
        with closing(one):
            yield one
            one.finish()


@dataclass
class _Writing:
    """Under what the figures are written, and what the audit link will say of them."""

    batch: Batch
    by: User
    why: str
    groups: dict[str, str] = field(default_factory=dict)
    is_scattered: bool = False  # figures of one group came in several lines or sets


class Intake:
    """Takes figures series by series; `taken` counts them.

    With `only_adds` nothing takes the place of a value that is known already.
    """

    def __init__(
        self,
        stage: Stage,
        now: datetime,
        progress: Callable[[int], None] | None,
        writing: _Writing | None,
    ) -> None:
        self.taken = Taken()
        self.only_adds = False
        self._stage, self._now, self._progress, self._writing = stage, now, progress, writing
        self._today = timezone.localdate(now)
        self._lines: dict[tuple, Line] = {}
        self._series: dict[int, Series] = {}
        self._figures: list[Staged] = []
        self._numbers = 0
        self._last_known = date.min
        self._beside = ThreadPoolExecutor(max_workers=1)
        self._copying: Future[None] | None = None

    def close(self) -> None:
        """Whatever happened, nothing is under way any more."""
        self._beside.shutdown()

    @property
    def only_looks(self) -> bool:
        return self._writing is None

    def line(
        self,
        series: Series,
        period: Period,
        *,
        reference: str,
        known_on: date,
        known_on_estimated: bool = False,
        breakdown: str = TOTAL,
    ) -> int:
        """The number under which `add` takes figures of this series and period."""
        key = (series.pk, period, breakdown, reference, known_on, known_on_estimated)
        if key not in self._lines:
            if series.kind == Series.Kind.LOCAL:
                raise RefusedError("The council's own figures come from a signed return.")
            if known_on > self._today:
                raise RefusedError(f"{known_on} is in the future: nobody can know this figure yet.")
            self._numbers += 1
            self._series[series.pk] = series
            self._last_known = max(self._last_known, known_on)
            dates = (period.kind, period.starts, period.ends)
            self._lines[key] = Line(
                *(self._numbers, series.pk, series.is_proportion, *dates, breakdown, reference),
                *(known_on, known_on_estimated),
            )
        return self._lines[key].id

    def add(self, figures: Iterable[Staged]) -> None:
        """Figures of lines named before; of one area and line only one."""
        self._figures.extend(figures)
        if len(self._figures) >= SET:
            self._flush()

    def take(self, series: Series, stated: Iterable[Stated]) -> None:
        """Figures of one series in any order."""
        self.add(
            Staged(
                self.line(
                    series,
                    one.period,
                    reference=one.reference,
                    known_on=one.known_on or self._today,
                    known_on_estimated=one.known_on_estimated,
                    breakdown=one.breakdown,
                ),
                one.area_id,
                _float(one.value),
                _float(one.numerator),
                _float(one.denominator),
                one.missing_reason,
                one.status,
            )
            for one in stated
        )

    def count_new(self, number: int, *, doubtful: int) -> None:
        """Figures of a series that is not there yet, when they are only looked at."""
        self.taken.rows += number
        self.taken.new += number
        self.taken.doubtful += doubtful
        if self._progress:
            self._progress(self.taken.rows)

    def compare(self) -> None:
        """Compare what has been given so far, so that `taken` counts it."""
        if self._figures:
            self._flush()

    def finish(self) -> None:
        """What is left, then the batch and its audit link."""
        self.compare()
        self._await()
        if self._writing is None:
            return
        batch = self._writing.batch
        batch.rows, batch.known_on = self.taken.rows, max(self._last_known, date(1900, 1, 1))
        # Its number was set aside at the start: the figures refer to it.
        QuerySet[Batch](Batch).bulk_create([batch])
        self.taken.batch = batch
        if self._writing.is_scattered:
            self._writing.groups = digests_at(self._now)
        audit.append(
            f"batch:{batch.pk}",
            verb="record-batch",
            by=self._writing.by,
            rows=[batch],
            together=(self._now, self._writing.groups),
        )

    def _await(self) -> None:
        """Until the database has copied the set before."""
        if self._copying:
            self._copying.result()
            self._copying = None

    def _flush(self) -> None:
        self._await()
        lines = {line.id: line for line in self._lines.values()}
        figures, self._figures, self._lines = self._figures, [], {}
        differ = self._stage.put(list(lines.values()), figures, today=self._today)
        left = self._stage.leave_as_said() if differ and self.only_adds else 0
        differ -= left
        self.taken.left += left
        revised = self._stage.revisions() if differ else {}
        self.taken.rows += len(figures)
        self.taken.new += differ - len(revised)
        self.taken.changed += len(revised)
        doubtful = {one[:2] for one in figures if one[-1] == Status.DOUBTFUL}
        self.taken.doubtful += len(doubtful)
        was = {key: one.was for key, one in revised.items()}
        self._show(self.taken.changes, lines, figures, was)
        self._show(self.taken.doubts, lines, figures, {key: was.get(key) for key in doubtful})
        if differ and self._writing:
            if differ < len(figures):
                same = self._stage.unchanged()
                figures = [one for one in figures if one[:2] not in same]
            self._write(self._writing, lines, figures, revised)
        if self._progress:
            self._progress(self.taken.rows)

    def _show(
        self,
        kept: list[Change],
        lines: dict[int, Line],
        figures: list[Staged],
        was: dict[Key, Any],
    ) -> None:
        """Keep the first figures of those keys, to be shown."""
        if not was or len(kept) == SHOWN:
            return
        found = (one for one in figures if one[:2] in was)
        for number, area, value, *_ in islice(found, SHOWN - len(kept)):
            line = lines[number]
            kept.append(
                Change(
                    series=self._series[line.series_id],
                    area_id=area,
                    period=Period(line.period_kind, line.starts, line.ends),
                    was=_decimal(was[number, area]),
                    now=_decimal(value),
                )
            )

    def _write(
        self,
        writing: _Writing,
        lines: dict[int, Line],
        figures: list[Staged],
        revised: dict[Key, Difference],
    ) -> None:
        if revised and self._stage.retire() != len(revised):
            raise ConflictError("Somebody else has corrected a figure meanwhile. Import again.")
        # The database copies the set while its digests are made and the next one is read.
        self._copying = self._beside.submit(
            self._stage.write,
            batch=writing.batch.pk,
            by=writing.by.pk,
            why=writing.why,
            now=self._now,
        )
        written = Together(batch=writing.batch, by=writing.by, why=writing.why, at=self._now)
        for key, digest in written.groups(lines, figures, revised):
            writing.is_scattered |= key in writing.groups
            writing.groups[key] = digest


def _next_batch() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            table = Batch._meta.db_table
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        else:
            cursor.execute(f"SELECT COALESCE(max(id), 0) + 1 FROM {Batch._meta.db_table}")  # noqa: S608
        return int(cursor.fetchone()[0])


def _float(number: Decimal | float | None) -> float | None:
    return None if number is None else float(number)


def _decimal(number: object) -> Decimal | None:
    return None if number is None else Decimal(str(number))
