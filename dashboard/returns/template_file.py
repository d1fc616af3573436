"""The template of a return as CSV and as a workbook, with what stands in the draft."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from dashboard.returns.words import REASONS
from dashboard.spreadsheets import GROUND, opened
from indicators.returns.numbers import PLAIN
from indicators.returns.template import COLUMNS, NUMBERS, SPANS, TYPED

Rows = Sequence[Mapping[str, str]]
MARK = "\ufeff"
WIDTHS = {"indicator": 28, "name": 50, "period": 26, "comment": 60}
EXACT = 15  # digits that a spreadsheet keeps


def as_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """With the mark that makes spreadsheets read it as UTF-8."""
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return MARK + made.getvalue()


def as_workbook(rows: Rows, title: str) -> bytes:
    """One sheet; numbers are numbers, no text a formula, choices are offered in their cells."""
    made = BytesIO()
    with opened(made, title) as book:
        _sheet(book, rows)
    return made.getvalue()


def _sheet(book: Any, rows: Rows) -> None:
    sheet = book.add_worksheet("Return")
    heading = book.add_format({"bold": True, "bg_color": GROUND, "bottom": 1})
    given = book.add_format({"bg_color": GROUND, "text_wrap": True, "valign": "top"})
    typed = book.add_format({"text_wrap": True, "valign": "top"})
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, WIDTHS.get(column, 14))
        sheet.write_string(0, at, column, heading)
        for down, row in enumerate(rows, start=1):
            style = typed if column in TYPED else given
            _write(sheet, (down, at), column, row[column], style)
    for column, choices in (("typed_is", list(SPANS)), ("missing_reason", list(REASONS))):
        at = COLUMNS.index(column)
        rule = {"validate": "list", "source": choices, "error_type": "warning"}
        sheet.data_validation(1, at, max(len(rows), 1), at, rule)
    sheet.freeze_panes(1, COLUMNS.index("name") + 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Any, cell: tuple[int, int], column: str, text: str, style: Any) -> None:
    """A number that a spreadsheet would keep only in part stays text."""
    counts = column in (*NUMBERS, "line", "version")
    if not text:
        sheet.write_blank(*cell, None, style)
    elif counts and PLAIN.fullmatch(text) and len(text.strip("-").replace(".", "")) <= EXACT:
        sheet.write_number(*cell, float(Decimal(text)), style)
    else:
        sheet.write_string(*cell, text, style)
