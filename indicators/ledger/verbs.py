"""The only writers of figures: record, correct, withdraw, record_batch for a whole file, publish.

Each names its author and leaves its audit record in the same transaction. Official statistics and
inspection reports may be recorded by one officer: they are somebody else's published figures. The
council's own come from a return that two people answer for, and only through publish.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from indicators.areas.models import Area
from indicators.catalogue.models import Series, Source
from indicators.ledger import audit
from indicators.ledger.models import TOTAL, Batch, Missing, Observation, Status
from indicators.ledger.rows import ConflictError, Content, Row, check
from indicators.periods import Period
from indicators.refusal import RefusedError

__all__ = [
    "BatchResult",
    "ConflictError",
    "Content",
    "RefusedError",
    "Row",
    "Signed",
    "correct",
    "is_loaded",
    "publish",
    "record",
    "record_batch",
    "withdraw",
]


# A reference or note says where the figure stands, not what it is: alone it makes no revision.
COMPARED = (
    "value",
    "value_upper",
    "numerator",
    "denominator",
    "qualifier",
    "missing_reason",
    "status",
)


@dataclass
class BatchResult:
    """What a batch did; `batch` is empty when this very file had been taken before."""

    batch: Batch | None = None
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    written: list[Observation] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A figure of the council's own as a return hands it over.

    `seen` is the revision that its author had before them, 0 where there was none; `why` is
    needed where it revises one.
    """

    row: Row
    typed_by: User
    seen: int = 0
    why: str = ""


def record(
    *,
    series: Series,
    area: Area,
    period: Period,
    content: Content,
    by: User,
    known_on: date,
    breakdown: str = TOTAL,
) -> Observation:
    """Write the first revision of a figure. Raises RefusedError when there is one already."""
    row = Row(
        series=series,
        area=area,
        period=period,
        breakdown=breakdown,
        known_on=known_on,
        content=content,
    )
    check(row)
    now = timezone.now()
    with transaction.atomic():
        if row.key in _current([row]):
            raise RefusedError(
                f"{series.indicator} for {area}, {period}, is in the ledger already. "
                "Correct it instead."
            )
        observation = _insert([_observation(row, by=by, now=now)])[0]
        audit.append(_day_chain(now), verb="record", by=by, rows=[observation])
    return observation


def correct(
    seen: Observation, content: Content, *, by: User, why: str, known_on: date | None = None
) -> Observation:
    """Write a further revision over the one the author has seen.

    Raises ConflictError when `seen` is no longer current, RefusedError without a reason or when the
    correction would have been known before what it corrects.
    """
    if not why.strip():
        raise RefusedError("Say why the figure is corrected.")
    now = timezone.now()
    row = Row(
        series=seen.series,
        area=seen.area,
        period=seen.period,
        breakdown=seen.breakdown,
        known_on=known_on or timezone.localdate(now),
        content=content,
    )
    check(row)
    if row.known_on < seen.known_on:
        raise RefusedError(
            f"A correction cannot have been known on {row.known_on}: "
            f"what it corrects was known on {seen.known_on}."
        )
    with transaction.atomic():
        _retire([seen])
        revised = _observation(row, by=by, now=now, revision=seen.revision + 1, why=why.strip())
        revised = _insert([revised])[0]
        audit.append(_day_chain(now), verb="correct", by=by, rows=[revised])
    return revised


def withdraw(seen: Observation, *, by: User, why: str) -> Observation:
    """Take a figure back: readers see none from today on, and its history stays."""
    content = Content(
        missing_reason=Missing.NOT_AVAILABLE,
        status=Status.WITHDRAWN,
        reference=seen.reference,
        edition=seen.edition,
        period_stated=seen.period_stated,
    )
    return correct(seen, content, by=by, why=why)


def is_loaded(file_name: str, sha256: str) -> bool:
    """Whether the newest batch of this file had exactly this content, and still stands."""
    newest = Batch.objects.filter(file_name=file_name).order_by("-recorded_at", "-pk").first()
    return newest is not None and newest.sha256 == sha256 and newest.withdrawn_at is None


def record_batch(
    *, source: Source, file_name: str, sha256: str, rows: Sequence[Row], by: User, why: str
) -> BatchResult:
    """Bring in a whole file or nothing of it; a figure that says something new is a revision.

    `why` is the reason given with each revision. A second run of the same file writes nothing; of
    another file that says nothing new it leaves only that it was read.
    """
    for row in rows:
        check(row)
    _refuse_twins(rows)
    now = timezone.now()
    result = BatchResult()
    with transaction.atomic():
        current = _current(rows)
        new = [row for row in rows if row.key not in current]
        changed = [row for row in rows if row.key in current and _differs(row, current)]
        result.unchanged = len(rows) - len(new) - len(changed)
        if not new and not changed and is_loaded(file_name, sha256):
            return result
        result.batch = _insert_batch(source, file_name, sha256, rows, by, now)
        _retire([current[row.key] for row in changed])
        written = [_observation(row, by=by, now=now, batch=result.batch) for row in new]
        written += [
            _revised(row, current[row.key], by=by, now=now, batch=result.batch, why=why)
            for row in changed
        ]
        result.written = _insert(written)
        result.new, result.changed = len(new), len(changed)
        audit.append(
            f"batch:{result.batch.pk}",
            verb="record-batch",
            by=by,
            rows=[result.batch, *result.written],
        )
    return result


def publish(signed: Sequence[Signed], *, by: User, chain: str) -> list[Observation]:
    """Write the figures of a return, all or none, with one link in the audit chain of the return.

    Raises RefusedError where somebody would sign what they typed or revise without a reason, and
    ConflictError where a figure is no longer the one that its author saw.
    """
    rows = [one.row for one in signed]
    for one in signed:
        check(one.row, signed=True)
        if one.typed_by == by:
            raise RefusedError(
                f"{by} typed {one.row.series.indicator}: another approver has to sign it."
            )
    _refuse_twins(rows)
    now = timezone.now()
    with transaction.atomic():
        current = _current(rows)
        for one in signed:
            _check_seen(one, current.get(one.row.key))
        _retire([current[row.key] for row in rows if row.key in current])
        written = _insert(
            _observation(
                one.row,
                by=by,
                typed_by=one.typed_by,
                now=now,
                revision=one.seen + 1,
                why=one.why.strip(),
            )
            for one in signed
        )
        audit.append(chain, verb="publish", by=by, rows=written)
    return written


def _check_seen(one: Signed, current: Observation | None) -> None:
    revision = current.revision if current else 0
    what = f"{one.row.series.indicator}, {one.row.period}"
    if revision != one.seen:
        raise ConflictError(f"{what}: somebody has published another figure since. Look at it.")
    if current and not one.why.strip():
        raise RefusedError(f"{what}: say why the published figure is corrected.")
    if current and one.row.known_on < current.known_on:
        raise RefusedError(f"{what}: a correction cannot be older than what it corrects.")


def _refuse_twins(rows: Sequence[Row]) -> None:
    seen = set()
    for row in rows:
        if row.key in seen:
            raise RefusedError(f"{row.series} for {row.area}, {row.period}, is there twice.")
        seen.add(row.key)


def _current(rows: Sequence[Row]) -> dict[tuple, Observation]:
    series = {row.series.pk: row.series for row in rows}
    areas = {row.area.pk: row.area for row in rows}
    found = Observation.objects.filter(series__in=series, area__in=areas, is_current=True)
    current = {}
    for observation in found:
        observation.series = series[observation.series_id]
        observation.area = areas[observation.area_id]
        current[observation.key] = observation
    return current


def _differs(row: Row, current: dict[tuple, Observation]) -> bool:
    seen = current[row.key]
    return any(getattr(row.content, name) != getattr(seen, name) for name in COMPARED)


def _revised(
    row: Row, seen: Observation, *, by: User, now: datetime, batch: Batch, why: str
) -> Observation:
    # A file that repeats the day of first publication does not say when the revision was public:
    # it is known from today, or a page as of an earlier day would show what nobody had seen.
    known_on = row.known_on if row.known_on > seen.known_on else timezone.localdate(now)
    row = replace(row, known_on=known_on)
    return _observation(row, by=by, now=now, batch=batch, revision=seen.revision + 1, why=why)


def _observation(
    row: Row,
    *,
    by: User,
    now: datetime,
    batch: Batch | None = None,
    revision: int = 1,
    why: str = "",
    typed_by: User | None = None,
) -> Observation:
    return Observation(
        series=row.series,
        is_proportion=row.series.is_proportion,
        area=row.area,
        period_kind=row.period.kind,
        starts=row.period.starts,
        ends=row.period.ends,
        breakdown=row.breakdown,
        revision=revision,
        batch=batch,
        by=by,
        typed_by=typed_by,
        why=why,
        known_on=row.known_on,
        known_on_estimated=row.known_on_estimated,
        recorded_at=now,
        **vars(row.content),
    )


def _insert(observations: Iterable[Observation]) -> list[Observation]:
    # The plain query set is the one way past the closed manager, and it stays in this module.
    try:
        with transaction.atomic():
            return QuerySet[Observation](Observation).bulk_create(
                list(observations), batch_size=500
            )
    except IntegrityError as fault:
        # SQLite says "UNIQUE constraint failed", PostgreSQL "violates unique constraint".
        if "unique" in str(fault).lower():
            raise ConflictError("Somebody else has just written this figure.") from fault
        raise


def _insert_batch(
    source: Source, file_name: str, sha256: str, rows: Sequence[Row], by: User, now: datetime
) -> Batch:
    batch = Batch(
        source=source,
        file_name=file_name,
        sha256=sha256,
        rows=len(rows),
        known_on=max(row.known_on for row in rows),
        recorded_at=now,
        by=by,
    )
    return QuerySet[Batch](Batch).bulk_create([batch])[0]


def _retire(seen: Sequence[Observation]) -> None:
    """Make room for a further revision, if nobody did so since these were read."""
    rows = QuerySet[Observation](Observation).filter(pk__in=[o.pk for o in seen], is_current=True)
    if rows.update(is_current=False) != len(seen):
        raise ConflictError("Somebody else has corrected this figure since you opened it.")


def _day_chain(now: datetime) -> str:
    return f"day:{timezone.localdate(now)}"
