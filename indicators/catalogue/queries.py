"""What pages ask of the catalogue."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from indicators.catalogue.models import Indicator, Ownership, Theme
from indicators.clock import day_after

# The theme of indicators that an import made; no file describes it.
REFERENCE = "reference"


def themes() -> QuerySet[Theme]:
    """In the order of the child's journey; what is only for reference is no stage of it."""
    return Theme.objects.exclude(slug=REFERENCE)


def indicators() -> QuerySet[Indicator]:
    """Those of the council's catalogue that are not retired, in its order, with their themes."""
    return _standing(Indicator.Standing.CATALOGUE)


def reference() -> QuerySet[Indicator]:
    """Published measures that nobody has a target for: found by search, counted nowhere."""
    return _standing(Indicator.Standing.REFERENCE)


def readable() -> QuerySet[Indicator]:
    """Every indicator that has a page, also those that no menu leads to."""
    return _standing(*Indicator.Standing.values)


def _standing(*standings: str) -> QuerySet[Indicator]:
    found = Indicator.objects.filter(standing__in=standings, retired_on=None)
    return found.select_related("theme", "pair")


def owners(indicators: Collection[Indicator], as_of: date | None = None) -> dict[int, Ownership]:
    """Who owned each of these indicators at the end of a day, by the indicator's id. One query.

    `as_of` None is now. An indicator that nobody was recorded to own is left out.
    """
    standing = Q(ended_at=None)
    if as_of:
        night = day_after(as_of)
        standing = Q(set_at__lt=night) & (standing | Q(ended_at__gte=night))
    rows = Ownership.objects.filter(standing, indicator__in=indicators)
    return {one.indicator_id: one for one in rows.select_related("team", "set_by")}
