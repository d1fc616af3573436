"""Every component with made-up examples, for those who build pages; not in production."""

from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import Reader
from dashboard import gallery
from dashboard.charting import chart_of
from dashboard.forms import TargetForm
from dashboard.note_form import NoteForm
from dashboard.standpoint import Standpoint
from indicators.notes.models import Note
from indicators.readings.overview import overview

TYPED = {"high": "", "tolerance": "-1", "starts": "2025-04-01", "why": ""}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    if settings.PRODUCTION:
        raise Http404
    examples = gallery.examples()
    charts = [
        (shows, reading, chart_of(reading), f"wide-{number}", f"narrow-{number}")
        for number, (shows, reading) in enumerate(gallery.chart_examples(examples))
    ]
    readings = [one.reading for one in examples]
    first = readings[0]
    context = {
        "here": Standpoint(area=gallery.AREA, as_of=None, reader=Reader.COUNCIL),
        "examples": examples,
        "without": gallery.without_figure(),
        "charts": charts,
        "chart_table": charts[0][2],
        "readings": [*readings, gallery.without_figure()],
        "theme": gallery.THEME,
        "overview": overview([*readings, gallery.without_figure()], [gallery.THEME]),
        "reading": first,
        "target_measure": first.measure,
        "targets": gallery.target_examples(),
        "note": Note(text="A note by a person,\nin two lines.", by=gallery.PERSON, at=gallery.NOW),
        "note_form": NoteForm(first),
        "target_form": TargetForm(first.indicator, TYPED),
        "example_messages": [
            Message(constants.SUCCESS, "Something was saved."),
            Message(constants.ERROR, "Something was refused, and this says why."),
        ],
    }
    return render(request, "pages/gallery.html", context)
