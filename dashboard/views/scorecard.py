"""The whole scorecard: one row per indicator, to sort, narrow down, page and take away."""

import csv
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard.asked import Asked
from dashboard.filters import MEASURED, STATUS, Chosen, by_theme, choose, narrow
from dashboard.scorecard.columns import COLUMNS, Cell
from dashboard.scorecard.order import JOURNEY, SORTS, ordered
from dashboard.scorecard.table import scorecard
from dashboard.scorecard.workbook import About, workbook
from dashboard.standpoint import Standpoint, standpoint
from dashboard.views.page import frame
from indicators.areas.models import INVENTED
from indicators.catalogue.queries import indicators, themes
from indicators.ledger.export import neutral, plain
from indicators.readings.gather import readings
from indicators.readings.reading import Reading

PAGES = {"50": "50 on a page", "all": "All on one page"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The rows that an address asks for, in the order it asks for."""

    stand: Standpoint
    asked: Asked
    chosen: list[Chosen]
    sort: str
    readings: list[Reading]
    number: int

    @property
    def in_words(self) -> str:
        answers = [
            f"{one.filter.label}: {one.filter.options[one.answer]}"
            for one in self.chosen
            if one.answer
        ]
        return ". ".join([*answers, f"Sorted by: {SORTS[self.sort]}"]) + "."


def _wanted(request: HttpRequest) -> Wanted:
    stand = standpoint(request)
    asked = Asked(request)
    chosen = choose(asked, [by_theme(themes()), STATUS, MEASURED])
    sort = asked.choice("sort", "Sorting", SORTS, JOURNEY)
    every = readings(
        list(indicators()), stand.area, as_of=stand.as_of, reader=stand.reader, whole=False
    )
    kept = narrow(every, chosen)
    return Wanted(
        stand=stand,
        asked=asked,
        chosen=chosen,
        sort=sort,
        readings=kept if sort == JOURNEY else ordered(kept, sort),
        number=len(every),
    )


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    wanted = _wanted(request)
    asked = wanted.asked
    per_page = asked.choice("per_page", "Rows on a page", PAGES, "50")
    table = scorecard(wanted.readings, wanted.sort)
    size = int(per_page) if per_page.isdecimal() else max(len(wanted.readings), 1)
    table.paginate(per_page=size, page=1)
    table.paginate(per_page=size, page=asked.page(table.paginator.num_pages))
    context = frame(request, wanted.stand, wanted.readings) | {
        "asked": asked,
        "table": table,
        "chosen": wanted.chosen,
        "more": _selects(wanted.sort, per_page),
        "narrowed": any(one.answer for one in wanted.chosen),
        "number": wanted.number,
        "sorted_by": SORTS[wanted.sort],
    }
    return render(request, "pages/scorecard.html", context)


def _selects(sort: str, per_page: str) -> list[dict[str, object]]:
    return [
        {"name": "sort", "label": "Sort by", "options": SORTS, "answer": sort},
        {"name": "per_page", "label": "Rows", "options": PAGES, "answer": per_page},
    ]


@require_safe
def csv_file(request: HttpRequest) -> HttpResponse:
    wanted = _wanted(request)
    response = _attachment(wanted, "csv", "text/csv; charset=utf-8")
    # With the mark that makes spreadsheets read it as UTF-8.
    response.write("\ufeff")
    writer = csv.writer(response)
    area, day = wanted.stand.area, wanted.stand.day
    writer.writerow(["Area", "As known on", *(column.heading for column in COLUMNS)])
    for reading in wanted.readings:
        cells = [area.name, day, *(column.cell(reading) for column in COLUMNS)]
        writer.writerow([_written(cell) for cell in cells])
    return response


@require_safe
def xlsx_file(request: HttpRequest) -> HttpResponse:
    wanted = _wanted(request)
    about = About(
        area=wanted.stand.area.name,
        notice=wanted.stand.area.notice,
        as_of=wanted.stand.day,
        made=timezone.localtime(),
        asked=wanted.in_words,
    )
    response = _attachment(wanted, "xlsx", XLSX)
    response.write(workbook(wanted.readings, about))
    return response


def _written(cell: Cell) -> str:
    return neutral(plain(cell) if isinstance(cell, Decimal) else cell)


def _attachment(wanted: Wanted, kind: str, content_type: str) -> HttpResponse:
    as_of = f"-as-of-{wanted.stand.as_of}" if wanted.stand.as_of else ""
    training = f"-{INVENTED.replace(' ', '-')}" if wanted.stand.area.notice else ""
    name = f"scorecard-{wanted.stand.area.code}{training}{as_of}.{kind}"
    response = HttpResponse(content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
