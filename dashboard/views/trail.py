"""Everything that happened to a return, and whether its record is whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboard.errors import NotHereError
from dashboard.returning import my_return
from indicators.returns.models import Entry
from indicators.returns.trail import chain_faults, events_of, told


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """`?line=` shows what happened to one line alone."""
    mine = my_return(request, pk)
    everything = told(events_of(mine.of))
    lines = list(
        Entry.objects.filter(section__of=mine.of, version__gt=0)
        .select_related("series__indicator")
        .order_by("section__theme__order", "series__indicator__order")
    )
    line = _line(request.GET.get("line", ""), lines)
    context = mine.context | {
        "told": [one for one in everything if line is None or one.event.entry_id == line.pk],
        "lines": lines,
        "line": line,
        "faults": chain_faults(mine.of),
    }
    return render(request, "pages/return_trail.html", context)


def _line(text: str, lines: list[Entry]) -> Entry | None:
    if not text:
        return None
    found = next((one for one in lines if str(one.pk) == text), None)
    if found is None:
        raise NotHereError("Nothing happened to such a line of this return.")
    return found
