"""The scorecard as a workbook: numbers are numbers, no text a formula; a sheet says where from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from dashboard.scorecard.columns import COLUMNS
from dashboard.spreadsheets import A4, GROUND, as_text, in_footer, number_format, opened
from indicators.readings.reading import Reading


@dataclass(frozen=True, kw_only=True)
class About:
    """What the second sheet says; `asked` is how the rows were chosen and sorted, in words."""

    area: str
    notice: str
    as_of: date
    made: datetime
    asked: str


def workbook(readings: Sequence[Reading], about: About) -> bytes:
    """The bytes of an .xlsx file."""
    made = BytesIO()
    with opened(made, f"Scorecard of {about.area}") as book:
        _rows(book, readings, about)
        _about(book, readings, about)
    return made.getvalue()


def _rows(book: Any, readings: Sequence[Reading], about: About) -> None:
    sheet = book.add_worksheet("Scorecard")
    heading = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bg_color": GROUND, "bottom": 1}
    )
    formats = _Formats(book)
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.heading, heading)
        for down, reading in enumerate(readings, start=1):
            _write(sheet, (down, at), column.cell(reading), formats, reading.indicator.decimals)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(readings), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    known = in_footer(f"{about.area}, as known on {about.as_of:%-d %B %Y}")
    sheet.set_footer(f"&L{known}&RPage &P of &N")


class _Formats:
    """One format for each number of decimals, made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._numbers: dict[int, Any] = {}
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "d mmm yyyy", "valign": "top", "align": "left"})

    def number(self, decimals: int) -> Any:
        if decimals not in self._numbers:
            shown = {"num_format": number_format(decimals), "valign": "top"}
            self._numbers[decimals] = self._book.add_format(shown)
        return self._numbers[decimals]


def _write(
    sheet: Any, cell: tuple[int, int], value: object, formats: _Formats, decimals: int
) -> None:
    if value is None or value == "":
        sheet.write_blank(*cell, None, formats.text)
    elif isinstance(value, Decimal):
        sheet.write_number(*cell, float(value), formats.number(decimals))
    elif isinstance(value, date):
        sheet.write_datetime(*cell, value, formats.day)
    else:
        sheet.write_string(*cell, as_text(value), formats.text)


def _about(book: Any, readings: Sequence[Reading], about: About) -> None:
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 18, book.add_format({"bold": True, "valign": "top"}))
    sheet.set_column(1, 1, 100, book.add_format({"text_wrap": True, "valign": "top"}))
    lines = [
        ("Area", about.area),
        *([("Training", about.notice)] if about.notice else []),
        ("As known on", f"{about.as_of:%-d %B %Y}"),
        ("Made", f"{about.made:%-d %B %Y, %H:%M}, by Sightline"),
        ("Rows", f"{len(readings)} indicators. {about.asked}"),
        ("Numbers", "As stored, in the unit beside them; a percentage is 45, not 0.45."),
        (
            "Similar authorities",
            "The plain mean of the statistical neighbours with a value, computed when read.",
        ),
        *(("Source", text) for text in _sources(readings)),
    ]
    for down, (what, text) in enumerate(lines):
        sheet.write_string(down, 0, what)
        sheet.write_string(down, 1, as_text(text))
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _sources(readings: Sequence[Reading]) -> list[str]:
    """Each source with its publisher and licence, once."""
    sources = {one.series.source for one in readings if one.series and one.series.source}
    return sorted(f"{one.name} ({one.publisher}). {one.licence}." for one in sources)
