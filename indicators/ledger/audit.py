"""The audit chain: each link holds the hash of the one before it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from indicators.ledger.models import AuditLink


def digest_of(content: Any) -> str:
    """SHA-256 of the content as sorted JSON; dates and decimals as text."""
    text = json.dumps(content, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of(link: Mapping[str, Any]) -> str:
    """The hash of a link from its own fields, for writing and for verifying."""
    fields = ("chain", "seq", "at", "by_id", "verb", "digest", "prev")
    return digest_of({name: str(link[name]) for name in fields})


def append(chain: str, *, verb: str, by: User, content: Any) -> AuditLink:
    """Add a link in the caller's transaction; writers of one chain wait for each other."""
    _hold(chain)
    last = AuditLink.objects.filter(chain=chain).order_by("-seq").first()
    link = AuditLink(
        chain=chain,
        seq=last.seq + 1 if last else 1,
        at=timezone.now(),
        by=by,
        verb=verb,
        digest=digest_of(content),
        prev=last.hash if last else "",
    )
    link.hash = hash_of(vars(link))
    return QuerySet[AuditLink](AuditLink).bulk_create([link])[0]


def _hold(chain: str) -> None:
    """Until the transaction ends. SQLite's immediate transactions already have one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [chain])
