"""A gap to the target, said in people."""

from bisect import bisect_left
from decimal import Decimal

from indicators.assessment.counts import PER, proportion
from indicators.assessment.qualifiers import is_approximate, is_open
from indicators.assessment.rounding import printed
from indicators.assessment.target import Bounds, aim, distance
from indicators.assessment.values import InChildren, Measure, Point, Target
from indicators.assessment.words import capital, in_words, target_name


def in_children(measure: Measure, point: Point | None, target: Target | None) -> InChildren | None:
    """The smallest change of the numerator that makes the printed value meet the target.

    None where the target is met or there is none, where numerator or denominator is not known,
    and where no number of people would do.
    """
    counted = proportion(measure, point) if point and target else None
    if point is None or target is None or counted is None or point.value is None:
        return None
    if is_open(point) or is_approximate(point):
        return None
    hits, of = counted
    bounds = aim(measure, target, point.period.ends).bounds
    value = printed(point.value, measure.decimals, measure.rounding)
    if distance(value, bounds) == 0:
        return None
    fewer = bounds[1] is not None and value > bounds[1]
    number = _fewest(measure, hits, of, bounds, fewer)
    return _said(number, fewer, target, point) if number else None


def _fewest(measure: Measure, hits: int, of: int, bounds: Bounds, fewer: bool) -> int | None:
    """The first step, down or up, at which the printed value is no longer past the bound."""
    low, high = bounds

    def share(number: int) -> Decimal:
        left = hits - number if fewer else hits + number
        exact = Decimal(left) * PER["percent"] / Decimal(of)
        return printed(exact, measure.decimals, measure.rounding)

    def reached(number: int) -> bool:
        if fewer:
            return high is not None and share(number) <= high
        return low is not None and share(number) >= low

    most = hits if fewer else of - hits
    number = bisect_left(range(most + 1), True, key=reached)
    # In a range one person of few can step over both bounds at once.
    return number if number <= most and distance(share(number), bounds) == 0 else None


def _said(number: int, fewer: bool, target: Target, point: Point) -> InChildren:
    name = target_name(target)
    on_the_way = target.start_value is not None and target.due and point.period.ends < target.due
    meet = f"be on the way to the {name}" if on_the_way else f"meet the {name}"
    sentence = f"{capital(in_words(number))} {'fewer' if fewer else 'more'} would {meet}."
    return InChildren(number=number, fewer=fewer, sentence=sentence)
