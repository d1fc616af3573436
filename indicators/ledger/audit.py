"""The audit chain: each link holds the hash of the one before it, and of every row it vouches for.

A row's digest is of what the database gives back, alike on SQLite and PostgreSQL; what is empty is
left out, so that a later column leaves old digests as they are.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from django.utils import timezone

from accounts.models import User
from indicators.ledger.kept import lasting_fields
from indicators.ledger.models import AuditLink

# Table → number of the row → its digest.
Rows = Mapping[str, Mapping[str, str]]


TOGETHER = "together"
WITHDRAW_BATCH = "withdraw-batch"


def append(
    chain: str,
    *,
    verb: str,
    by: User,
    rows: Collection[Model],
    together: tuple[datetime, Mapping[str, str]] | None = None,
) -> AuditLink:
    """Add a link for rows just written, in the caller's transaction.

    `together`: when figures were recorded that are vouched for in groups, and each group's digest.
    Writers of one chain wait for each other.
    """
    hold(chain)
    last = AuditLink.objects.filter(chain=chain).order_by("-seq").first()
    vouched = written(rows, together)
    link = AuditLink(
        chain=chain,
        seq=last.seq + 1 if last else 1,
        at=timezone.now(),
        by=by,
        verb=verb,
        rows=vouched,
        digest=sha256(vouched),
        prev=last.hash if last else "",
    )
    link.hash = hash_of(vars(link))
    return QuerySet[AuditLink](AuditLink).bulk_create([link])[0]


def written(
    rows: Collection[Model], together: tuple[datetime, Mapping[str, str]] | None = None
) -> str:
    """The digests of these rows, and of these groups of rows, as the link keeps them."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    if together and together[1]:
        found[TOGETHER][text(together[0])] = together[1]
    for row in rows:
        names = vouched_names(type(row))
        digest = digest_of(names, [getattr(row, name) for name in names])
        found[row._meta.db_table][str(row.pk)] = digest
    return json.dumps(found, sort_keys=True)


def vouched_names(model: type[Model]) -> list[str]:
    """The fields of a row that its digest covers: all that never change, but its number."""
    return [one.attname for one in lasting_fields(model) if not one.primary_key]


def digest_of(names: Sequence[str], values: Sequence[Any]) -> str:
    """SHA-256 of what a row says."""
    return sha256(line_of(names, values))


def line_of(names: Sequence[str], values: Sequence[Any]) -> str:
    """What a row says, in one line."""
    said = {name: kept for name, value in zip(names, values, strict=True) if (kept := text(value))}
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


def hash_of(link: Mapping[str, Any]) -> str:
    """The hash of a link from its own fields, for writing and for verifying."""
    names = ("chain", "seq", "at", "by_id", "verb", "digest", "prev")
    return digest_of(names, [link[name] for name in names])


def sha256(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()


def text(value: Any) -> str:
    """A value in the one way that it is written whatever the database made of it."""
    if value is None or value is False:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    return str(value)


def hold(chain: str) -> None:
    """Until the transaction ends. SQLite's immediate transactions already have one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [chain])
