"""The one explanation of a figure that differs from its published twin: written, replaced."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Act, check
from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.notes.models import Explained, Note
from indicators.notes.verbs import create
from indicators.periods import Period
from indicators.refusal import RefusedError


@dataclass(frozen=True)
class Key:
    """Which figure: a series' own, at a time, of everybody or of a part."""

    series: int
    period: Period
    breakdown: str


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What is explained: the figure, and the two numbers as they are printed today."""

    series: Series
    area: Area
    period: Period
    breakdown: str
    figure: str
    twin: str

    @property
    def identity(self) -> dict[str, object]:
        return {
            "series": self.series,
            "area": self.area,
            "period_kind": self.period.kind,
            "starts": self.period.starts,
            "ends": self.period.ends,
            "breakdown": self.breakdown,
        }


class ConflictError(RefusedError):
    """Somebody else explained it in the meantime; nothing was written."""


def explain(subject: Subject, text: str, *, by: User, seen: int | None) -> Note:
    """Write the explanation of a figure, in the place of the one that stands, if any.

    `seen` is the number of the note that the writer had before them, None for none. Any officer
    may replace it: the figure has one explanation, not one of each officer. Raises ConflictError
    when another one stands by now.
    """
    check(by, Act.WRITE_NOTES)
    try:
        with transaction.atomic():
            return _explain(subject, text, by, seen)
    except IntegrityError:
        # The other one was written between our look and our row.
        raise _conflict() from None


def _explain(subject: Subject, text: str, by: User, seen: int | None) -> Note:
    rows = Explained.objects.select_for_update(of=("self",)).select_related("note")
    standing = rows.filter(stands=True, **subject.identity).first()
    if (standing.note_id if standing else None) != seen:
        raise _conflict()
    if standing:
        standing.stands = False
        standing.save(update_fields=["stands"])
    note = create(
        subject.series.indicator,
        subject.area,
        text,
        by=by,
        period=subject.period,
        kind=Note.Kind.EXPLANATION.value,
        replaces=standing.note if standing else None,
    )
    Explained.objects.create(
        note=note, figure=subject.figure, twin=subject.twin, **subject.identity
    )
    return note


def _conflict() -> ConflictError:
    return ConflictError(
        "Somebody else explained or withdrew this in the meantime. Read what stands now, then "
        "save yours in its place or leave it."
    )
