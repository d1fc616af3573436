"""What pages ask of the catalogue."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from indicators.catalogue.models import Indicator, Ownership, Theme
from indicators.clock import day_after


def themes() -> QuerySet[Theme]:
    """In the order of the child's journey."""
    return Theme.objects.all()


def indicators() -> QuerySet[Indicator]:
    """All that are not retired, in catalogue order, with their themes."""
    return Indicator.objects.filter(retired_on=None).select_related("theme", "pair")


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
