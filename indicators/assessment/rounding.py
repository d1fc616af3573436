"""Rounding as figures are printed: half away from zero."""

from decimal import ROUND_HALF_UP, Decimal


def step(decimals: int, rounding: Decimal | None = None) -> Decimal:
    """The smallest difference that can be printed: the coarser of decimals and source rounding."""
    finest = Decimal(1).scaleb(-decimals)
    # A step may come from a database as 1.000000, and its noughts would be printed.
    return max(finest, rounding.normalize()) if rounding else finest


def printed(value: Decimal, decimals: int, rounding: Decimal | None = None) -> Decimal:
    """The value as it is printed, with as many decimals as are shown: "9", not "9.0".

    ROUND_HALF_UP of the decimal module rounds half away from zero; adding 0 drops a minus zero.
    """
    unit = step(decimals, rounding)
    return (value / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit + 0


def places(unit: Decimal) -> int:
    """How many decimals a step shows: 1 for 0.1, none for 1 and 5."""
    exponent = unit.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
