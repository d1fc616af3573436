"""A period as it is said inside a sentence, with its preposition."""

from datetime import date

from indicators.periods.forms import Dates

MONTHS = (
    "January February March April May June July August September October November December".split()
)


def spoken(kind: str, written: str, dates: Dates) -> str:
    """Such as "in 2024-25", "at 31 March 2016" or "in the 12 months to March 2025"."""
    starts, ends = dates
    match kind:
        case "day":
            return f"at {long_day(starts)}"
        case "span":
            return f"between {_without_year(starts, ends)} and {long_day(ends)}"
        case "month":
            return f"in {_month(starts)}"
        case "quarter" | "year-to-date":
            return f"in {_months(starts, ends)}"
        case "rolling-12-months":
            return f"in the 12 months to {_month(ends)}"
        case "week":
            return f"in the week to {long_day(ends)}"
        case "academic-year":
            return f"in the academic year {written.removeprefix('AY ')}"
        case "term":
            year, term = written.split()
            return f"in the {term} term {year}"
        case "calendar-years":
            return f"in the three years {starts.year} to {ends.year}"
        case "financial-years":
            return f"in the three years {written}"
        case _:
            return f"in {written.removeprefix('CY ')}"


def long_day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _months(starts: date, ends: date) -> str:
    first = MONTHS[starts.month - 1] if starts.year == ends.year else _month(starts)
    return f"{first} to {_month(ends)}"


def _without_year(starts: date, ends: date) -> str:
    same = starts.year == ends.year
    return f"{starts.day} {MONTHS[starts.month - 1]}" if same else long_day(starts)
