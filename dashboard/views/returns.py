"""What is due, from whom, and how far it is."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard.returns.access import council_reader
from dashboard.returns.listing import listing, next_opening
from dashboard.standpoint import standpoint
from indicators.areas.models import Area
from indicators.returns import training


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    reader = council_reader(request)
    stand = standpoint(request)
    today = timezone.localdate()
    groups = listing(stand.area, reader, today)
    context = {
        "standpoint": stand,
        "groups": groups,
        "own": stand.area.code == settings.SIGHTLINE_AREA,
        "learns": stand.area.kind == Area.Kind.TRAINING,
        "training_code": training.CODE,
        "training_name": training.NAME,
        "next_opening": next_opening(stand.area, today) if not groups else None,
    }
    return render(request, "pages/returns.html", context)
