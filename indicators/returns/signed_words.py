"""What was signed with the council's own figures, as a reader may know it on a day."""

from collections.abc import Collection
from datetime import date
from typing import TypeVar, cast

from django.db.models import QuerySet

from accounts.roles import Reader
from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.periods import Period
from indicators.returns.models import Commentary, Published, Quality

P = TypeVar("P", bound=Published)
Words = dict[int, dict[Period, P]]


def commentaries(
    series: Collection[Series], area: Area, as_of: date | None, reader: Reader
) -> Words[Commentary]:
    """By series and period, newest period first; of each the last that was signed. One query."""
    return _signed(Commentary, series, area, as_of, reader)


def grades(
    series: Collection[Series], area: Area, as_of: date | None, reader: Reader
) -> Words[Quality]:
    """The same of the grades."""
    return _signed(Quality, series, area, as_of, reader)


def _signed(
    model: type[P], series: Collection[Series], area: Area, as_of: date | None, reader: Reader
) -> Words[P]:
    """The council's own words are for its own readers."""
    if reader != Reader.COUNCIL or not series:
        return {}
    rows = cast(QuerySet[P], model.objects.filter(series__in=[one.pk for one in series], area=area))
    if as_of:
        rows = rows.filter(at__date__lte=as_of)
    found: Words[P] = {}
    for row in rows.select_related("typed_by", "by").order_by("-ends", "-starts", "at", "pk"):
        found.setdefault(row.series_id, {})[row.period] = row
    return found
