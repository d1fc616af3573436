"""What a year of the Local Authority Interactive Tool means, by the kind of its measure."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from indicators.ledger.models import Status
from indicators.periods import Period, PeriodError

YEAR = re.compile(
    r"(?P<year>\d{4})(?:[/-](?P<end>\d{2})(?:-(?P<last>\d{2})/(?P<close>\d{2}))?)?"
    r"(?: ?\((?P<how>[A-Za-z]+)\))?",
    re.ASCII,
)
# "OT" is the outturn of finance figures: what was spent, and final.
STATUSES = {
    "": Status.FINAL,
    "final": Status.FINAL,
    "ot": Status.FINAL,
    "rev": Status.REVISED,
    "prov": Status.PROVISIONAL,
}


def third_thursday_of_january(year: int) -> date:
    """The day of the school census."""
    first = date(year, 1, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 14)


# The written form of a kind's period by the year it ends in.
KINDS: dict[str, Callable[[int], str]] = {
    "financial year": lambda year: f"{year - 1}-{year % 100:02d}",
    "academic year": lambda year: f"AY {year - 1}-{year % 100:02d}",
    "calendar year": lambda year: f"CY {year}",
    "12 months to September": lambda year: f"12m to {year}-M09",
    "31 March": lambda year: f"{year}-03-31",
    "30 September": lambda year: f"{year}-09-30",
    "school census in January": lambda year: str(third_thursday_of_january(year)),
}
# Those that a year of two numbers can name: 2015/16 begins in one year and ends in the next.
SPLIT = ("financial year", "academic year", "31 March", "school census in January")


def read(text: str, kind: str) -> tuple[Period, str] | None:
    """The period, and how settled its figures are; None for what names no period of this kind."""
    match = YEAR.fullmatch(text.strip())
    status = STATUSES.get((match["how"] or "").lower()) if match else None
    if match is None or status is None:
        return None
    try:
        written = _written(match, kind)
        return (Period.parse(written), status.value) if written else None
    except PeriodError:
        return None


def _written(match: re.Match[str], kind: str) -> str:
    year, end = int(match["year"]), match["end"]
    if match["last"]:
        return _three_financial_years(match) if kind == "financial year" else ""
    if end is None:
        return KINDS[kind](year)
    if kind == "calendar year":  # 2014-16: three calendar years, first to last
        return f"CY {year}-{end}" if (year + 2) % 100 == int(end) else ""
    following = (year + 1) % 100 == int(end)
    return KINDS[kind](year + 1) if following and kind in SPLIT else ""


def _three_financial_years(match: re.Match[str]) -> str:
    """2013/14-15/16, from the first to the last."""
    numbers = [int(match["year"]) % 100, *(int(match[name]) for name in ("end", "last", "close"))]
    expected = [(numbers[0] + step) % 100 for step in (0, 1, 2, 3)]
    return f"{match['year']}-{match['close']}" if numbers == expected else ""
