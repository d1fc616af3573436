"""The minutes of a meeting: a draft that grows, and what the chair agreed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dashboard.boards.access import AtMeeting, address_of, at_meeting
from dashboard.boards.minutes import minutes, paper_of
from dashboard.errors import NotHereError
from dashboard.views.pack import again, download, unready
from improvement.boards.models.papers import PaperState
from improvement.boards.verbs import agree
from indicators import starting
from indicators.refusal import RefusedError


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str, day: str) -> HttpResponse:
    here = at_meeting(request, slug, day)
    if request.method != "POST":
        return _show(request, here)
    try:
        agree(here.meeting, seen=request.POST.get("seen", ""), by=here.user)
    except RefusedError as refusal:
        return _show(request, here, str(refusal))
    starting.start("packs")
    messages.success(request, "The minutes are agreed. They never change from now on.")
    return redirect(address_of(here.meeting, "minutes"))


@require_http_methods(["GET", "HEAD", "POST"])
def pdf_file(request: HttpRequest, slug: str, day: str) -> HttpResponseBase:
    here = at_meeting(request, slug, day)
    paper = paper_of(here)
    if paper is None:
        raise NotHereError(
            "The minutes are a draft until the chair agrees them; then there is a PDF.",
            [("The minutes as they are", address_of(here.meeting, "minutes"))],
        )
    if request.method == "POST":
        return again(request, here, paper)
    if paper.state != PaperState.READY:
        return unready(request, here, paper)
    return download(request, paper, f"{here.board.slug}-{here.meeting.held_on}-minutes")


def _show(request: HttpRequest, here: AtMeeting, why: str = "") -> HttpResponse:
    context = here.context | {"minutes": minutes(here), "why": why, "refusal": {"why": why}}
    return render(request, "pages/minutes.html", context, status=409 if why else 200)
