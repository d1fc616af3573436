"""The overview: what needs attention, in three minutes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import Act, can
from dashboard.said import said_of_newest
from dashboard.standpoint import standpoint
from dashboard.views.page import frame
from indicators.catalogue.queries import indicators, themes
from indicators.readings.gather import readings
from indicators.readings.overview import overview


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    stand = standpoint(request)
    read = readings(
        list(indicators()), stand.area, as_of=stand.as_of, reader=stand.reader, whole=False
    )
    seen = overview(read, list(themes()))
    context = frame(request, stand, read) | {
        "overview": seen,
        "said": said_of_newest([item.reading for item in seen.attention], stand),
        "may_set_targets": can(request.user, Act.SET_TARGETS),
    }
    return render(request, "pages/overview.html", context)
