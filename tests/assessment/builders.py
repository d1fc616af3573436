"""Short ways to write measures, lines and targets in tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from indicators.assessment import Assessment, Baseline, Measure, Point, Target, assess
from indicators.periods import Period

TODAY = date(2025, 12, 1)


def measure(polarity: str = "lower", **other: Any) -> Measure:
    """A percentage without decimals, published once a year, unless told otherwise."""
    unit = other.pop("unit", "percent")
    usual = {"decimals": 0, "span": "in-period", "is_proportion": unit == "percent"}
    return Measure(unit=unit, polarity=polarity, **{**usual, **other})


def point(period: str, value: Any = None, counted: str = "", **other: Any) -> Point:
    """A figure; `counted` is "159/351", from which a percentage is worked out if none is given."""
    numerator, denominator = (Decimal(n) for n in counted.split("/")) if counted else (None, None)
    if value is None and numerator is not None and denominator:
        value = 100 * numerator / denominator
    return Point(
        period=Period.parse(period),
        value=None if value is None else Decimal(str(value)),
        numerator=numerator,
        denominator=denominator,
        **other,
    )


def target(low: Any = None, high: Any = None, tolerance: Any = 0, **other: Any) -> Target:
    return Target(
        low=None if low is None else Decimal(str(low)),
        high=None if high is None else Decimal(str(high)),
        tolerance=Decimal(str(tolerance)),
        starts=other.pop("starts", date(2010, 4, 1)),
        **other,
    )


def england(*points: Point, **other: Any) -> Baseline:
    return Baseline(kind="england", name="England", points=points, **other)


def judged(measure: Measure, *line: Point, **other: Any) -> Assessment:
    return assess(measure, line, **{"target": None, "today": TODAY, **other})


NEET = (point("2023-24", counted="155/304"), point("2024-25", counted="159/351"))
