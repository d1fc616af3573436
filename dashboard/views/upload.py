"""One upload: how far it is, what it would bring, confirming and dropping it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.roles import Act, check
from dashboard.errors import BadQueryError, NotHereError
from dashboard.imports.words import STATES, progress
from indicators import starting
from indicators.importing import uploads
from indicators.importing.models import Upload
from indicators.importing.states import State
from indicators.refusal import RefusedError


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    by = check(request.user, Act.IMPORT)
    upload = _the_upload(pk)
    if request.method == "POST":
        return _act(request, upload, by)
    changes, doubts = (upload.report.get(name, ()) for name in ("changes", "doubts"))
    context = {
        "upload": upload,
        "state": STATES[State(upload.state)],
        "files": upload.files.all(),
        "progress": progress(upload) if upload.is_under_way else None,
        "to_write": upload.report.get("new", 0) + upload.report.get("changed", 0),
        "changes": changes,
        "more_changes": upload.report.get("changed", 0) - len(changes),
        "doubts": doubts,
        "more_doubts": upload.report.get("doubtful", 0) - len(doubts),
    }
    return render(request, "pages/import.html", context)


def _the_upload(pk: int) -> Upload:
    found = Upload.objects.select_related("by", "confirmed_by", "batch").filter(pk=pk).first()
    if found is None:
        raise NotHereError("There is no such upload.", [("All imports", reverse("imports"))])
    return found


def _act(request: HttpRequest, upload: Upload, by: User) -> HttpResponse:
    act = request.POST.get("act")
    try:
        if act == "confirm":
            uploads.confirm(upload, by=by)
            starting.start("imports")
        elif act == "drop":
            uploads.drop(upload, by=by)
            messages.success(request, "The upload is dropped, and its files are deleted.")
            return redirect("imports")
        else:
            raise BadQueryError("Choose to import the figures or to drop the upload.")
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("import", upload.pk)
