"""Every board: what it is for, when it meets, and whether its papers are out."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from dashboard.boards.access import own_area
from improvement.boards import may
from improvement.boards.queries import boards_with_meetings


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    reads = may.editions_for(cast(User, request.user))
    every = boards_with_meetings(own_area(), timezone.localdate())
    context = {
        "boards": [one for one in every if one.board.pk in reads],
        "none_at_all": not every,
    }
    return render(request, "pages/boards.html", context)
