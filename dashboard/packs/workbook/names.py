"""What the sheets of a workbook are called."""

import re

from dashboard.packs.pack import Pack
from dashboard.spreadsheets import clean

LONGEST = 31  # of UTF-16 units, as spreadsheets count
FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f\x7f]")


def sheet_names(pack: Pack) -> dict[str, str]:
    """By slug: its number and what fits of its name. The number makes it unique and no cell."""
    return {one.slug: _fitted(f"{n} {one.name}") for n, one in enumerate(pack.sheets, 1)}


def _fitted(name: str) -> str:
    plain = " ".join(FORBIDDEN.sub(" ", clean(name.replace("'", "’"))).split())
    if _length(plain) <= LONGEST:
        return plain
    while _length(plain) > LONGEST - 1:
        plain = plain[:-1]
    return f"{plain.rstrip()}…"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
