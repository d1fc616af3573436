"""The papers as a workbook: a sheet for each page, numbers as numbers, charts to work with."""

from datetime import UTC
from functools import partial
from io import BytesIO

from dashboard.packs.editions import NAMES
from dashboard.packs.pack import Pack
from dashboard.packs.workbook import back, front
from dashboard.packs.workbook.cells import Styles
from dashboard.packs.workbook.drawing import DataSheet, draw
from dashboard.packs.workbook.indicator import widths, write_indicator
from dashboard.packs.workbook.names import sheet_names
from dashboard.packs.workbook.paper import Paper, Printed
from dashboard.spreadsheets import in_footer, opened
from indicators.periods.spoken import long_day

FRONT = ("Cover", "Contents", "Agenda", "Needs attention", "Scorecard")
BACK = ("Definitions", "Glossary", "Sources", "Left out", "Chart data")
ARIAL = {"font_name": "Arial", "font_size": 10}  # the library changes what it is given


def workbook(pack: Pack) -> bytes:
    """The bytes of an .xlsx file; the same pack always gives the same bytes."""
    made = BytesIO()
    # The file says when it was made in UTC, without naming a zone.
    created = pack.despatched_at.astimezone(UTC).replace(tzinfo=None)
    with opened(made, pack.title, created, default_format_properties={**ARIAL}) as book:
        names, styles = sheet_names(pack), Styles(book)
        edition = f"{NAMES[pack.kind]}, figures as known on {long_day(pack.as_of)}"
        printed = Printed(in_footer(edition), in_footer(pack.title))

        def paper(name: str, *columns: float) -> Paper:
            return Paper(book, styles, name, columns, printed)

        front.cover(paper("Cover", 26, 70), pack)
        front.contents(paper("Contents", 8, 88), pack, names, (*FRONT[2:], *BACK))
        front.agenda(paper("Agenda", 12, 36, 20, 12, 14, 30, 12, 30), pack)
        front.attention(paper("Needs attention", 8, 32, 22, 50, 50), pack, names)
        scored = paper("Scorecard", *(width for _, width in front.SCORECARD))
        front.scorecard(scored, pack, names)
        papers = [paper(names[one.slug], *widths(one)) for one in pack.sheets]
        back.definitions(paper("Definitions", 9, 32, 24, 70), pack, names)
        back.glossary(paper("Glossary", 30, 66), pack)
        back.sources(paper("Sources", 46, 30, 30, 20), pack)
        back.left_out(paper("Left out", 96), pack)
        data = DataSheet(paper("Chart data", 44, *[16] * 40), styles)
        for number, (one, sheet) in enumerate(zip(papers, pack.sheets, strict=True), 1):
            title = f"{number}. {sheet.name}"
            chart = sheet.chart
            drawing = partial(draw, book, one, data, title, chart) if chart else _nothing
            write_indicator(one, number, sheet, drawing)
    return made.getvalue()


def _nothing() -> None:
    """There is no chart to draw."""
