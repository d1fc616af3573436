"""What pages ask of the catalogue."""

from collections.abc import Mapping

from django.db.models import QuerySet

from indicators.catalogue.models import Indicator, Theme


def themes() -> QuerySet[Theme]:
    """In the order of the child's journey."""
    return Theme.objects.all()


def indicators() -> QuerySet[Indicator]:
    """All that are not retired, in catalogue order, with their themes."""
    return Indicator.objects.filter(retired_on=None).select_related("theme", "pair")


def owners() -> Mapping[int, str]:
    """The team that answers for each indicator, by the indicator's key; none is named yet."""
    return {}
