"""What `time_period` and `time_identifier` of a statistical release mean.

A year has four digits (2025: the year it ends in) or six (202425). Which months a "Reporting year"
has, or whether a yearly figure is of one day, no file says: that is for its mapping.
"""

import re

from indicators.importing.lait_years import KINDS
from indicators.periods import Period, PeriodError
from indicators.periods.spoken import MONTHS as NAMES

YEARLY = {
    "Reporting year": "",  # any kind that the mapping names
    "Financial year": "financial year",
    "Academic year": "academic year",
    "Calendar year": "calendar year",
}
# Days and other 12 months that a yearly figure may really be of.
WITHIN = ("31 March", "30 September", "school census in January", "12 months to September")
TERMS = {"Autumn term": "autumn", "Spring term": "spring", "Summer term": "summer"}
MONTHS = {name: number for number, name in enumerate(NAMES, start=1)}
HALVES = {
    "Part 1 (April to September)": ("{first}-04-01", "{first}-09-30"),
    "Part 2 (October to March)": ("{first}-10-01", "{last}-03-31"),
    "Autumn and spring term": ("{first}-09-01", "{last}-03-31"),
}
LONG = re.compile(r"[0-9]{4}|[0-9]{6}")
WEEK = re.compile(r"Week ([0-9]{1,2})")
QUARTER = re.compile(r"(Financial|Calendar) year Q([1-4])|Q([1-4])")


class TimeError(ValueError):
    """A time that cannot be read; the message says what it is and what to do."""


def is_open(identifier: str) -> bool:
    """Whether only a mapping can say which months it has."""
    return YEARLY.get(identifier) == ""


def read(time: str, identifier: str, kind: str) -> Period:
    """The period; `kind` is the mapping's word for a yearly figure, one of `lait_years.KINDS`."""
    first, last = _years(time)
    try:
        return Period.parse(_written(first, last, identifier, kind))
    except PeriodError as fault:
        raise TimeError(f"is {time} with “{identifier}”, which cannot be: {fault}") from None


def _years(time: str) -> tuple[int, int]:
    """The years of 202425, where the second follows the first; 2025 alone is both."""
    if not LONG.fullmatch(time):
        raise TimeError(f"is “{time[:40]}”, which is no year. Write it like 2025 or 202425.")
    first = int(time[:4])
    if len(time) == 4:
        return first, first
    if (first + 1) % 100 != int(time[4:]):
        raise TimeError(f"is {time}, whose years do not follow each other. Write it like 202425.")
    return first, first + 1


def _written(first: int, last: int, identifier: str, kind: str) -> str:
    if identifier in YEARLY:
        return KINDS[_kind(identifier, kind)](last)
    if identifier in MONTHS:
        return f"{first}-M{MONTHS[identifier]:02}"
    if week := WEEK.fullmatch(identifier):
        return f"{first}-W{int(week[1]):02}"
    if first == last:  # written like 2025: the year it ends in
        first -= 1
    both = f"{first}-{last % 100:02}"
    if identifier in TERMS:
        return f"{both} {TERMS[identifier]}"
    if identifier in HALVES:
        return "..".join(day.format(first=first, last=last) for day in HALVES[identifier])
    if quarter := QUARTER.fullmatch(identifier):
        return _quarter(both, last, quarter)
    known = ", ".join((*YEARLY, *TERMS, *HALVES, "January", "Week 12", "Financial year Q1"))
    raise TimeError(f"is “{identifier[:40]}”, which is no known time. Use one of: {known}.")


def _quarter(both: str, year: int, match: re.Match[str]) -> str:
    """Of the financial year, or the same months of a calendar year."""
    number = int(match[2] or match[3])
    if match[1] != "Calendar":
        return f"{both} Q{number}"
    return (
        f"{year - 1}-{year % 100:02} Q4"
        if number == 1
        else (f"{year}-{(year + 1) % 100:02} Q{number - 1}")
    )


def _kind(identifier: str, kind: str) -> str:
    own = YEARLY[identifier]
    if not own or kind in WITHIN or kind in ("", own):
        return kind or own or "financial year"
    raise TimeError(
        f'is “{identifier}”, but its mapping says {kind}. Write period = "{own}" there.'
    )
