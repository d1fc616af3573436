"""Whether a numerator and a denominator, as they are rounded, can make a published value."""

from decimal import Decimal


def makes(
    value: Decimal,
    numerator: Decimal,
    denominator: Decimal,
    *,
    per: int,
    decimals: int,
    step: Decimal,
) -> bool:
    """`per`: 100 for a percentage. `decimals` of the value; `step`: what both numbers round to."""
    slack, half = step / 2, Decimal(1).scaleb(-decimals) / 2
    if denominator <= slack:
        return False
    low = (numerator - slack) / (denominator + slack) * per
    high = (numerator + slack) / (denominator - slack) * per
    return low <= value + half and high >= value - half
