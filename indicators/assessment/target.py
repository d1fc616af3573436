"""Is the target met? Judged as the value is printed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.assessment.qualifiers import ends
from indicators.assessment.rounding import printed
from indicators.assessment.values import Measure, Point, Status, Target, TargetVerdict
from indicators.assessment.words import (
    capital,
    display_exact,
    display_point,
    target_name,
    target_value,
)
from indicators.periods.spoken import long_day

Bounds = tuple[Decimal | None, Decimal | None]

WORDS = {"green": "{} met", "amber": "Close to {}", "red": "{} missed"}


@dataclass(frozen=True)
class Aim:
    """A target on the day it judges: its bounds, and what sentences call it."""

    bounds: Bounds
    name: str


def judge(
    measure: Measure, point: Point | None, target: Target | None, proposed: Target | None = None
) -> TargetVerdict:
    """Green, amber or red against the target in force at the period's end, else none."""
    if measure.for_reference:
        because = "A published measure, shown for reference: the council aims for no value of it."
        return TargetVerdict(status="none", word="For reference", because=because)
    if measure.polarity == "context":
        because = "Neither more nor less is good in itself, so there is no target."
        return TargetVerdict(status="none", word="No target", because=because)
    if target is None or bounds_of(measure, target) == (None, None):
        return _not_agreed(measure, proposed)
    if point is None or point.value is None:
        return TargetVerdict(
            status="none",
            word="No figure",
            because=f"There is no figure to hold against the {target_name(target)}.",
            end_target=_end(measure, target),
            origin=target.origin,
        )
    return _verdict(measure, point, ends(measure, point.value, point), target)


def bounds_of(measure: Measure, target: Target) -> Bounds:
    """The lowest and the highest value that meet the target; None where it sets no such bound."""
    low = target.low if measure.polarity in ("higher", "range") else None
    high = target.high if measure.polarity in ("lower", "range") else None
    return low, high


def aim(measure: Measure, target: Target, day: date) -> Aim:
    """The target as it stands on a day: with a trajectory, on the straight line to its end."""
    bounds = bounds_of(measure, target)
    name = f"{target_name(target)} of {target_value(measure, bounds)}"
    expected = _expected(measure, target, day)
    if expected is None:
        return Aim(bounds, name)
    shown = display_exact(measure, expected)
    name = f"{shown} expected by {long_day(day)} on the way to the {name}"
    return Aim((expected, None) if measure.polarity == "higher" else (None, expected), name)


def distance(value: Decimal, bounds: Bounds) -> Decimal:
    """How far a value lies outside the bounds: 0 inside."""
    low, high = bounds
    if low is not None and value < low:
        return low - value
    if high is not None and value > high:
        return value - high
    return Decimal(0)


def _not_agreed(measure: Measure, proposed: Target | None) -> TargetVerdict:
    clause = "no target agreed"
    if proposed is not None:
        bounds = bounds_of(measure, proposed)
        clause += f" ({target_value(measure, bounds)} is proposed)"
    because = f"{capital(clause)}."
    return TargetVerdict(status="none", word="No target agreed", because=because, clause=clause)


def _verdict(
    measure: Measure, point: Point, possible: tuple[Decimal, Decimal], target: Target
) -> TargetVerdict:
    """The colour of the end nearest the target; none when the ends lie on different sides of it."""
    held = aim(measure, target, point.period.ends)
    nearest = min(possible, key=lambda value: distance(value, held.bounds))
    gap = distance(nearest, held.bounds)
    settled = len({_side(value, held.bounds) for value in possible}) == 1
    status: Status = "green" if gap == 0 else "amber" if gap <= target.tolerance else "red"
    clause = f"not exact enough to hold against the {held.name}"
    if settled:
        clause = _clause(measure, nearest, status, held)
    return TargetVerdict(
        status=status if settled else "none",
        word=capital(WORDS[status].format(target_name(target))) if settled else "Cannot say",
        because=f"{capital(display_point(measure, point))} is {clause}.",
        clause=clause,
        bound=_closest_bound(nearest, held.bounds),
        end_target=_end(measure, target),
        gap=gap if settled else None,
        origin=target.origin,
    )


def _side(value: Decimal, bounds: Bounds) -> int:
    """1 above the bounds, -1 below, 0 inside."""
    low, high = bounds
    return int(high is not None and value > high) - int(low is not None and value < low)


def _clause(measure: Measure, value: Decimal, status: Status, held: Aim) -> str:
    if status == "green":
        return f"{_meets(measure, value, held)} the {held.name}"
    side = "above" if _side(value, held.bounds) > 0 else "below"
    return f"{'just ' if status == 'amber' else ''}{side} the {held.name}"


def _meets(measure: Measure, value: Decimal, held: Aim) -> str:
    if measure.polarity == "range":
        return "within"
    return "exactly on" if value in held.bounds else "better than"


def _expected(measure: Measure, target: Target, day: date) -> Decimal | None:
    """The value a trajectory expects on a day, as it would be printed; None when there is none."""
    end = _end(measure, target)
    if end is None or target.start_value is None or target.due is None or day >= target.due:
        return None
    gone = max(0, (day - target.starts).days)
    share = Decimal(gone) / Decimal((target.due - target.starts).days)
    expected = target.start_value + (end - target.start_value) * share
    return printed(expected, measure.decimals, measure.rounding)


def _end(measure: Measure, target: Target) -> Decimal | None:
    """The number aimed for; a range aims for two numbers, so for none in particular."""
    known = [bound for bound in bounds_of(measure, target) if bound is not None]
    return known[0] if len(known) == 1 else None


def _closest_bound(value: Decimal, bounds: Bounds) -> Decimal:
    return min((b for b in bounds if b is not None), key=lambda bound: abs(value - bound))
