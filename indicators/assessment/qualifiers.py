"""What a figure such as "over 22" or "10 to 12" leaves open."""

from decimal import Decimal

from indicators.assessment.rounding import printed, step
from indicators.assessment.values import Measure, Point

ENDLESS = Decimal("Infinity")
ONE_SIDED = ("over", "at least", "under", "up to")
APPROXIMATE = ("about", "almost")


def is_open(point: Point) -> bool:
    """Whether the source leaves open where the value lies."""
    return point.upper is not None or point.qualifier in ONE_SIDED


def is_approximate(point: Point) -> bool:
    return point.qualifier in APPROXIMATE


def ends(measure: Measure, value: Decimal, point: Point) -> tuple[Decimal, Decimal]:
    """The lowest and highest value, as printed, that the figure can mean."""
    low = printed(value, measure.decimals, measure.rounding)
    high = low
    if point.upper is not None:
        high = printed(point.upper, measure.decimals, measure.rounding)
    unit = step(measure.decimals, measure.rounding)
    return {
        "over": (low + unit, ENDLESS),
        "at least": (low, ENDLESS),
        "under": (-ENDLESS, high - unit),
        "up to": (-ENDLESS, high),
    }.get(point.qualifier, (low, high))
