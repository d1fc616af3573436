"""What a cell may hold, and how it looks."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dashboard.packs.pack import Status
from dashboard.packs.words import SHAPES
from dashboard.spreadsheets import as_text, number_format

LONGEST = 32_000  # a cell holds 32,767 characters
DIGITS = re.compile(r"[−-]?\d[\d,]*(?:\.(\d+))?")
# The inks of a status as on the pages.
INKS: dict[Status, str] = {
    "green": "#00663d",
    "amber": "#8a4b00",
    "red": "#b01c1c",
    "none": "#3c3e3f",
    "missing": "#3c3e3f",
}


@dataclass(frozen=True)
class Number:
    """A number that shows as it is printed elsewhere; with `words` kept, "40 (demonstration)"."""

    value: Decimal
    printed: str = ""
    words: bool = True

    @property
    def shown(self) -> str:
        """The number format."""
        found = DIGITS.search(self.printed)
        if found is None:
            return number_format(max(0, -int(self.value.as_tuple().exponent)))
        plain = number_format(len(found.group(1) or ""))
        before, after = self.printed[: found.start()], self.printed[found.end() :]
        if not self.words or len(before + after) > 60:
            return plain
        return f"{_quoted(before)}{plain}{_quoted(after)}"


@dataclass(frozen=True)
class Link:
    """A text or number that leads to another sheet of the book; keep it short, as not every
    spreadsheet wraps a link. `about` is said of it on hovering.
    """

    text: str | int
    sheet: str
    about: str = ""


@dataclass(frozen=True)
class Verdict:
    """A status: colour, shape and word."""

    status: Status
    word: str


Cell = str | int | Number | Link | Verdict | date | None


class Styles:
    """The book's formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def __call__(self, **asked: object) -> Any:
        key = tuple(sorted(asked.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"text_wrap": True, "valign": "top", **asked})
        return self._made[key]


def write(sheet: Any, at: tuple[int, int], cell: Cell, styles: Styles, **look: object) -> None:
    """A cell with its value as what it is: a number, a day, a link inside the book, or words."""
    if cell is None or cell == "":
        sheet.write_blank(*at, None, styles(**look))
    elif isinstance(cell, Number):
        sheet.write_number(*at, float(cell.value), styles(num_format=cell.shown, **look))
    elif isinstance(cell, int):
        sheet.write_number(*at, cell, styles(**look))
    elif isinstance(cell, date):
        sheet.write_datetime(
            *at, cell, styles(num_format="d mmm yyyy", **{"align": "left", **look})
        )
    elif isinstance(cell, Link):
        linked = styles(**{"font_color": "#1d70b8", "underline": 1, **look})
        tip = as_text(cell.about[:200]) or None
        sheet.write_url(*at, f"internal:'{cell.sheet}'!A1", linked, words_of(cell), tip)
        if isinstance(cell.text, int):
            sheet.write_number(*at, cell.text, linked)
    elif isinstance(cell, Verdict):
        look = {"bold": True, **look, "font_color": INKS[cell.status]}
        sheet.write_string(*at, words_of(cell), styles(**look))
    else:
        sheet.write_string(*at, words_of(cell), styles(**look))


def is_number(cell: Cell) -> bool:
    """Whether a reader takes it for a number, so that it stands under others of its column."""
    return isinstance(cell, (int, Number)) or (isinstance(cell, Link) and is_number(cell.text))


def words_of(cell: Cell) -> str:
    """What a reader sees in a cell, near enough to measure it."""
    if cell is None:
        return ""
    if isinstance(cell, Number):
        return cell.printed or str(cell.value)
    if isinstance(cell, Verdict):
        return as_text(f"{SHAPES[cell.status]} {cell.word}")
    if isinstance(cell, date):
        return f"{cell:%d %b %Y}"
    text = str(cell.text if isinstance(cell, Link) else cell)
    return as_text(text if len(text) <= LONGEST else f"{text[:LONGEST]} …")


def _quoted(text: str) -> str:
    plain = as_text(text).replace('"', "")
    return f'"{plain}"' if plain else ""
