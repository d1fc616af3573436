"""What pages ask of the catalogue."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from indicators.catalogue.models import Indicator, Theme


def themes() -> QuerySet[Theme]:
    """In the order of the child's journey."""
    return Theme.objects.all()


def indicators() -> QuerySet[Indicator]:
    """All that are not retired, in catalogue order, with their themes."""
    return Indicator.objects.filter(retired_on=None).select_related("theme", "pair")


def owners(indicators: Collection[Indicator], as_of: date | None = None) -> Mapping[int, Any]:
    """Which team answers for each of these, by the indicator's key: none is recorded yet."""
    return {}
