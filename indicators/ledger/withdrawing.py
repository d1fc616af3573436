"""The verb that takes a whole batch back: what stood before it stands again, as further revisions.

A figure that somebody has revised since stays as it is now.
"""

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from indicators.ledger import audit, guards
from indicators.ledger.models import Batch, Observation
from indicators.ledger.together import digests_at
from indicators.refusal import RefusedError

OBSERVATION, BATCH = Observation._meta.db_table, Batch._meta.db_table
KEY = ("series_id", "area_id", "period_kind", "starts", "ends", "breakdown")
SAID = (
    *("edition", "period_stated", "value", "value_upper", "numerator", "denominator"),
    *("qualifier", "missing_reason", "status", "reference", "note", "batch_id"),
)
ACT = (
    *("is_proportion", "revision", "by_id", "why", "known_on"),
    *("known_on_estimated", "recorded_at", "is_current"),
)


@dataclass(frozen=True)
class Withdrawn:
    """How many figures say again what they said before, how many are gone, how many stay."""

    restored: int
    gone: int
    left: int


def withdraw_batch(batch: Batch, *, by: User, why: str) -> Withdrawn:
    """Raises RefusedError without a reason, or where it has been withdrawn already."""
    if not why.strip():
        raise RefusedError("Say why the batch is withdrawn.")
    now = timezone.now()
    with transaction.atomic(), guards.lifted(connection, Observation):
        audit.hold("intake")
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        if batch.withdrawn_at:
            raise RefusedError("This batch has been withdrawn already.")
        told = {
            "batch": batch.pk,
            "now": connection.ops.adapt_datetimefield_value(now),
            "today": timezone.localdate(now),
            "by": by.pk,
            "why": f"{batch.file_name} is withdrawn: {why.strip()}",
        }
        # First, so that it is not asked itself for what stood before.
        QuerySet[Batch](Batch).filter(pk=batch.pk).update(
            withdrawn_at=now, withdrawn_by=by, withdrawn_why=why.strip()
        )
        counts = []
        with connection.cursor() as cursor:
            for statement in (RETIRE, RESTORE, TAKE_BACK):
                cursor.execute(statement, told)
                counts.append(cursor.rowcount)
        audit.append(
            f"batch:{batch.pk}",
            verb=audit.WITHDRAW_BATCH,
            by=by,
            rows=[],
            together=(now, digests_at(now)),
        )
    written = Observation.objects.filter(batch=batch, recorded_at=batch.recorded_at).count()
    return Withdrawn(restored=counts[1], gone=counts[2], left=written - counts[0])


def would_withdraw(batch: Batch) -> Withdrawn:
    """What withdrawing the batch would do now; changes nothing."""
    told = {
        "batch": batch.pk,
        "then": connection.ops.adapt_datetimefield_value(batch.recorded_at),
    }
    with connection.cursor() as cursor:
        cursor.execute(WOULD, told)
        retired, gone, written = cursor.fetchone()
    return Withdrawn(restored=retired - gone, gone=gone, left=written - retired)


def _of(prefix: str, names: tuple[str, ...]) -> str:
    return ", ".join(f"{prefix}.{name}" for name in names)


def _same(one: str, other: str) -> str:
    return " AND ".join(f"{one}.{name} = {other}.{name}" for name in KEY)


# Also where the withdrawal of a later batch has said it again.
_OURS = "o.batch_id = %(batch)s"
_INTO = f"INSERT INTO {OBSERVATION} ({', '.join((*KEY, *SAID, *ACT))})"
_ACT = "o.is_proportion, o.revision + 1, %(by)s, %(why)s, %(today)s, FALSE, %(now)s, TRUE"
_NOT_REVISED_SINCE = (
    f"NOT EXISTS (SELECT 1 FROM {OBSERVATION} n "  # noqa: S608
    f"WHERE {_same('n', 'o')} AND n.revision > o.revision)"
)
# The newest revision before that does not come from a batch that is withdrawn itself.
_BEFORE = (
    f"(SELECT max(q.revision) FROM {OBSERVATION} q LEFT JOIN {BATCH} b ON b.id = q.batch_id "  # noqa: S608
    f"WHERE {_same('q', 'o')} AND q.revision < o.revision AND b.withdrawn_at IS NULL)"
)
RETIRE = f"UPDATE {OBSERVATION} AS o SET is_current = FALSE WHERE {_OURS} AND o.is_current"  # noqa: S608
RESTORE = (
    f"{_INTO} SELECT {_of('o', KEY)}, {_of('p', SAID)}, {_ACT} FROM {OBSERVATION} o "  # noqa: S608
    f"JOIN {OBSERVATION} p ON {_same('p', 'o')} AND p.revision = {_BEFORE} "
    f"WHERE {_OURS} AND {_NOT_REVISED_SINCE}"
)
TAKE_BACK = (
    f"{_INTO} SELECT {_of('o', KEY)}, o.edition, o.period_stated, NULL, NULL, NULL, NULL, "  # noqa: S608
    f"'', 'not-available', 'withdrawn', o.reference, '', NULL, {_ACT} FROM {OBSERVATION} o "
    f"WHERE {_OURS} AND {_BEFORE} IS NULL AND {_NOT_REVISED_SINCE}"
)
_OTHERS = _BEFORE.replace("q.revision <", "COALESCE(q.batch_id, 0) <> o.batch_id AND q.revision <")
WOULD = (
    "SELECT COUNT(CASE WHEN o.is_current THEN 1 END), "  # noqa: S608
    f"COUNT(CASE WHEN o.is_current AND (o.revision = 1 OR {_OTHERS} IS NULL) THEN 1 END), "
    f"COUNT(CASE WHEN o.recorded_at = %(then)s THEN 1 END) FROM {OBSERVATION} o WHERE {_OURS}"
)
