"""Filling a draft return from the council's own file: template, preview, and the filling itself."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dashboard.errors import BadQueryError
from dashboard.returning import BUSY, Mine, my_return
from dashboard.returns import filling, words
from dashboard.returns.template_file import as_csv, as_workbook
from dashboard.uploading import MEGABYTE, too_large
from indicators.returns import from_file, may, template
from indicators.returns.states import Verb
from indicators.returns.touching import RefusedError
from indicators.returns.verbs import Saved
from indicators.tables import FaultsError

LARGEST = 2  # MB
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHOOSE = "Choose the file: the template that you filled in."
STALE = "This preview is more than an hour old, or not yours. Upload the file again."


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    mine = _mine(request, pk)
    if request.method != "POST":
        return _render(request, mine)
    acts = {"look": _look, "fill": _fill}
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise BadQueryError("Choose to look through a file, or to fill in what it says.")
    return act(request, mine)


@require_safe
def csv_file(request: HttpRequest, pk: int) -> HttpResponse:
    mine = _mine(request, pk)
    response = _attachment(mine, "csv", "text/csv; charset=utf-8")
    response.write(as_csv(template.rows(template.lines(mine.of))))
    return response


@require_safe
def xlsx_file(request: HttpRequest, pk: int) -> HttpResponse:
    mine = _mine(request, pk)
    response = _attachment(mine, "xlsx", XLSX)
    rows = list(template.rows(template.lines(mine.of)))
    response.write(as_workbook(rows, f"{mine.of.team}: {words.name(mine.of)}"))
    return response


def _mine(request: HttpRequest, pk: int) -> Mine:
    """For those who can type on one of its sections now; PermissionDenied says why not."""
    mine = my_return(request, pk)
    sections = mine.of.sections.select_related("of__team", "theme")
    why = [may.refusal(mine.part, one, Verb.SAVE) for one in sections]
    if all(why):
        raise PermissionDenied(why[0] if why else "This return has no line to fill in.")
    return mine


def _look(request: HttpRequest, mine: Mine) -> HttpResponse:
    """What the file would fill; nothing is written, and the file is not kept."""
    file = request.FILES.get("file")
    largest = f"is larger than {LARGEST} MB. Keep only the rows of this return."
    if names := too_large(request):
        return _render(request, mine, faults=[f"{names[0]} {largest}"])
    if not isinstance(file, UploadedFile):
        return _render(request, mine, faults=[CHOOSE])
    name = (file.name or "")[-100:]
    if (file.size or 0) > LARGEST * MEGABYTE:
        return _render(request, mine, faults=[f"{name} {largest}"])
    try:
        found = from_file.look(mine.of, name, file.read(), by=mine.user)
    except FaultsError as fault:
        return _render(request, mine, faults=fault.faults)
    except RefusedError as refusal:
        return _render(request, mine, faults=[str(refusal)])
    return _render(request, mine, preview=filling.preview(found, mine.of, mine.user))


def _fill(request: HttpRequest, mine: Mine) -> HttpResponse:
    typed = filling.unsigned(request.POST.get("filling", ""), mine.of, mine.user)
    if typed is None:
        return _render(request, mine, faults=[STALE])
    try:
        saved = from_file.fill(mine.of, typed, by=mine.user)
    except (RefusedError, PermissionDenied) as refusal:
        return _render(request, mine, faults=[str(refusal)])
    except OperationalError:
        return _render(request, mine, faults=[BUSY], status=503)
    if saved.conflicts:
        return _render(request, mine, overtaken=filling.shown(saved.conflicts), status=409)
    messages.success(request, _said(saved))
    return redirect("return", mine.of.pk)


def _said(saved: Saved) -> str:
    if not saved.written:
        return "Nothing had changed."
    return f"Filled from the file: {words.count(len(saved.written), 'line')}. Look through them."


def _render(request: HttpRequest, mine: Mine, *, status: int = 0, **found: object) -> HttpResponse:
    context = mine.context | {"name": words.name(mine.of), "largest": LARGEST, **found}
    wrong = 422 if found.get("faults") else 200
    return render(request, "pages/return_fill.html", context, status=status or wrong)


def _attachment(mine: Mine, kind: str, content_type: str) -> HttpResponse:
    of = mine.of
    day = timezone.localdate()
    name = f"return-{of.team.slug}-{of.ends}-number-{of.pk}-{day}.{kind}"
    response = HttpResponse(content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
