"""One indicator among all authorities: who stands where, and whom to ring."""

import csv
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.asked import Asked
from dashboard.charting import unit_words
from dashboard.charts.dots import DotPlot
from dashboard.charts.to_plotly import to_plotly
from dashboard.charts.to_svg import to_svg
from dashboard.charts.written import period as period_written
from dashboard.comparing.drawing import dot_plot
from dashboard.comparing.file import COLUMNS, lines
from dashboard.comparing.order import IN_ORDER, SORTS, ordered
from dashboard.comparing.ring import circles, spans
from dashboard.comparing.rows import Row, rows_of
from dashboard.comparing.table import authorities
from dashboard.errors import BadQueryError, NotHereError
from dashboard.standpoint import Standpoint, standpoint
from dashboard.views.indicator import find_indicator
from dashboard.views.page import frame
from improvement.queries import newest_inspections
from indicators.areas.models import INVENTED, Edition
from indicators.assessment.movement import SPANS
from indicators.assessment.places import caution
from indicators.catalogue.lookup import published_of
from indicators.catalogue.models import Indicator, Series
from indicators.periods import Period, PeriodError
from indicators.readings.places import Comparison, NoFigureError, compare

YEARS = {span: "1 year" if span == 1 else f"{span} years" for span in SPANS}
ASKED_YEARS = {str(span): words for span, words in YEARS.items()}
USUAL = "3"
BETTER = ("higher", "lower")  # where one way is good


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What an address asks for; `found` is None where there is nothing to compare yet."""

    stand: Standpoint
    asked: Asked
    indicator: Indicator
    series: Series | None
    editions: dict[str, str]
    years: int
    intervals: bool
    sort: str
    found: Comparison | None = None
    rows: tuple[Row, ...] = ()

    @property
    def plot(self) -> DotPlot | None:
        if self.found is None:
            return None
        words = unit_words(self.indicator)
        return dot_plot(self.found, self.rows, words, intervals=self.intervals)

    @property
    def file_name(self) -> str:
        period = f"-{self.found.period.slug}" if self.found else ""
        as_of = f"-as-of-{self.stand.as_of}" if self.stand.as_of else ""
        training = f"-{INVENTED.replace(' ', '-')}" if self.stand.area.notice else ""
        return f"{self.indicator.slug}-all{period}-{self.stand.area.code}{as_of}{training}"


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    wanted = _wanted(request, slug)
    context = frame(request, wanted.stand) | {
        "wanted": wanted,
        "asked": wanted.asked,
        "indicator": wanted.indicator,
        "found": wanted.found,
        "days_estimated": wanted.stand.as_of and _is_day_estimated(wanted),
    }
    if wanted.found:
        context |= _shown(wanted, wanted.found)
    return render(request, "pages/compare.html", context)


def _is_day_estimated(wanted: Wanted) -> bool:
    return any(row.figure.known_on_estimated for row in wanted.rows if row.figure)


def _shown(wanted: Wanted, found: Comparison) -> dict[str, Any]:
    named = _has_a_good_way(found)
    valued = [row for row in wanted.rows if row.authority.value is not None]
    plot = wanted.plot
    return {
        "chart": plot,
        "plotly": to_plotly(plot) if plot else None,
        "caution": caution(found.measure),
        "circles": circles(wanted.rows, "Similar authorities") if named else [],
        "spans": spans(found, YEARS, wanted.years) if named else [],
        "table": authorities(valued, wanted.sort),
        "sorted_by": SORTS[wanted.sort],
        "without": [row for row in wanted.rows if row.authority.value is None],
        "selects": _selects(wanted, found),
        "years": YEARS[wanted.years],
    }


def _has_a_good_way(found: Comparison) -> bool:
    return found.indicator.polarity in BETTER


def _selects(wanted: Wanted, found: Comparison) -> list[dict[str, object]]:
    """The choices of the form; an empty answer is the usual one."""
    edition = found.neighbours.edition.slug if found.neighbours else ""
    periods = {one.slug: period_written(one) for one in found.periods}
    selects: list[dict[str, object]] = [
        {"name": "period", "label": "Period", "options": periods, "answer": found.period.slug},
    ]
    if wanted.editions and edition:
        label = "Similar as of"
        selects.append(
            {"name": "edition", "label": label, "options": wanted.editions, "answer": edition}
        )
    return selects


@require_safe
def svg(request: HttpRequest, slug: str) -> HttpResponse:
    wanted = _wanted(request, slug)
    plot = wanted.plot
    if plot is None:
        raise NotHereError(f"There is no published figure of {wanted.indicator} to draw.")
    return _attachment(
        wanted, "svg", "image/svg+xml", str(to_svg(plot, prefix="chart", alone=True))
    )


@require_safe
def csv_file(request: HttpRequest, slug: str) -> HttpResponse:
    wanted = _wanted(request, slug)
    # With the mark that makes spreadsheets read it as UTF-8.
    response = _attachment(wanted, "csv", "text/csv; charset=utf-8", "\ufeff")
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    if wanted.found:
        writer.writerows(lines(wanted.found, ordered(wanted.rows, wanted.sort)))
    return response


def _attachment(wanted: Wanted, kind: str, content_type: str, content: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{wanted.file_name}.{kind}"'
    return response


def _wanted(request: HttpRequest, slug: str) -> Wanted:
    """Everything that the page and its files need: in as many queries for one as for all."""
    stand, asked = standpoint(request), Asked(request)
    indicator = find_indicator(slug, stand.query)
    series = published_of(indicator)
    editions = _editions(stand)
    edition = asked.choice("edition", "Edition", editions)
    wanted = Wanted(
        stand=stand,
        asked=asked,
        indicator=indicator,
        series=series,
        editions=editions,
        years=int(asked.choice("years", "Change", ASKED_YEARS, USUAL)),
        intervals=asked.choice("intervals", "Intervals", {"1": "shown"}) == "1",
        sort=asked.choice("sort", "Sorting", SORTS, IN_ORDER),
    )
    found = _found(stand, series, _period(asked), edition) if series else None
    if found is None:
        return wanted
    moved = found.movements(wanted.years)
    rows = rows_of(found, moved, newest_inspections(stand.day))
    return replace(wanted, found=found, rows=tuple(rows))


def _editions(stand: Standpoint) -> dict[str, str]:
    known = Edition.objects.filter(members_known=True, published_on__lte=stand.day)
    return {one.slug: one.name for one in known.order_by("-serves_from")}


def _period(asked: Asked) -> Period | None:
    text = asked.text("period")
    try:
        return Period.from_slug(text) if text else None
    except PeriodError as fault:
        raise BadQueryError(str(fault)) from None


def _found(
    stand: Standpoint, series: Series, period: Period | None, edition: str
) -> Comparison | None:
    try:
        return compare(
            series,
            stand.area,
            period=period,
            edition=edition,
            as_of=stand.as_of,
            reader=stand.reader,
        )
    except NoFigureError as fault:
        if period is None or not fault.known:
            return None
        newest = reverse("compare", args=[series.indicator.slug]) + stand.query
        raise NotHereError(
            f"No authority has a published figure {period.spoken}.",
            [(f"The newest, {fault.known[0].spoken}", newest)],
        ) from None
