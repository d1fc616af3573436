"""The whole numbers behind a figure, where the source gives them."""

from decimal import Decimal

from indicators.assessment.values import Measure, Point

# How many of the denominator a rate is said for.
PER = {"percent": 100, "per-1,000": 1_000, "per-10,000": 10_000, "per-100,000": 100_000}
RATES = tuple(unit for unit in PER if unit != "percent")


def whole(value: Decimal | None) -> int | None:
    """A count that can be counted: not negative and no part of one."""
    if value is None or value < 0 or value != value.to_integral_value():
        return None
    return int(value)


def proportion(measure: Measure, point: Point) -> tuple[int, int] | None:
    """Numerator and denominator of a share of people or cases."""
    hits, of = whole(point.numerator), whole(point.denominator)
    if not measure.is_proportion or hits is None or not of or hits > of:
        return None
    return hits, of


def rate(measure: Measure, point: Point) -> tuple[int, float] | None:
    """Events and the population they happened in, for a rate."""
    events = whole(point.numerator)
    if measure.unit not in RATES or events is None:
        return None
    return (events, float(point.denominator)) if point.denominator else None


def events(measure: Measure, point: Point) -> int | None:
    """A count of events in a period; people counted on a day are no events."""
    if measure.unit != "count" or measure.span == "day" or point.period.kind == "day":
        return None
    return whole(point.value)
