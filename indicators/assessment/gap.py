"""How far the figure is from England or similar authorities, and how far it once was."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.assessment.baseline import name, obstacle
from indicators.assessment.rounding import printed
from indicators.assessment.values import Baseline, Break, Measure, Point
from indicators.assessment.words import difference
from indicators.periods import Period


@dataclass(frozen=True, kw_only=True)
class Apart:
    """The two figures of one period: `size` is the council's less the other, both as printed."""

    period: Period
    size: Decimal


@dataclass(frozen=True, kw_only=True)
class Gap:
    """The gap in every period that has both figures, oldest first, and in words.

    `clause` stands in a line of its own ("gap to England 6 points above in 2024-25, was 5
    points above in 2016-17"); `note` says which editions of the neighbour model they come from.
    """

    kind: str
    steps: tuple[Apart, ...]
    clause: str
    sentence: str
    note: str = ""


def gap(
    measure: Measure, own: Sequence[Point], baseline: Baseline, breaks: Sequence[Break] = ()
) -> Gap | None:
    """The gap since the last break of the definition; None where the two are not compared."""
    beside = {one.period: one for one in baseline.points if one.value is not None}
    pairs = [
        (one, beside[one.period])
        for one in sorted(own, key=lambda one: one.period)
        if one.value is not None and one.period in beside
    ]
    pairs = [pair for pair in pairs if not obstacle(measure, *pair, baseline, breaks)]
    if not pairs:
        return None
    newest = pairs[-1][0].period
    pairs = [p for p in pairs if not any(b.between(p[0].period, newest) for b in breaks)]
    steps = tuple(Apart(period=a.period, size=_apart(measure, a, b)) for a, b in pairs)
    clause = f"gap to {name(baseline)} {_said(measure, *pairs[-1])} {newest.spoken}"
    if len(pairs) > 1:
        clause += f", was {_said(measure, *pairs[0])} {steps[0].period.spoken}"
    sentence = f"{clause[0].upper()}{clause[1:]}."
    return Gap(
        kind=baseline.kind, steps=steps, clause=clause, sentence=sentence, note=baseline.note
    )


def _apart(measure: Measure, own: Point, other: Point) -> Decimal:
    mine, theirs = (
        printed(one.value or Decimal(0), measure.decimals, measure.rounding) for one in (own, other)
    )
    return mine - theirs


def _said(measure: Measure, own: Point, other: Point) -> str:
    """Such as "4 points above", or "none" where they print alike."""
    size = _apart(measure, own, other)
    if not size:
        return "none"
    words = difference(measure, own.value or Decimal(0), other.value or Decimal(0))
    return f"{words} {'above' if size > 0 else 'below'}"
