"""One batch, and taking it back: the reason, what will happen, and then how far it is."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.roles import Act, can, check
from dashboard.errors import BadQueryError
from dashboard.imports.access import council_reader, the_batch
from dashboard.imports.words import progress
from indicators import starting
from indicators.importing import uploads
from indicators.importing.models import Upload, Withdrawal
from indicators.ledger.models import Batch
from indicators.ledger.withdrawing import would_withdraw
from indicators.refusal import RefusedError


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    reader = council_reader(request)
    batch = the_batch(pk)
    if request.method != "POST":
        return _render(request, reader, batch)
    by = check(request.user, Act.IMPORT)
    act, why = request.POST.get("act"), request.POST.get("why", "")
    if act == "ask":
        return _ask(request, by, batch, why)
    if act == "withdraw":
        return _withdraw(request, by, batch, why)
    raise BadQueryError("Choose to withdraw the batch.")


def _ask(request: HttpRequest, by: User, batch: Batch, why: str) -> HttpResponse:
    """Say what would happen before it does."""
    if not why.strip():
        return _render(request, by, batch, fault="Say why the batch is withdrawn.")
    context = {"batch": batch, "why": why.strip(), "would": would_withdraw(batch)}
    return render(request, "pages/batch_withdraw.html", context)


def _withdraw(request: HttpRequest, by: User, batch: Batch, why: str) -> HttpResponse:
    try:
        uploads.withdraw(batch, why, by=by)
    except RefusedError as refusal:
        return _render(request, by, batch, fault=str(refusal))
    starting.start("imports")
    messages.success(request, "The batch is being withdrawn.")
    return redirect("batch", batch.pk)


def _render(request: HttpRequest, reader: User, batch: Batch, fault: str = "") -> HttpResponse:
    work = Withdrawal.objects.select_related("by").filter(batch=batch).first()
    context = {
        "batch": batch,
        "work": work,
        "progress": progress(work) if work and work.is_under_way else None,
        "upload": Upload.objects.select_related("by").filter(batch=batch).first(),
        "may_withdraw": can(reader, Act.IMPORT) and not batch.withdrawn_at,
        "imports": can(reader, Act.IMPORT),
        "fault": fault,
        "why": request.POST.get("why", ""),
    }
    return render(request, "pages/batch.html", context, status=422 if fault else 200)
