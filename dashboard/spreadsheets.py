"""What every workbook that Sightline writes has in common: texts stay texts, numbers numbers."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from indicators.ledger.export import neutral

A4 = 9
GROUND = "#f3f2f1"
# XML has no place for most control characters, nor for two that are no characters at all.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextmanager
def opened(
    made: BytesIO, title: str, created: datetime | None = None, **options: Any
) -> Iterator[Any]:
    """A workbook that is written into `made` at the end; `created` makes its bytes repeatable."""
    with xlsxwriter.Workbook(made, {**OPTIONS, **options}) as book:
        known = {"title": clean(title), "company": "", "author": ""}
        book.set_properties({**known, **({"created": created} if created else {})})
        yield book


def clean(text: str) -> str:
    """A text that XML can carry."""
    return UNPRINTABLE.sub("", text)


def as_text(text: object) -> str:
    """A text for a cell, which no spreadsheet takes for a formula."""
    return neutral(clean(str(text)))


def number_format(decimals: int) -> str:
    """Commas between thousands and so many decimals."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def in_footer(text: str) -> str:
    """An ampersand begins a command in a footer, which holds 255 characters in all."""
    short = text if len(text) <= 100 else f"{text[:99]}…"
    return clean(short).replace("&", "&&")
