"""The short forms that a chart writes: a period under an axis, a value at the end of a line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from indicators.assessment.rounding import printed
from indicators.assessment.values import Measure, Point
from indicators.assessment.words import REASONS, display_value, number
from indicators.periods import Period

# Units short enough to stand behind every value; the others stand over the axis only.
SHORT_UNITS = ("percent", "pounds", "days", "weeks", "months", "working-days")
UNIT_HEADINGS = {
    "percent": "%",
    "per-1,000": "per 1,000",
    "per-10,000": "per 10,000",
    "per-100,000": "per 100,000",
    "days": "days",
    "weeks": "weeks",
    "months": "months",
    "working-days": "working days",
    "cases-per-worker": "cases per worker",
    "pounds": "£",
    "fte": "full-time equivalent",
}


def day(value: date) -> str:
    """A day as an axis writes it: "31 Mar 2025"."""
    return f"{value.day} {value:%b %Y}"


def period(value: Period) -> str:
    """A period as an axis writes it: its written form, except where that is for machines."""
    if value.kind == "day":
        return day(value.ends)
    if value.kind == "month":
        return f"{value.ends:%b %Y}"
    if value.kind == "rolling-12-months":
        return f"12 months to {value.ends:%b %Y}"
    if value.kind == "span":
        first = f"{value.starts.day} {value.starts:%b}"
        if value.starts.year != value.ends.year:
            first = day(value.starts)
        return f"{first} to {day(value.ends)}"
    return str(value)


def cell(measure: Measure, value: Decimal) -> str:
    """A value under a heading that already names its unit: "45", "1,061"."""
    return number(printed(value, measure.decimals, measure.rounding))


def value(measure: Measure, point: Point) -> str:
    """A figure with its qualifier and range, and its unit where that is short; "" without one."""
    if point.value is None:
        return ""
    ends = [end for end in (point.value, point.upper) if end is not None]
    short = measure.unit in SHORT_UNITS
    text = " to ".join(display_value(measure, end) if short else cell(measure, end) for end in ends)
    qualifier = "" if point.qualifier == "derived" else point.qualifier
    return f"{qualifier} {text}".strip()


def reason(point: Point) -> str:
    """Why there is no figure, in words; "" where there is one."""
    return "" if point.value is not None else REASONS.get(point.missing_reason, "not available")


def heading(name: str, unit: str) -> str:
    """A column's heading with its unit: "Worcestershire (%)"."""
    return f"{name} ({UNIT_HEADINGS[unit]})" if unit in UNIT_HEADINGS else name
