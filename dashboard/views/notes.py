"""The notes on one indicator: every one there was, and where an officer writes one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.roles import Act, check
from dashboard.errors import BadQueryError, NotHereError
from dashboard.note_form import NoteForm, note_form
from dashboard.standpoint import Standpoint
from dashboard.views.indicator import reading_of
from dashboard.views.page import frame
from indicators.notes import verbs
from indicators.notes.models import Note
from indicators.notes.queries import KnownNote, notes
from indicators.readings.reading import Reading
from indicators.refusal import RefusedError


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    stand, reading = reading_of(request, slug)
    if request.method == "POST":
        return _act(request, stand, reading)
    number = request.GET.get("replace", "")
    replaces = _chosen(stand, reading, number) if number else None
    form = note_form(request, stand, reading, replaces)
    return _render(request, stand, reading, form, replaces)


def _act(request: HttpRequest, stand: Standpoint, reading: Reading) -> HttpResponse:
    by = check(request.user, Act.WRITE_NOTES)
    if not stand.may_be_changed:
        raise BadQueryError("Notes are written for the council's own area and as of today only.")
    act = request.POST.get("act")
    if act == "write":
        return _write(request, stand, reading, by)
    if act != "withdraw":
        raise BadQueryError("Choose to write, replace or withdraw a note.")
    note = _chosen(stand, reading, request.POST.get("note", ""))
    try:
        verbs.withdraw(note, by=by, why=request.POST.get("why", ""))
        messages.success(request, "Note withdrawn. It stays in the history.")
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("notes", args=[reading.indicator.slug]) + stand.query)


def _write(request: HttpRequest, stand: Standpoint, reading: Reading, by: User) -> HttpResponse:
    number = request.POST.get("replaces", "")
    replaces = _chosen(stand, reading, number) if number else None
    form = NoteForm(reading, request.POST, replaces=replaces)
    if form.is_valid():
        text, period = form.cleaned_data["text"], form.period_chosen
        try:
            if replaces:
                verbs.replace(replaces, text, by=by, period=period)
            else:
                verbs.write(reading.indicator, stand.area, text, by=by, period=period)
        except RefusedError as refusal:
            form.refuse(str(refusal))
        else:
            messages.success(request, "Note saved. Everybody who reads this figure sees it.")
            return redirect(reverse("indicator", args=[reading.indicator.slug]) + stand.query)
    return _render(request, stand, reading, form, replaces, status=422)


def _chosen(stand: Standpoint, reading: Reading, number: str) -> Note:
    found = Note.objects.filter(indicator=reading.indicator, area=stand.area)
    chosen = found.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
    if chosen is None:
        raise NotHereError("There is no such note of this council on this indicator.")
    return chosen


def _render(
    request: HttpRequest,
    stand: Standpoint,
    reading: Reading,
    form: NoteForm | None,
    replaces: Note | None,
    status: int = 200,
) -> HttpResponse:
    known = notes(reading.indicator, stand.area, stand.as_of, stand.reader)
    context = frame(request, stand) | {
        "reading": reading,
        "notes": [(one, _is_ours(request, one) and bool(form)) for one in known],
        "form": form,
        "replaces": replaces,
    }
    return render(request, "pages/notes.html", context, status=status)


def _is_ours(request: HttpRequest, known: KnownNote) -> bool:
    user = request.user
    return known.stands and isinstance(user, User) and verbs.may_change(user, known.note)
