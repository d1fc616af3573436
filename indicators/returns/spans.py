"""This quarter and the year so far: a line wants one of them and accepts either.

Q3 of the year so far holds Q1 and Q2. What was typed for one is worked into the other from the
earlier quarters that are published.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.periods import Period
from indicators.periods.forms import months
from indicators.returns.numbers import Numbers, worked_out

# Rates are said of the children who live there: their number does not add up over quarters.
POPULATION = ("per-10,000", "per-100,000")


@dataclass(frozen=True)
class Amount:
    """A published figure of an earlier quarter of the same year."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None


def is_cumulative(period: Period) -> bool:
    """Whether the line wants the year so far."""
    return period.kind == "year-to-date"


def has_both(period: Period) -> bool:
    """Whether a line can be given for the quarter and for the year so far."""
    return period.kind in ("year-to-date", "quarter")


def earlier(period: Period) -> list[Period]:
    """The published periods that turning one kind into the other needs; none in April to June."""
    first, last = date(_year(period.ends), 4, 1), period.ends
    quarters = (last.month - 4) % 12 // 3
    if is_cumulative(period):
        if quarters == 0:
            return []
        return [Period("year-to-date", first, months(first.year, 4, 3 + 3 * quarters)[1])]
    return [
        Period("quarter", *months(first.year, 4 + 3 * one, 6 + 3 * one)) for one in range(quarters)
    ]


def converted(
    numbers: Numbers, period: Period, so_far: bool, known: Mapping[Period, Amount], unit: str
) -> Numbers:
    """The numbers in the kind that the line wants.

    Where an earlier quarter is not published, or the result is below nothing, a fault says what to
    type instead.
    """
    if not has_both(period) or so_far == is_cumulative(period):
        return numbers
    if numbers.is_empty or _is_below_nothing(numbers):  # said of what was typed, not of a sum
        return numbers
    before = [known.get(one) for one in earlier(period)]
    amounts = [one for one in before if one and one.value is not None]
    field = "value" if numbers.numerator is None else "numerator"
    instead = f"Type {'the year so far' if is_cumulative(period) else 'the quarter alone'} instead."
    if not before:  # in April to June both are the same
        return numbers
    if len(amounts) < len(before):
        return _fault(field, f"An earlier quarter of the year has no published figure. {instead}")
    sign = 1 if is_cumulative(period) else -1
    if numbers.numerator is None or numbers.denominator is None:
        if numbers.value is None or unit != "count":
            return _fault(field, f"Two averages or percentages make no third. {instead}")
        total = numbers.value + sign * _sum(one.value for one in amounts)
        return _not_below_nothing(Numbers(value=total), field)
    if any(one.numerator is None or one.denominator is None for one in amounts):
        return _fault(field, f"An earlier quarter has no numerator and denominator. {instead}")
    part = numbers.numerator + sign * _sum(one.numerator for one in amounts)
    whole = numbers.denominator
    if unit not in POPULATION:
        whole += sign * _sum(one.denominator for one in amounts)
    result = _not_below_nothing(Numbers(numerator=part, denominator=whole), field)
    return result if result.faults else worked_out(part, whole, unit)


def _fault(field: str, sentence: str) -> Numbers:
    return Numbers(faults=[(field, sentence)])


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((one for one in amounts if one is not None), Decimal(0))


def _not_below_nothing(numbers: Numbers, field: str) -> Numbers:
    if _is_below_nothing(numbers):
        sentence = "The year so far is less than the quarters before it. Check which was typed."
        return _fault(field, sentence)
    return numbers


def _is_below_nothing(numbers: Numbers) -> bool:
    found = (numbers.numerator, numbers.denominator, numbers.value)
    return any(one is not None and one < 0 for one in found)


def _year(day: date) -> int:
    return day.year if day.month >= 4 else day.year - 1
