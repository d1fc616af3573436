"""The quarters of Exampleshire, counted from today as its training is, whatever day it is."""

from datetime import date, timedelta


def ended(before: int = 0) -> date:
    """The last day of the quarter that ended last, or of one so many quarters before it."""
    today = date.today()
    month = 3 * ((today.month - 1) // 3) + 1 - 3 * before  # the month after it, from January = 1
    return date(today.year + (month - 1) // 12, (month - 1) % 12 + 1, 1) - timedelta(days=1)


def long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
