"""All targets that wait for a decision, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import Act, can
from dashboard.standpoint import standpoint
from dashboard.views.page import frame
from indicators.readings.points import measure_of
from indicators.targets.choice import waiting
from indicators.targets.history import history


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    stand = standpoint(request)
    context = frame(request, stand) | {
        "waiting": [
            (known, measure_of(known.target.indicator))
            for target in waiting(stand.area)
            for known in history([target], stand.as_of)
        ],
        "form": can(request.user, Act.SET_TARGETS) and stand.may_be_changed,
    }
    return render(request, "pages/all_targets.html", context)
