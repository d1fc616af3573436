"""A meeting: prepared, then held with its papers, then closed. One address for all of it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dashboard.boards import preparing, recording
from dashboard.boards.access import AtMeeting, at_meeting
from dashboard.boards.posted import Act, Kept, attempt
from dashboard.boards.showing import held, planned
from dashboard.errors import BadQueryError
from improvement.boards.states import State

ACTS: Mapping[str, Act] = {**preparing.ACTS, **recording.ACTS}


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str, day: str) -> HttpResponse:
    here = at_meeting(request, slug, day)
    return _act(request, here) if request.method == "POST" else _show(request, here)


def _act(request: HttpRequest, here: AtMeeting) -> HttpResponse:
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise BadQueryError("Choose what to do on the meeting's page.")
    done = attempt(act, request, here)
    if isinstance(done, Kept):
        return _show(request, here, done)
    messages.success(request, done.sentence)
    anchor = f"#{done.anchor}" if done.anchor else ""
    return redirect(f"{done.address or here.address}{done.query}{anchor}")


def _show(request: HttpRequest, here: AtMeeting, kept: Kept | None = None) -> HttpResponse:
    template, context = _page(here, kept)
    at = request.GET.get("at", "")
    context |= here.context | {
        "kept": kept if kept and kept.form is None else None,
        "form": kept.form if kept else None,
        "may_record": "record" in here.acts,
        "may_answer": "answer" in here.acts,
        "open_at": int(at) if at.isascii() and at.isdecimal() and len(at) < 4 else 0,
    }
    return render(request, template, context, status=422 if kept else 200)


def _page(here: AtMeeting, kept: Kept | None) -> tuple[str, dict[str, Any]]:
    if here.state == State.PLANNED:
        return "pages/meeting_planned.html", planned(here, kept)
    return "pages/meeting_held.html", held(here, kept)
