"""One indicator: the page, and its chart and figures as files."""

import csv
from collections.abc import Collection
from difflib import get_close_matches
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.roles import Act, can
from dashboard.boards.followed import decided_about
from dashboard.charting import chart_of
from dashboard.charts.to_plotly import to_plotly
from dashboard.charts.to_svg import to_svg
from dashboard.comparing.place_line import place_line
from dashboard.errors import BadQueryError, NotHereError
from dashboard.figures_file import COLUMNS, rows
from dashboard.lines import Shown, shown
from dashboard.note_form import note_form
from dashboard.said import said_of
from dashboard.standpoint import Standpoint, standpoint
from dashboard.views.page import frame
from improvement.queries import citing
from indicators.areas.models import INVENTED
from indicators.catalogue.models import Indicator
from indicators.catalogue.queries import indicators, owners, readable
from indicators.notes.queries import notes
from indicators.periods import Period, PeriodError
from indicators.readings.gather import readings
from indicators.readings.points import measure_of
from indicators.readings.reading import Reading
from indicators.readings.reconciliation import Pair, pairs, to_show
from indicators.readings.reported import in_report
from indicators.targets.history import history


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    stand, line = line_of(request, slug)
    reading = line.reading
    chart = chart_of(reading, zero=_zero(request))
    known = notes(reading.indicator, stand.area, stand.as_of, stand.reader)
    context = frame(request, stand, [reading]) | {
        "reading": reading,
        "line": line,
        "said": said_of(line, stand),
        "owner": owners([reading.indicator], stand.as_of).get(reading.indicator.pk),
        "chart": chart,
        "plotly": to_plotly(chart) if chart else None,
        "files_query": _query(request),
        "zero_url": _query(request, zero="" if _zero(request) else "1") or request.path,
        "file_name": _file_name(reading),
        "may_set_targets": can(request.user, Act.SET_TARGETS),
        "cited_by": citing(reading.indicator, stand.area, stand.day),
        "in_report": in_report(reading),
        "place_line": place_line(reading),
        "target_measure": reading.measure or measure_of(reading.indicator),
        "targets": history(reading.targets, stand.as_of),
        "decisions": decided_about(reading.indicator, stand, cast(User, request.user)),
        "notes": [one.note for one in known if one.stands and one.is_annotation],
        "pairs": to_show(_pairs(reading, stand)),
        "note_form": note_form(request, stand, reading),
    }
    return render(request, "pages/indicator.html", context)


@require_safe
def svg(request: HttpRequest, slug: str) -> HttpResponse:
    stand, line = line_of(request, slug)
    reading = line.reading
    chart = chart_of(reading, zero=_zero(request))
    if chart is None:
        raise NotHereError(f"There is no figure to draw for {stand.area} yet.")
    drawing = str(to_svg(chart, prefix="chart", alone=True))
    response = HttpResponse(drawing, content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(reading)}.svg"'
    return response


@require_safe
def csv_file(request: HttpRequest, slug: str) -> HttpResponse:
    stand, reading = reading_of(request, slug)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(reading)}.csv"'
    # With the mark that makes spreadsheets read it as UTF-8.
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows(rows(reading, _pairs(reading, stand)))
    return response


def find_indicator(slug: str, query: str = "") -> Indicator:
    """Raises NotHereError with the nearest indicators."""
    found = readable().filter(slug=slug).first()
    if found:
        return found
    names = {one.slug: one.name for one in indicators()}
    near = get_close_matches(slug.lower(), names, n=3, cutoff=0.4)
    raise NotHereError(
        f"There is no indicator “{slug}”.",
        [(names[one], reverse("indicator", args=[one]) + query) for one in near],
    )


def reading_of(request: HttpRequest, slug: str) -> tuple[Standpoint, Reading]:
    """From where the reader stands, and the indicator read from there."""
    stand, line = line_of(request, slug)
    return stand, line.reading


def line_of(request: HttpRequest, slug: str) -> tuple[Standpoint, Shown]:
    """The same with the line that the reader chose, and what else could be shown."""
    stand = standpoint(request)
    indicator = find_indicator(slug, stand.query)
    period = _period(request)

    def read(without: Collection[str]) -> Reading:
        return readings(
            [indicator],
            stand.area,
            as_of=stand.as_of,
            reader=stand.reader,
            until=period.ends if period else None,
            without=without,
        )[0]

    line = shown(request, read)
    judged = line.reading.judged
    if period and (judged is None or judged.period != period):
        raise NotHereError(
            f"There is no figure for {stand.area} {period.spoken}.",
            [("Its newest figure", reverse("indicator", args=[slug]) + stand.query)],
        )
    return stand, line


def _pairs(reading: Reading, stand: Standpoint) -> list[Pair]:
    return pairs([reading.indicator], stand.area, as_of=stand.as_of, reader=stand.reader)


def _period(request: HttpRequest) -> Period | None:
    text = request.GET.get("period", "").strip()
    if not text:
        return None
    try:
        return Period.from_slug(text)
    except PeriodError as fault:
        raise BadQueryError(str(fault)) from None


def _zero(request: HttpRequest) -> bool:
    zero = request.GET.get("zero", "")
    if zero not in ("", "0", "1"):
        raise BadQueryError(f"The axis cannot start at “{zero}”. Use zero=1 or zero=0.")
    return zero == "1"


def _query(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}" if query else ""


def _file_name(reading: Reading) -> str:
    as_of = f"-as-of-{reading.as_of}" if reading.as_of else ""
    training = f"-{INVENTED.replace(' ', '-')}" if reading.area.notice else ""
    return f"{reading.indicator.slug}-{reading.area.code}{as_of}{training}"
