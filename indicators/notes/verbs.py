"""The only writers of notes: write, replace, withdraw."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Act, Role, check, roles_of
from indicators.areas.models import Area
from indicators.catalogue.models import Indicator
from indicators.notes.models import LONGEST, Explained, Note
from indicators.periods import Period
from indicators.plain import plain
from indicators.refusal import RefusedError


def write(
    indicator: Indicator,
    area: Area,
    text: str,
    *,
    by: User,
    period: Period | None = None,
    kind: str = Note.Kind.ANNOTATION.value,
) -> Note:
    """Write a note; `period` is the one it is about, None for the indicator as a whole."""
    check(by, Act.WRITE_NOTES)
    return create(indicator, area, text, by=by, period=period, kind=kind)


def replace(note: Note, text: str, *, by: User, period: Period | None = None) -> Note:
    """Write a note in the place of an earlier one, which stays in the history."""
    check(by, Act.WRITE_NOTES)
    if note.kind == Note.Kind.EXPLANATION:
        raise RefusedError("An explanation is replaced beside its figure, in the reconciliation.")
    with transaction.atomic():
        note = _standing(note, by)
        return create(
            note.indicator,
            note.area,
            text,
            by=by,
            period=period,
            kind=note.kind,
            replaces=note,
        )


def withdraw(note: Note, *, by: User, why: str) -> Note:
    """Take a note off the pages. As of an earlier day it still stands."""
    check(by, Act.WRITE_NOTES)
    why = plain(why)
    if not why:
        raise RefusedError("Say why the note is withdrawn.")
    with transaction.atomic():
        note = _standing(note, by)
        note.withdrawn_at, note.withdrawn_by, note.withdrawn_why = timezone.now(), by, why
        note.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        Explained.objects.filter(note=note).update(stands=False)
    return note


def may_change(user: User, note: Note) -> bool:
    """Whether this person may replace or withdraw it: its author and administrators may."""
    return note.by_id == user.pk or Role.ADMINISTRATOR in roles_of(user)


def _standing(note: Note, by: User) -> Note:
    """The note's own row, locked, that neither is withdrawn nor has been replaced."""
    note = Note.objects.select_for_update().get(pk=note.pk)
    if not may_change(by, note):
        raise RefusedError("Only its author or an administrator changes a note.")
    if note.withdrawn_at:
        raise RefusedError("This note has been withdrawn already.")
    if Note.objects.filter(replaces=note).exists():
        raise RefusedError("This note has been replaced already. Change the one in its place.")
    return note


def create(
    indicator: Indicator,
    area: Area,
    text: str,
    *,
    by: User,
    period: Period | None,
    kind: str,
    replaces: Note | None = None,
) -> Note:
    """The row itself, for the verbs of this package, which have asked who may."""
    text = plain(text)
    if not text:
        raise RefusedError("Write what there is to know.")
    if len(text) > LONGEST:
        raise RefusedError(f"A note has at most {LONGEST:,} characters. Shorten it.")
    return Note.objects.create(
        indicator=indicator,
        area=area,
        kind=kind,
        text=text,
        by=by,
        at=timezone.now(),
        replaces=replaces,
        period_kind=period.kind if period else "",
        starts=period.starts if period else None,
        ends=period.ends if period else None,
    )
