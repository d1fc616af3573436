"""The council beside those like it, on every published indicator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboard.comparing.grid import grid
from dashboard.standpoint import standpoint
from dashboard.views.page import frame
from indicators.catalogue.queries import indicators
from indicators.readings.gather import readings


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    stand = standpoint(request)
    every = list(indicators())
    read = readings(every, stand.area, as_of=stand.as_of, reader=stand.reader, whole=False)
    context = frame(request, stand, read) | {"grid": grid(read, stand.area, stand.as_of)}
    return render(request, "pages/grid.html", context)
