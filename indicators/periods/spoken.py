"""A period as it is said inside a sentence, with its preposition."""

from collections.abc import Callable
from datetime import date

NAMES = "January February March April May June July August September October November December"
MONTHS = NAMES.split()  # not those of the calendar module, which speak the server's language


def long_day(day: date) -> str:
    """Such as "31 March 2016"."""
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _months(written: str, starts: date, ends: date) -> str:
    first = MONTHS[starts.month - 1] if starts.year == ends.year else _month(starts)
    return f"in {first} to {_month(ends)}"


def _term(written: str, starts: date, ends: date) -> str:
    year, term = written.split()
    return f"in the {term} term {year}"


def _span(written: str, starts: date, ends: date) -> str:
    same_year = starts.year == ends.year
    first = f"{starts.day} {MONTHS[starts.month - 1]}" if same_year else long_day(starts)
    return f"between {first} and {long_day(ends)}"


SPOKEN: dict[str, Callable[[str, date, date], str]] = {
    "financial-year": lambda written, starts, ends: f"in {written}",
    "quarter": _months,
    "year-to-date": _months,
    "month": lambda written, starts, ends: f"in {_month(ends)}",
    "week": lambda written, starts, ends: f"in the week to {long_day(ends)}",
    "academic-year": lambda written, starts, ends: f"in the academic year {written[3:]}",
    "term": _term,
    "calendar-year": lambda written, starts, ends: f"in {ends.year}",
    "calendar-years": lambda written, starts, ends: (
        f"in the three years {starts.year} to {ends.year}"
    ),
    "financial-years": lambda written, starts, ends: f"in the three years {written}",
    "rolling-12-months": lambda written, starts, ends: f"in the 12 months to {_month(ends)}",
    "day": lambda written, starts, ends: f"at {long_day(ends)}",
    "span": _span,
}
