"""A meeting's papers as slides, for the room and, in a second window, for the speaker."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dashboard.packs.pack import Pack
from dashboard.packs.slides import slides


def render_slides(request: HttpRequest, pack: Pack, *, back: str, notes: bool) -> HttpResponse:
    """All slides in one page, which needs no network once loaded.

    `back` is the meeting's address; `notes` opens the speaker's notes. The other of the two pages
    is this address with or without `?notes=1`, and both follow each other.
    """
    query = request.GET.copy()
    query.pop("notes", None)
    channel = f"{request.path}?{query.urlencode()}"
    if not notes:
        query["notes"] = "1"
    other = request.path + (f"?{query.urlencode()}" if query else "")
    page = {
        "pack": pack,
        "slides": slides(pack),
        "back": back,
        "notes": notes,
        "other": other,
        "channel": channel,
    }
    return render(request, "pages/present.html", page)
