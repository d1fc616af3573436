"""From one period to another of its kind: a year back, or the next one.

Everything here works on dates and raises ValueError where there is no such period.
"""

from calendar import monthrange
from datetime import date, timedelta

from indicators.periods.forms import TERMS, Dates, last_day, months

STEPS = {
    "financial-year": 12,
    "quarter": 3,
    "month": 1,
    "academic-year": 12,
    "calendar-year": 12,
    "calendar-years": 12,
    "financial-years": 12,
    "rolling-12-months": 1,
    "day": 12,
}
FREQUENCIES = {"month": 1, "quarter": 3, "year": 12}
FREE = ("day", "span", "rolling-12-months")


def by_months(kind: str, dates: Dates, count: int) -> Dates:
    """The same period `count` months later; an end of a month stays an end of a month."""
    starts, ends = dates
    moved = _moved_end(ends, count)
    return (moved if kind == "day" else _moved(starts, count)), moved


def by_years(kind: str, dates: Dates, count: int) -> Dates:
    """The comparable period `count` years later: for a week the same ISO week."""
    if kind != "week":
        return by_months(kind, dates, 12 * count)
    year, week, _ = dates[0].isocalendar()
    return _week(date.fromisocalendar(year + count, week, 1))


def following(kind: str, dates: Dates, frequency: str | None) -> Dates:
    """The next of its kind, or the next at the given frequency where the kind leaves it open."""
    if frequency == "year":
        return by_years(kind, dates, 1)
    if frequency and kind in FREE:
        return _at_frequency(kind, dates, frequency)
    return _next_of_kind(kind, dates)


def _at_frequency(kind: str, dates: Dates, frequency: str) -> Dates:
    if frequency == "week":
        week = timedelta(days=7)
        return dates[0] + week, dates[1] + week
    if frequency == "term":
        ends = _term_after(_term_of(dates[1]))[1]
        return (ends if kind == "day" else dates[1] + timedelta(days=1)), ends
    return by_months(kind, dates, FREQUENCIES[frequency])


def _next_of_kind(kind: str, dates: Dates) -> Dates:
    if kind == "week":
        return _week(dates[0] + timedelta(days=7))
    if kind == "term":
        return _term_after(dates)
    if kind == "year-to-date":
        return _more_of_the_year(dates)
    if kind not in STEPS:
        raise ValueError(f"nothing follows a {kind} by itself")
    return by_months(kind, dates, STEPS[kind])


def _more_of_the_year(dates: Dates) -> Dates:
    starts, ends = dates
    if ends.month == 3:
        return months(ends.year, 4, 6)
    return starts, _moved_end(ends, 3)


def _term_of(day: date) -> Dates:
    first, last = next(term for term in TERMS.values() if term[0] <= day.month <= term[1])
    return months(day.year, first, last)


def _term_after(term: Dates) -> Dates:
    return _term_of(term[1] + timedelta(days=1))


def _week(monday: date) -> Dates:
    return monday, monday + timedelta(days=6)


def _moved(day: date, count: int) -> date:
    more, month = divmod(day.month - 1 + count, 12)
    year = day.year + more
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _moved_end(day: date, count: int) -> date:
    moved = _moved(day, count)
    return last_day(moved.year, moved.month) if day == last_day(day.year, day.month) else moved
