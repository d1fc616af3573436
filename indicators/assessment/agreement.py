"""Whether two sources that count the same thing at the same time say the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from indicators.assessment.qualifiers import ends, is_open
from indicators.assessment.rounding import printed, step
from indicators.assessment.values import Measure, Point
from indicators.assessment.words import REASON_SENTENCES, difference, display_point

SOURCES = {"published": "published", "local": "by the council's own count"}
# What differs by a number of things is more or fewer; anything else is higher or lower.
COUNTED = ("count", "days", "weeks", "months", "working-days", "fte")


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """`word` says it in short ("The same"), `words` give the other figure and the difference.

    `share` is the size of a difference as a part of the larger of the two numbers, from 0 to 1.
    """

    verdict: Literal["same", "differs", "fits", "cannot-say", "not-compared"]
    word: str
    words: str
    share: Decimal = Decimal(0)


def agreement(
    measure: Measure, stated: Point, other: Point, *, other_measure: Measure | None = None
) -> Agreement:
    """Hold what is stated against another source's figure of the same definition and date.

    Both are held as the coarser of the two prints them. `measure.kind` of the other says whose it
    is. A stated figure that is open ("over 22", "4 to 8") fits, or differs by its nearer end.
    """
    theirs = other_measure or measure
    said = f"{display_point(theirs, other)} {SOURCES.get(theirs.kind, 'elsewhere')}"
    if stated.value is None or other.value is None:
        return _unknown(stated, other, said)
    common = _coarser(measure, theirs)
    value = printed(other.value, common.decimals, common.rounding)
    low, high = ends(common, stated.value, stated)
    if low <= value <= high:
        if is_open(stated):
            return Agreement(verdict="fits", word="Fits", words=said)
        return Agreement(verdict="same", word="The same", words=said)
    nearer = low if value < low else high
    apart = f"{difference(common, value, nearer)} {_way(common, value < low)}"
    share = abs(value - nearer) / max(abs(value), abs(nearer))
    return Agreement(verdict="differs", word="Differs", words=f"{said}, {apart}", share=share)


def not_compared(why: Sequence[str]) -> Agreement:
    """What stands beside a figure and is not held against it; `why` says what keeps them apart."""
    return Agreement(verdict="not-compared", word="Not compared", words="; ".join(why))


def _unknown(stated: Point, other: Point, said: str) -> Agreement:
    words = said
    if other.value is None:
        why = REASON_SENTENCES.get(other.missing_reason, "the source gives no reason")
        words = f"the other figure is missing: {why}"
    return Agreement(verdict="cannot-say", word="Cannot say", words=words)


def _coarser(one: Measure, other: Measure) -> Measure:
    """The measure of the one, printed in the larger step of the two."""
    larger: Decimal = max(step(one.decimals, one.rounding), step(other.decimals, other.rounding))
    return replace(one, rounding=larger)


def _way(measure: Measure, is_below: bool) -> str:
    if measure.unit in COUNTED:
        return "fewer" if is_below else "more"
    return "lower" if is_below else "higher"
