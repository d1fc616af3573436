"""Which period a line of a return is about, and when a return opens and falls due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, ClassVar

import holidays
from django.conf import settings
from pydantic import Field

from indicators.catalogue.files import read_table, read_toml
from indicators.catalogue.schema import Table
from indicators.periods import Period
from indicators.periods.forms import TERMS, months
from indicators.tables import Faults

FILE = "calendar.toml"
# Which lines a return of each kind of period asks for, by how often they are due.
ASKED: Mapping[str, tuple[str, ...]] = {
    "week": ("week",),
    "month": ("month",),
    "quarter": ("quarter", "year", "month", "week"),
    "term": ("term",),
    "financial-year": ("year",),
}
# The first and last month of each.
MONTHS: Mapping[str, Sequence[tuple[int, int]]] = {
    "month": [(month, month) for month in range(1, 13)],
    "quarter": [(1, 3), (4, 6), (7, 9), (10, 12)],
    "term": list(TERMS.values()),
}
YEAR_ENDS = 3  # the financial year's last month


@dataclass(frozen=True)
class Dates:
    """The first day a return can be filled in, and the last day it is on time."""

    opens: date
    due: date


class Entry(Table):
    """One table of calendar.toml: days after the last day of a period of this kind."""

    of: ClassVar[str] = "the calendar"
    opens_days_after: Annotated[int, Field(ge=0, le=365)]
    due_working_days_after: Annotated[int, Field(ge=1, le=250)]
    opens_by_itself: bool


def read_calendar(folder: Path, faults: Faults) -> dict[str, Entry]:
    """The entries by kind of period; what is wrong is added to the faults."""
    tables = read_toml(folder / FILE, FILE, faults)
    if tables is None:
        return {}
    for kind in sorted(set(tables) - set(ASKED)):
        faults.add(f"{FILE}, {kind}", f"is no kind of return. Use {', '.join(ASKED)}.")
    for kind in sorted(set(ASKED) - set(tables)):
        faults.add(f"{FILE}, {kind}", "is missing. Say when such a return opens and is due.")
    return {
        kind: entry
        for kind, body in tables.items()
        if (entry := read_table(Entry, body, f"{FILE}, {kind}", faults))
    }


@cache
def _calendar() -> Mapping[str, Entry]:
    faults = Faults()
    entries = read_calendar(settings.BASE_DIR / "data" / "returns", faults)
    faults.stop_if_any()
    return entries


def dates_of(period: Period) -> Dates:
    """When the return for a period opens and is due, by data/returns/calendar.toml."""
    entry = _calendar()[period.kind]
    opens = period.ends + timedelta(days=entry.opens_days_after)
    return Dates(opens=opens, due=working_days_after(period.ends, entry.due_working_days_after))


def opened_kinds() -> tuple[str, ...]:
    """The kinds of period for which every team's return opens by itself."""
    return tuple(kind for kind, entry in _calendar().items() if entry.opens_by_itself)


def running(kind: str, day: date) -> Period:
    """The period of a kind of return that a day lies in."""
    if kind == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(kind, monday, monday + timedelta(days=6))
    if kind == "financial-year":
        return Period(kind, *months(day.year - (day.month <= YEAR_ENDS), 4, 15))
    first, last = next(span for span in MONTHS[kind] if span[0] <= day.month <= span[1])
    return Period(kind, *months(day.year, first, last))


def working_days_after(day: date, count: int) -> date:
    """The last of so many working days, counted from the day after; England's bank holidays."""
    closed = holidays.country_holidays("GB", subdiv="ENG")
    while count:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in closed:
            count -= 1
    return day


def working_days_since(day: date, today: date) -> int:
    """How many working days have begun since a day; 0 on that day and before it."""
    closed = holidays.country_holidays("GB", subdiv="ENG")
    after = (day + timedelta(days=one) for one in range(1, (today - day).days + 1))
    return sum(1 for one in after if one.weekday() < 5 and one not in closed)


def line_period(span: str, frequency: str, of: Period) -> Period | None:
    """The period that a line of the return for `of` is about; None where it is not asked for.

    A quarter asks for the last month of what is counted monthly, the last week of what is counted
    weekly, and in January to March for the year.
    """
    if frequency not in ASKED.get(of.kind, ()):
        return None
    if frequency == "year" and of.ends.month != YEAR_ENDS:
        return None
    if span == "day":
        return Period("day", of.ends, of.ends)
    return COVERS[span](frequency, of)


def _in_period(frequency: str, of: Period) -> Period:
    if frequency == of.kind or frequency == "term":
        return of
    if frequency == "month":
        return Period("month", *months(of.ends.year, of.ends.month, of.ends.month))
    if frequency == "week":
        sunday = of.ends - timedelta(days=(of.ends.weekday() + 1) % 7)
        return Period("week", sunday - timedelta(days=6), sunday)
    return Period("financial-year", *months(of.ends.year - 1, 4, 15))


def _year_to_date(frequency: str, of: Period) -> Period:
    year = of.ends.year if of.ends.month >= 4 else of.ends.year - 1
    return Period("year-to-date", date(year, 4, 1), of.ends)


def _rolling(frequency: str, of: Period) -> Period:
    return Period(
        "rolling-12-months", *months(of.ends.year - 1, of.ends.month + 1, of.ends.month + 12)
    )


def _three_years(frequency: str, of: Period) -> Period:
    return Period("financial-years", *months(of.ends.year - 3, 4, 39))


COVERS = {
    "in-period": _in_period,
    "year-to-date": _year_to_date,
    "rolling-12-months": _rolling,
    "three-year": _three_years,
}
