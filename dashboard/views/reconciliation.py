"""Local and report figures beside their published twins: what differs, and the one explanation."""

import csv
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Act, can, check
from dashboard.errors import BadQueryError, NotHereError
from dashboard.reconciliation_file import COLUMNS, rows
from dashboard.returns.access import council_reader
from dashboard.standpoint import Standpoint, standpoint
from dashboard.views.page import frame
from indicators.areas.models import INVENTED
from indicators.catalogue.queries import indicators
from indicators.notes.explaining import ConflictError, explain
from indicators.readings.reconciliation import Pair, Reconciliation, pairs
from indicators.refusal import RefusedError

NOT_THEIRS = "The reconciliation is for the council's own people: its officers explain it there."


@dataclass(frozen=True)
class Kept:
    """Words that were refused, with the figure they are about; the page shows them again."""

    about: str
    words: str
    why: str
    act: str = "explain"


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    council_reader(request, NOT_THEIRS)
    stand = standpoint(request)
    return _explain(request, stand) if request.method == "POST" else _show(request, stand)


@require_safe
def csv_file(request: HttpRequest) -> HttpResponse:
    council_reader(request, NOT_THEIRS)
    stand = standpoint(request)
    as_of = f"-as-of-{stand.as_of}" if stand.as_of else ""
    training = f"-{INVENTED.replace(' ', '-')}" if stand.area.notice else ""
    name = f"reconciliation-{stand.area.code}{training}{as_of}.csv"
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    # With the mark that makes spreadsheets read it as UTF-8.
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows(rows(_found(stand)))
    return response


def _found(stand: Standpoint) -> Reconciliation:
    every = list(indicators())
    return Reconciliation.of(pairs(every, stand.area, as_of=stand.as_of, reader=stand.reader))


def _explain(request: HttpRequest, stand: Standpoint) -> HttpResponse:
    by = check(request.user, Act.WRITE_NOTES)
    if not stand.may_be_changed:
        raise BadQueryError("Differences are explained for the council's own area and as of today.")
    pair = _chosen(stand, request.POST.get("about", ""))
    words = request.POST.get("words", "")
    try:
        explain(pair.subject, words, by=by, seen=_number(request.POST.get("seen", "")))
    except RefusedError as refusal:
        status = 409 if isinstance(refusal, ConflictError) else 422
        return _show(request, stand, Kept(pair.name, words, str(refusal)), status)
    messages.success(request, f"Explanation saved. It now stands beside {pair.indicator}.")
    return redirect(f"{reverse('reconciliation')}{stand.query}#{pair.name}")


def _chosen(stand: Standpoint, name: str) -> Pair:
    pair = _found(stand).find(name)
    if pair is None:
        raise NotHereError(
            "There is no such figure beside an official one.",
            [("The reconciliation", reverse("reconciliation") + stand.query)],
        )
    return pair


def _number(text: str) -> int | None:
    """Of the explanation that the writer saw; what is no number is none that stands."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else -1


def _show(
    request: HttpRequest, stand: Standpoint, kept: Kept | None = None, status: int = 200
) -> HttpResponse:
    found = _found(stand)
    context = frame(request, stand) | {
        "found": found,
        "may_explain": can(request.user, Act.WRITE_NOTES) and stand.may_be_changed,
        "kept": kept,
        "kept_has_place": bool(kept and found.find(kept.about)),
    }
    return render(request, "pages/reconciliation.html", context, status=status)
