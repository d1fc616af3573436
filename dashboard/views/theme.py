"""One theme in rows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.comparing.strips import strips
from dashboard.errors import BadQueryError, NotHereError
from dashboard.standpoint import standpoint
from dashboard.views.page import frame
from indicators.catalogue.models import Theme
from indicators.catalogue.queries import indicators, themes
from indicators.readings.gather import readings
from indicators.readings.overview import by_attention
from indicators.readings.unmeasured import unmeasured

SORTS = {"catalogue": "Order of the child's journey", "attention": "What needs attention first"}


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    stand = standpoint(request)
    sort = request.GET.get("sort") or "catalogue"
    if sort not in SORTS:
        raise BadQueryError(f"Rows cannot be sorted by “{sort}”. Use {' or '.join(SORTS)}.")
    every = list(themes())
    theme = _theme(slug, every, stand.query)
    asked = list(indicators().filter(theme=theme))
    read = readings(asked, stand.area, as_of=stand.as_of, reader=stand.reader, whole=False)
    measured = [one for one in read if one.measured]
    context = frame(request, stand, read) | {
        "theme": theme,
        "themes": every,
        "readings": by_attention(measured) if sort == "attention" else measured,
        "strips": strips(measured, stand.area, stand.as_of),
        "unmeasured": unmeasured(read),
        "sort": sort,
        "sorts": SORTS,
    }
    return render(request, "pages/theme.html", context)


def _theme(slug: str, every: list[Theme], query: str) -> Theme:
    for theme in every:
        if theme.slug == slug:
            return theme
    raise NotHereError(
        f"There is no theme “{slug}”.",
        [(theme.name, reverse("theme", args=[theme.slug]) + query) for theme in every],
    )
