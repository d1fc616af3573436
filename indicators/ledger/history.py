"""Who answers for the figures of a line, and what became of those that were revised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from accounts.roles import Reader
from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.ledger.models import TOTAL, Observation


@dataclass(frozen=True)
class Revision:
    """A figure before and after somebody revised it; `now` says why, by whom and since when."""

    was: Observation
    now: Observation


@dataclass(frozen=True)
class History:
    """The rows of a line by number, and its revisions, the latest first."""

    rows: Mapping[int, Observation]
    revisions: Sequence[Revision]


def history(series: Series, area: Area, as_of: date | None, reader: Reader) -> History:
    """What was known of a line on a day, every revision of it; one query.

    The council's own lines have no history for other readers.
    """
    if series.kind == Series.Kind.LOCAL and reader != Reader.COUNCIL:
        return History({}, ())
    rows = Observation.objects.filter(
        Q(visible_from__isnull=True) | Q(visible_from__lte=timezone.now()),
        series=series,
        area=area,
        breakdown=TOTAL,
        known_on__lte=as_of or timezone.localdate(),
    )
    last: dict[tuple, Observation] = {}
    revisions = []
    for row in rows.select_related("by", "typed_by").order_by("revision"):
        if row.key in last:
            revisions.append(Revision(last[row.key], row))
        last[row.key] = row
    revisions.sort(key=lambda one: (one.now.known_on, one.now.ends), reverse=True)
    return History({row.pk: row for row in last.values()}, revisions)
