"""How what is kept of a meeting is written: in its audit chain, while nobody else writes it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from accounts.models import User
from improvement.boards import may
from improvement.boards.models import Meeting
from improvement.boards.models.standing import Struck
from improvement.boards.states import Act
from indicators.ledger import audit
from indicators.plain import plain
from indicators.refusal import RefusedError

STRIKE = "strike"  # the verb of its link
LONGEST = 4000  # characters of a text
LONGEST_NAME = 200
M = TypeVar("M", bound=Model)
S = TypeVar("S", bound=Struck)


@contextmanager
def locked(meeting: Meeting) -> Iterator[Meeting]:
    """The meeting as it stands now; until the end nobody else writes anything of it.

    What is frozen is read in here too, so that nothing slips in between.
    """
    with transaction.atomic():
        found = Meeting.objects.select_for_update().get(pk=meeting.pk)
        meeting.held_on, meeting.place, meeting.starts_at = (
            found.held_on,
            found.place,
            found.starts_at,
        )
        yield meeting


@contextmanager
def held(meeting: Meeting, act: Act, by: User) -> Iterator[datetime]:
    """The same, if this person may do this to it; gives the moment of the act."""
    with locked(meeting):
        may.check(by, _asked_anew(meeting), act)
        yield timezone.now()


def keep(meeting: Meeting, verb: str, rows: Sequence[M], *, by: User) -> list[M]:
    """Write rows of one table that never change, with the link that vouches for them."""
    # The plain query set is the one way past the closed manager.
    written = QuerySet[Any](type(rows[0])).bulk_create(rows)
    audit.append(meeting.chain, verb=verb, by=by, rows=written)
    return written


def strike(meeting: Meeting, row: S, why: str, *, by: User, at: datetime) -> S:
    """Say of a kept row that it was a slip; RefusedError where it no longer stands."""
    why = text_of(why, "Say why it is struck.")
    open_rows = QuerySet[Any](type(row)).filter(pk=row.pk, struck_at=None)
    if not open_rows.update(struck_at=at, struck_by=by, struck_why=why):
        raise RefusedError("This has been struck already.")
    row.struck_at, row.struck_by, row.struck_why = at, by, why
    audit.append(meeting.chain, verb=STRIKE, by=by, rows=[row])
    return row


def text_of(text: str, otherwise: str, longest: int = LONGEST) -> str:
    """What was typed, as it is kept; RefusedError `otherwise` where there is none."""
    text = plain(text)
    if not text:
        raise RefusedError(otherwise)
    if len(text) > longest:
        raise RefusedError(f"A text here has at most {longest:,} characters. Shorten it.")
    return text


def name_of(text: str, otherwise: str) -> str:
    """The same for what fits on a line."""
    return " ".join(text_of(text, otherwise, LONGEST_NAME).split())


def _asked_anew(meeting: Meeting) -> Meeting:
    """Without what a list found out about its state before it was locked."""
    for name in ("has_papers", "has_minutes"):
        meeting.__dict__.pop(name, None)
    return meeting
