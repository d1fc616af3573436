"""One board: when it meets, what it decided, its figures today, and who sits on it."""

from collections import Counter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dashboard.boards.access import AtBoard, address_of, at_board
from dashboard.boards.figures import by_section
from dashboard.boards.followed import decided, still_open, waiting
from dashboard.boards.forms import CallForm
from improvement.boards import may, queries
from improvement.boards.models import Meeting
from improvement.boards.verbs import call
from indicators.periods.spoken import long_day
from indicators.refusal import RefusedError


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    here = at_board(request, slug)
    return _call(request, here) if request.method == "POST" else _show(request, here)


def _call(request: HttpRequest, here: AtBoard) -> HttpResponse:
    form = CallForm(request.POST)
    try:
        may.check_call(here.user, here.board)
        if form.is_valid():
            meeting = call(here.board, here.area, by=here.user, **form.cleaned_data)
            messages.success(request, _called(meeting))
            return redirect(address_of(meeting))
    except RefusedError as refusal:
        form.refuse(str(refusal))
    return _show(request, here, form, status=422)


def _called(meeting: Meeting) -> str:
    day = long_day(meeting.held_on)
    if meeting.held_on >= timezone.localdate():
        return f"The meeting on {day} is called. Prepare it here."
    return (
        f"The meeting on {day} is called. Its day is over, so its papers cannot go out any more. "
        "What happened there can be recorded here."
    )


def _show(
    request: HttpRequest, here: AtBoard, form: CallForm | None = None, status: int = 200
) -> HttpResponse:
    if form is None and may.can_call(here.user, here.board):
        form = CallForm()
    today = timezone.localdate()
    meetings = list(queries.meetings(here.board, here.area))
    undone = still_open(here)
    context = {
        "here": here,
        "board": here.board,
        "coming": [one for one in reversed(meetings) if one.held_on >= today],
        "past": [one for one in meetings if one.held_on < today],
        "decided": decided(here),
        "open_of": Counter(one.decision.meeting_id for one in undone),
        "open": undone,
        "waiting": waiting(here),
        "sections": by_section(here),
        "seats": queries.seats(here.board),
        "form": form,
    }
    return render(request, "pages/board.html", context, status=status)
