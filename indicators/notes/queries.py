"""The notes on an indicator, as a reader may know them on a day."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.roles import Reader
from indicators.areas.models import Area
from indicators.catalogue.models import Indicator
from indicators.clock import day_after
from indicators.notes.explaining import Key
from indicators.notes.models import Note
from indicators.periods import Period


@dataclass(frozen=True)
class KnownNote:
    """A note as it stood on a day: `replaced_by` is None, `withdrawn` False until that happened."""

    note: Note
    replaced_by: Note | None
    withdrawn: bool

    @property
    def stands(self) -> bool:
        return self.replaced_by is None and not self.withdrawn

    @property
    def is_annotation(self) -> bool:
        """Whether it stands under the chart; an explanation stands beside its figure."""
        return self.note.kind == Note.Kind.ANNOTATION


def notes(indicator: Indicator, area: Area, as_of: date | None, reader: Reader) -> list[KnownNote]:
    """Every note written by the end of the day, newest first; `as_of` None is now. One query.

    A note is the council's own words, whose numbers cannot be suppressed: other readers get none.
    """
    if reader != Reader.COUNCIL:
        return []
    night = day_after(as_of)
    rows = Note.objects.filter(indicator=indicator, area=area, at__lt=night)
    rows = rows.select_related("by", "withdrawn_by", "replacement__by", "explained")
    return [
        KnownNote(
            note=note,
            replaced_by=after if after and after.at < night else None,
            withdrawn=note.withdrawn_at is not None and note.withdrawn_at < night,
        )
        for note in rows
        for after in [getattr(note, "replacement", None)]
    ]


def annotations(
    indicators: Collection[Indicator], area: Area, as_of: date | None, reader: Reader
) -> Mapping[int, Sequence[Note]]:
    """The notes on several indicators that stood at the end of a day, newest first. One query."""
    if reader != Reader.COUNCIL:
        return {}
    rows = _standing(as_of).filter(indicator__in=indicators, area=area, kind=Note.Kind.ANNOTATION)
    found = defaultdict(list)
    for note in rows.select_related("by"):
        found[note.indicator_id].append(note)
    return found


def explanations(area: Area, as_of: date | None, reader: Reader) -> Mapping[Key, Note]:
    """The explanation of each figure that had one at the end of the day; one query.

    Each note carries `explained`, the numbers that it was written for.
    """
    if reader != Reader.COUNCIL:
        return {}
    rows = _standing(as_of).filter(area=area, kind=Note.Kind.EXPLANATION)
    found = {}
    for note in rows.select_related("by", "explained").order_by("at", "pk"):
        what = note.explained
        period = Period(what.period_kind, what.starts, what.ends)
        found[Key(what.series_id, period, what.breakdown)] = note
    return found


def _standing(as_of: date | None) -> QuerySet[Note]:
    """Written by the end of the day, and by then neither replaced nor withdrawn."""
    night = day_after(as_of)
    return Note.objects.filter(
        Q(replacement=None) | Q(replacement__at__gte=night),
        Q(withdrawn_at=None) | Q(withdrawn_at__gte=night),
        at__lt=night,
    )
