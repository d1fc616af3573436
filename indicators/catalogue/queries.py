"""What pages ask of the catalogue."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from indicators.catalogue.models import Indicator, Ownership, Theme


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
        night = timezone.make_aware(datetime.combine(as_of + timedelta(days=1), time.min))
        standing = Q(set_at__lt=night) & (standing | Q(ended_at__gte=night))
    rows = Ownership.objects.filter(standing, indicator__in=indicators)
    return {one.indicator_id: one for one in rows.select_related("team", "set_by")}
