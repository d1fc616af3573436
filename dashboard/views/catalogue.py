"""Every indicator: searched by the words people use, narrowed down, with its newest figure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboard.asked import Asked
from dashboard.filters import KIND, STATUS, by_owner, by_theme, choose, narrow
from dashboard.standpoint import standpoint
from dashboard.views.page import frame
from indicators.catalogue.queries import indicators, owners, reference, themes
from indicators.catalogue.search import nearest, search
from indicators.readings.gather import readings
from indicators.readings.reading import Reading


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An indicator as the catalogue lists it; `owner` is "" where no team is named."""

    reading: Reading
    owner: str


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    stand = standpoint(request)
    asked = Asked(request)
    words = asked.text("q")
    every = list(indicators())
    found = search(words, every) if words else every
    teams = {key: str(one.team) for key, one in owners(every, stand.as_of).items()}
    filters = [by_theme(themes()), STATUS, KIND, by_owner(teams)]
    chosen = choose(asked, filters)
    read = readings(found, stand.area, as_of=stand.as_of, reader=stand.reader, whole=False)
    context = frame(request, stand, read) | {
        "asked": asked,
        "words": words,
        "chosen": chosen,
        "narrowed": any(one.answer for one in chosen),
        "entries": _entries(narrow(read, chosen), teams),
        "number": len(every),
        "found": len(found),
        "nearest": [] if found else nearest(words, every),
        "references": search(words, reference()) if words else [],
    }
    return render(request, "pages/catalogue.html", context)


def _entries(read: list[Reading], teams: Mapping[int, str]) -> list[Entry]:
    return [Entry(reading=one, owner=teams.get(one.indicator.pk, "")) for one in read]
