"""Where the answer to an approver's question goes, from the entry page and from the review."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from dashboard.returning import my_return, refused
from dashboard.views.review import Kept, chosen_entry, show
from indicators.returns import may, verbs
from indicators.returns.states import Verb

# The pages that offer the form, by what it says in `back`.
PAGES = {"review": "return-review", "entry": "return"}


@require_POST
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes `entry`, `words` and `back`; returns to the line it is about."""
    mine = my_return(request, pk)
    whose = may.not_theirs(mine.part, mine.of.team, Verb.ANSWER)
    if whose:
        raise PermissionDenied(whose)
    entry = chosen_entry(request, mine)
    words = request.POST.get("words", "")
    why = refused(lambda: verbs.answer(entry, words, by=mine.user))
    if why:
        return show(request, mine, Kept("answer", entry.pk, entry.section_id, words, why))
    messages.success(request, f"Answered about {entry.series.indicator}.")
    back = PAGES.get(request.POST.get("back", ""), "return-review")
    return redirect(reverse(back, args=[pk]) + f"#line-{entry.pk}")
