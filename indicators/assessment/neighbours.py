"""Similar authorities, summed up in one period.

They are drawn and judged by the plain mean of those with a value; the median and the pooled
value are second and third answers, and a reader is told when either changes sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from indicators.assessment.rounding import printed
from indicators.assessment.values import Baseline, Measure, Point
from indicators.assessment.words import display_value
from indicators.periods import Period


@dataclass(frozen=True, kw_only=True)
class NeighbourSummary:
    """How many had a value, and the three ways to sum them up."""

    with_value: int
    mean: Decimal | None
    median: Decimal | None
    pooled: Decimal | None


def summarise(points: Sequence[Point]) -> NeighbourSummary:
    """Mean, median and pooled value of the points that have one.

    Pooled is the mean weighted by denominators, which is the value of all their people together;
    it is None unless every point with a value has a denominator.
    """
    known = [point for point in points if point.value is not None]
    values = [point.value for point in known if point.value is not None]
    if not values:
        return NeighbourSummary(with_value=0, mean=None, median=None, pooled=None)
    return NeighbourSummary(
        with_value=len(values),
        mean=sum(values, Decimal(0)) / len(values),
        median=median(values),
        pooled=_pooled(known),
    )


def split(measure: Measure, value: Decimal, baseline: Baseline, beside: Point) -> str:
    """Where median or pooled value put the council on the other side than the mean, else ""."""
    if beside.value is None:
        return ""
    side = _side(measure, value, beside.value)
    others = {
        "median": baseline.medians.get(beside.period),
        "pooled value": baseline.pooled.get(beside.period),
    }
    crossed = [
        f"their {name} ({display_value(measure, other)})"
        for name, other in others.items()
        if other is not None and side * _side(measure, value, other) < 0
    ]
    if not crossed:
        return ""
    here, there = ("above", "below") if side > 0 else ("below", "above")
    mean = display_value(measure, beside.value)
    return f"{here} the mean of similar authorities ({mean}) but {there} {' and '.join(crossed)}"


def _pooled(points: Sequence[Point]) -> Decimal | None:
    weighted = [
        (point.value, point.denominator)
        for point in points
        if point.value is not None and point.denominator is not None
    ]
    total = sum((weight for _, weight in weighted), Decimal(0))
    if len(weighted) < len(points) or not total:
        return None
    return sum((value * weight for value, weight in weighted), Decimal(0)) / total


def _side(measure: Measure, value: Decimal, other: Decimal) -> int:
    """1 above, -1 below, 0 the same, as printed."""
    own, theirs = (printed(one, measure.decimals, measure.rounding) for one in (value, other))
    return (own > theirs) - (own < theirs)


def detail(measure: Measure, baseline: Baseline, period: Period) -> str:
    """How many had a figure, in which edition, and the two other ways to sum them up; else ""."""
    if not baseline.members:
        return ""
    said = [
        f"The plain mean of {baseline.with_value.get(period, 0)} of {baseline.members} authorities"
    ]
    median_of, pooled = baseline.medians.get(period), baseline.pooled.get(period)
    if median_of is not None:
        said.append(f"their median is {display_value(measure, median_of)}")
    if pooled is not None:
        said.append(f"all their people taken together make {display_value(measure, pooled)}")
    return f"{'; '.join(said)}. {baseline.note}".strip()
