"""What every reading page gives its template."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from dashboard.standpoint import Standpoint
from indicators.areas.changes import changes_of
from indicators.areas.models import Area
from indicators.ledger.models import Observation


def frame(request: HttpRequest, standpoint: Standpoint) -> dict[str, object]:
    """The standpoint, the areas to choose from, what became of this one, and the page of today."""
    query = request.GET.copy()
    query.pop("as_of", None)
    return {
        "standpoint": standpoint,
        "area_changes": changes_of(standpoint.area, standpoint.day),
        "areas_with_figures": _areas_with_figures(standpoint.area),
        "today": timezone.localdate(),
        "today_url": request.path + (f"?{query.urlencode()}" if query else ""),
    }


def _areas_with_figures(own: Area) -> QuerySet[Area]:
    has_figures = Exists(Observation.objects.filter(area=OuterRef("pk")))
    known = Area.objects.exclude(kind=Area.Kind.COMPARATOR_GROUP).filter(has_figures)
    return (known | Area.objects.filter(pk=own.pk)).distinct()
