"""Before the papers of a meeting go out: what will be frozen, what stays back, and the button."""

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dashboard.boards.access import AtMeeting, at_meeting
from dashboard.boards.leaving import leaving
from dashboard.packs.despatching import despatch
from dashboard.returning import BUSY
from improvement.boards import may
from improvement.boards.states import Act
from indicators.refusal import RefusedError


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str, day: str) -> HttpResponse:
    here = at_meeting(request, slug, day)
    try:
        may.check(here.user, here.meeting, Act.DESPATCH)
        if request.method == "POST":
            despatch(here.meeting, by=here.user)
            messages.success(request, "The papers are despatched. They never change from now on.")
            return redirect(f"{here.address}#papers")
    except RefusedError as refusal:
        return _refused(request, here, str(refusal))
    except OperationalError:
        return _refused(request, here, BUSY)
    return render(request, "pages/despatch.html", here.context | {"leaving": leaving(here)})


def _refused(request: HttpRequest, here: AtMeeting, why: str) -> HttpResponse:
    """Despatched already, or past its day: who, when, and where to go on."""
    status = 409 if request.method == "POST" else 200
    context = here.context | {"why": why}
    return render(request, "pages/despatch_refused.html", context, status=status)
