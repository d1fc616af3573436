"""What was brought in: every batch, the uploads that are open, and where a new one begins."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Act, can, check
from dashboard.asked import Asked
from dashboard.imports.access import council_reader
from dashboard.imports.form import ImportForm
from dashboard.imports.words import STATES
from dashboard.uploading import too_large
from indicators import starting
from indicators.importing import uploads
from indicators.importing.models import Kind, Upload
from indicators.importing.states import OVER, State
from indicators.ledger.models import Batch

PER_PAGE = 50


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    user = council_reader(request)
    imports = can(user, Act.IMPORT)
    asked = Asked(request)
    batches = Batch.objects.select_related("source", "by").order_by("-recorded_at", "-pk")
    pages = Paginator(batches, PER_PAGE)
    context = {
        "imports": imports,
        "open": _open() if imports else (),
        "asked": asked,
        "table": {
            "paginator": pages,
            "page": pages.page(asked.page(pages.num_pages)),
        },
    }
    return render(request, "pages/imports.html", context)


def _open() -> list[tuple[Upload, str, str]]:
    """Each with its state and its files in words."""
    states = [one.value for one in OVER]
    found = Upload.objects.exclude(state__in=states).select_related("by")
    return [
        (one, STATES[State(one.state)], ", ".join(file.name for file in one.files.all()))
        for one in found.prefetch_related("files")
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    by = check(request.user, Act.IMPORT)
    if request.method != "POST":
        return render(request, "pages/import_new.html", {"form": ImportForm()})
    left_out = too_large(request)
    form = ImportForm(request.POST, request.FILES, too_large=left_out)
    if not form.is_valid():
        return render(request, "pages/import_new.html", {"form": form}, status=422)
    typed = form.cleaned_data
    given = [uploads.Given(one.name, one.chunks()) for one in typed["files"]]
    kind, known_on = Kind(typed["kind"]), typed["known_on"]
    upload = uploads.receive(kind, given, by=by, known_on=known_on)
    starting.start("imports")
    messages.success(request, "The files are here. Nothing is imported before you confirm it.")
    return redirect("import", upload.pk)
