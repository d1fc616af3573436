"""The one place where work changes its state: a comparison and a change in a single statement.

Works alike on SQLite and PostgreSQL, and holds no lock while the work takes its time.
"""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db.models import F, Q
from django.utils import timezone

from indicators.importing.models import Upload, Withdrawal
from indicators.importing.states import AT_WORK, OVER, WAITING, Act, State, leads_to
from indicators.refusal import RefusedError

LEASE = timedelta(seconds=90)  # a process that has said nothing for so long is gone
TRIES = 3
MEANWHILE = "Somebody else has gone on with this meanwhile. Look at where it stands now."


def move(work: Upload | Withdrawal, act: Act, **fields: Any) -> None:
    """Do it to the row as it was read; RefusedError where it cannot be done or has moved on."""
    state = leads_to(State(work.state), act)
    if state is None:
        raise RefusedError(MEANWHILE)
    fields |= {"state": state.value}
    if state in OVER:
        fields |= {"over_at": timezone.now()}
    found = type(work).objects.filter(pk=work.pk, state=work.state, claim=work.claim)
    if found.update(**fields) != 1:
        raise RefusedError(MEANWHILE)
    work.refresh_from_db()


def free() -> Q:
    """What waits, and what a process has left behind."""
    at_work = [one.value for one in AT_WORK]
    left = Q(state__in=at_work, seen_at__lt=timezone.now() - LEASE)
    return Q(state__in=[one.value for one in WAITING]) | left


def take(work: Upload | Withdrawal) -> bool:
    """Claim it; False where another process was first."""
    now = timezone.now()
    try:
        fields = {"claim": uuid4().hex, "seen_at": now, "begun_at": now}
        move(work, Act.TAKE, **fields, tries=F("tries") + 1)
    except RefusedError:
        return False
    return True
