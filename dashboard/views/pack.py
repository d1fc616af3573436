"""A meeting's papers: the kept page in the site's frame, the kept files, and a look beforehand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from dashboard.boards.access import AtMeeting, at_meeting
from dashboard.boards.editions import kind_asked, the_pack, the_paper, would_be
from dashboard.boards.papers import WORDS
from dashboard.packs.page import page as drawn
from dashboard.views.present import render_slides
from improvement.boards.models import Kind, Paper
from improvement.boards.models.papers import PaperState
from improvement.boards.queries import editions
from improvement.boards.states import State
from improvement.boards.verbs import try_again
from indicators import starting

TYPES = {
    Paper.Form.PDF: "application/pdf",
    Paper.Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str, day: str) -> HttpResponse:
    here = at_meeting(request, slug, day)
    if request.GET.get("preview") and here.state == State.PLANNED:
        kind = kind_asked(request, here)
        return _framed(request, here, kind, drawn(would_be(here, kind)), is_preview=True)
    paper = the_paper(request, here, Paper.Form.PAGE)
    if request.method == "POST":
        return again(request, here, paper)
    if paper.state != PaperState.READY:
        return unready(request, here, paper)
    return _framed(request, here, Kind(paper.kind), _bytes(paper).decode())


@require_http_methods(["GET", "HEAD", "POST"])
def pdf_file(request: HttpRequest, slug: str, day: str) -> HttpResponseBase:
    return _file(request, slug, day, Paper.Form.PDF)


@require_http_methods(["GET", "HEAD", "POST"])
def xlsx_file(request: HttpRequest, slug: str, day: str) -> HttpResponseBase:
    return _file(request, slug, day, Paper.Form.XLSX)


@require_safe
def present(request: HttpRequest, slug: str, day: str) -> HttpResponse:
    """In the room nothing exempt is shown unless it is asked for."""
    here = at_meeting(request, slug, day)
    shown = Kind.PUBLIC if here.kind == Kind.PUBLIC else Kind.COUNCIL
    pack = the_pack(request, here, shown)
    return render_slides(request, pack, back=here.address, notes=bool(request.GET.get("notes")))


def _file(request: HttpRequest, slug: str, day: str, form: Paper.Form) -> HttpResponseBase:
    here = at_meeting(request, slug, day)
    paper = the_paper(request, here, form)
    if request.method == "POST":
        return again(request, here, paper)
    if paper.state != PaperState.READY:
        return unready(request, here, paper)
    return download(request, paper, f"{here.board.slug}-{here.meeting.held_on}-{paper.kind}")


def download(request: HttpRequest, paper: Paper, name: str) -> HttpResponseBase:
    """The kept bytes, which never change: a reader who has them gets no second copy."""
    form = Paper.Form(paper.form)
    etag = quote_etag(paper.sha256)
    response = get_conditional_response(request, etag=etag)
    if response is None or response.status_code != 304:
        response = HttpResponse(_bytes(paper), content_type=TYPES[form])
        response["Content-Disposition"] = f'attachment; filename="{name}.{form.value}"'
    response["ETag"] = etag
    response["Cache-Control"] = "private"
    return response


def unready(request: HttpRequest, here: AtMeeting, paper: Paper) -> HttpResponse:
    """That it is being made, or could not be; a page that looks again by itself."""
    context = here.context | {
        "paper": paper,
        "words": WORDS[Paper.Form(paper.form)],
        "is_failed": paper.state == PaperState.FAILED,
        "address": request.get_full_path(),
    }
    return render(request, "pages/paper_unready.html", context)


def again(request: HttpRequest, here: AtMeeting, paper: Paper) -> HttpResponse:
    """For clerk and chair: have a paper made that could not be."""
    try_again(paper, by=here.user)
    starting.start("packs")
    messages.success(request, "It is being made again.")
    return redirect(request.get_full_path())


def _framed(
    request: HttpRequest, here: AtMeeting, kind: Kind, body: str, *, is_preview: bool = False
) -> HttpResponse:
    made = here.reads if is_preview else editions(here.meeting)
    context = here.context | {
        "kind": kind.value,
        "kinds": [one.value for one in here.reads if one in made],
        "is_preview": is_preview,
        # Made by our own templates, which escape every text of a pack.
        "body": mark_safe(body),  # noqa: S308
    }
    return render(request, "pages/pack.html", context)


def _bytes(paper: Paper) -> bytes:
    return Paper.objects.only("content").get(pk=paper.pk).data
