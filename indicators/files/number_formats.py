"""How a workbook shows the number of a cell: 0.45 as 45%, 45750 as a day."""

import re
from xml.etree.ElementTree import Element

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DATE, PERCENT = "date", "percent"
# Formats that every workbook has, by their numbers.
DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
PERCENTS = {9, 10}
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def shown_as(styles: Element) -> list[str]:
    """For each style of a cell DATE, PERCENT, or "" for a plain number."""
    codes = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iter(MAIN + "numFmt")}
    used = styles.find(MAIN + "cellXfs")
    ids = [one.get("numFmtId", "0") for one in used or ()]
    return [_shown(int(one), codes.get(one, "")) for one in ids]


def _shown(number: int, code: str) -> str:
    bare = LITERAL.sub("", code)
    if number in DATES or (code != "General" and re.search("[dmyhs]", bare, re.IGNORECASE)):
        return DATE
    return PERCENT if number in PERCENTS or "%" in bare else ""
