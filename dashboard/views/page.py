"""What every reading page gives its template."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from dashboard.standpoint import Standpoint
from indicators.areas.changes import changes_of
from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.ledger.models import Observation
from indicators.readings.reading import Reading


def frame(
    request: HttpRequest, standpoint: Standpoint, read: Iterable[Reading] = ()
) -> dict[str, object]:
    """The standpoint, the areas to choose from, what became of this one, and the page of today.

    `read`: what the page shows, to say of a past day whether it rests on estimates.
    """
    query = request.GET.copy()
    query.pop("as_of", None)
    return {
        "standpoint": standpoint,
        "area_changes": changes_of(standpoint.area, standpoint.day),
        "areas_with_figures": _areas_with_figures(standpoint.area),
        "days_estimated": standpoint.as_of and any(one.is_day_estimated for one in read),
        "today": timezone.localdate(),
        "today_url": request.path + (f"?{query.urlencode()}" if query else ""),
    }


def _areas_with_figures(own: Area) -> QuerySet[Area]:
    # By way of the series, as the ledger's indexes begin with it.
    figures = Observation.objects.filter(series=OuterRef("pk"), area=OuterRef(OuterRef("pk")))
    has_figures = Exists(Series.objects.filter(Exists(figures)))
    known = Area.objects.exclude(kind=Area.Kind.COMPARATOR_GROUP).filter(has_figures)
    return (known | Area.objects.filter(pk=own.pk)).distinct()
