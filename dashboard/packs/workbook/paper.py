"""A sheet written from top to bottom: titles, words, facts, tables; rows as high as they need."""

import math
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.charts.layout import text_width, wrapped
from dashboard.packs.workbook.cells import Cell, Number, Styles, is_number, words_of, write
from dashboard.spreadsheets import A4, GROUND, as_text

CHARACTER, PADDING = 7, 5  # pixels of a column's width
INDENT = 9
PIXELS = 4 / 3  # of a point
HIGHEST = 400.0  # points; a spreadsheet stops at 409
LONG = 1200  # characters that one merged row shows in full
PORTRAIT = 125  # characters across that are still readable on upright paper


@dataclass(frozen=True)
class Printed:
    """What stands above and below each printed page."""

    head: str
    foot: str


class Paper:
    """The columns of a sheet have `widths` in characters; `row` is the next free one."""

    def __init__(
        self, book: Any, styles: Styles, name: str, widths: Sequence[float], printed: Printed
    ) -> None:
        self.sheet = book.add_worksheet(name)
        self.name, self.styles, self.widths, self.row = name, styles, list(widths), 0
        for at, width in enumerate(self.widths):
            self.sheet.set_column(at, at, width)
        self.sheet.set_paper(A4)
        self.sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.8)
        if sum(self.widths) > PORTRAIT:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.hide_gridlines(2)
        self.sheet.set_header(f"&L&8{printed.head}")
        self.sheet.set_footer(f"&L&8{printed.foot}&R&8Page &P of &N")

    @property
    def pixels(self) -> float:
        """How wide all columns are together."""
        return sum(width * CHARACTER + PADDING for width in self.widths)

    def title(self, text: str) -> None:
        self.words(text, bold=True, font_size=16)

    def heading(self, text: str) -> None:
        self.gap()
        self.words(text, bold=True, font_size=12, bottom=1)

    def gap(self) -> None:
        self.sheet.set_row(self.row, 9)
        self.row += 1

    def words(self, text: str, **look: Any) -> None:
        """Words across the sheet, a row for each of their paragraphs."""
        for part in _parts(text):
            self._across(0, part, **look)

    def cell(self, cell: Cell, **look: Any) -> None:
        """A link, a verdict or a number across the sheet."""
        self._across(0, cell, **look)

    def fact(self, label: str, cell: Cell) -> None:
        """What it is at the left and what it says beside it; no row where it says nothing."""
        if cell is None or cell == "":
            return
        for n, part in enumerate(_parts(cell) if isinstance(cell, str) else [cell]):
            if n == 0:
                self.sheet.write_string(self.row, 0, as_text(label), self.styles(bold=True))
            self._across(1, part, beside=label if n == 0 else "", align="left")

    def entry(self, cell: Cell, text: str) -> None:
        """A number or link at the left and its words beside it, as in a list of contents."""
        write(self.sheet, (self.row, 0), cell, self.styles, align="left")
        self._across(1, text, align="left")

    def table(
        self, headings: Sequence[str], rows: Sequence[Sequence[Cell]], *, repeated: bool = True
    ) -> None:
        """A table from the left edge, its headings `repeated` on printed pages that follow."""
        if repeated:
            self.sheet.repeat_rows(self.row)
        counts = [any(is_number(row[at]) for row in rows) for at in range(len(headings))]
        self._row(headings, counts, bold=True, bg_color=GROUND, bottom=1)
        for row in rows:
            self._row(row, counts, bottom=4, bottom_color="#b1b4b6")

    def _row(self, cells: Sequence[Cell], counts: Sequence[bool], **look: Any) -> None:
        for at, (cell, right) in enumerate(zip(cells, counts, strict=True)):
            # Words beside a number need a little room from it.
            placed = {"align": "right"} if right else {"align": "left", "indent": int(at > 0)}
            write(self.sheet, (self.row, at), cell, self.styles, **placed, **look)
        heights = [
            _height(words_of(cell), self._room(at, at) - INDENT, bold=bool(look.get("bold")))
            for at, cell in enumerate(cells)
            if not isinstance(cell, (Number, date))
        ]
        self.sheet.set_row(self.row, max(heights, default=15))
        self.row += 1

    def _across(self, first: int, cell: Cell, *, beside: str = "", **look: Any) -> None:
        last = len(self.widths) - 1
        if last > first:
            self.sheet.merge_range(self.row, first, self.row, last, "", self.styles(**look))
        write(self.sheet, (self.row, first), cell, self.styles, **look)
        size = float(str(look.get("font_size", 10)))
        room = self._room(first, last)
        self.sheet.set_row(
            self.row, _height(words_of(cell), room, size, bold=bool(look.get("bold")))
        )
        self.row += 1

    def _room(self, first: int, last: int) -> float:
        return sum(width * CHARACTER for width in self.widths[first : last + 1])


def _parts(text: str) -> list[str]:
    """Paragraphs, the very long ones in pieces."""
    return [
        piece
        for paragraph in text.splitlines()
        for piece in textwrap.wrap(paragraph, LONG, replace_whitespace=False)
    ]


def _height(text: str, room: float, size: float = 10, *, bold: bool = False) -> float:
    """The height in points that a wrapped text needs."""
    pixels = size * PIXELS
    rows = [
        max(1, math.ceil(text_width(row, pixels, bold=bold) / room))
        for paragraph in text.splitlines()
        for row in wrapped(paragraph, room, pixels, bold=bold, most=sys.maxsize) or [""]
    ]
    return min(HIGHEST, max(1, sum(rows)) * size * 1.3 + 3)
