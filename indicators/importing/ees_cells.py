"""What a cell of a statistical release says: a number, or why there is none."""

import re
from decimal import Decimal
from typing import NamedTuple

from indicators.ledger.models import Missing

SYMBOLS = {
    "c": Missing.SUPPRESSED.value,
    "x": Missing.NOT_AVAILABLE.value,
    ":": Missing.NOT_AVAILABLE.value,
    "": Missing.NOT_AVAILABLE.value,
    "z": Missing.NOT_APPLICABLE.value,
    "u": Missing.UNRELIABLE.value,
    "low": Missing.ROUNDS_TO_ZERO.value,
    "k": Missing.ROUNDS_TO_ZERO.value,
}
NUMBER = re.compile(r"[+-]?(?:[0-9]{1,14}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?")
YEARS_MONTHS = re.compile(r"([0-9]{1,3}):([0-9]{2})")
SIX = Decimal("0.000001")
LIMIT = Decimal(10) ** 14


class Cell(NamedTuple):
    """A number with up to six decimals, or the reason why there is none."""

    number: Decimal | None
    reason: str


def read(text: str) -> Cell | None:
    """None for what is neither a number nor a symbol. 01:10 is a year and ten months: 22 months."""
    plain = text.strip()
    reason = SYMBOLS.get(plain.lower())
    if reason is not None:
        return Cell(None, reason)
    if NUMBER.fullmatch(plain):
        number = Decimal(plain)
        return Cell(number.quantize(SIX) + 0, "") if abs(number) < LIMIT else None
    if (match := YEARS_MONTHS.fullmatch(plain)) and int(match[2]) < 12:
        return Cell(Decimal(12 * int(match[1]) + int(match[2])), "")
    return None


def is_months(text: str) -> bool:
    """Whether it is a duration written as years:months."""
    return bool(YEARS_MONTHS.fullmatch(text.strip()))
