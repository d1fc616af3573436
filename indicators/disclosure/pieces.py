"""The pieces into which the figures of a line divide time, and a number for each.

Plain Python. What happened between two days may be known only from longer spans: of the quarters
the year so far, or the last twelve months. Their differences are then what can be worked out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """How many there were from a first to a last day."""

    starts: date
    ends: date
    amount: Decimal

    @property
    def after(self) -> date:
        return self.ends + DAY


@dataclass(frozen=True)
class Pieces:
    """The days that cut a line, and how many there were from each to the next.

    `amounts` has None between two cuts of which no stretch says anything. Where the stretches leave
    them open, they are in the middle of what is possible; cuts with the same mark in `tied` have
    nothing open between them. `apart` are the places of stretches that contradict those before.
    """

    cuts: Sequence[date] = ()
    amounts: Sequence[Decimal | None] = ()
    tied: Sequence[int] = ()
    apart: frozenset[int] = frozenset()

    def between(self, starts: date, after: date) -> Decimal | None:
        """How many from a cut to another; None where a piece of it is not known of."""
        found = self.amounts[self.cuts.index(starts) : self.cuts.index(after)]
        if None in found:
            return None
        return sum((one for one in found if one is not None), Decimal(0))

    def is_open(self, starts: date, after: date) -> bool:
        """Whether the stretches leave open how many there were from a cut to another."""
        return self.tied[self.cuts.index(starts)] != self.tied[self.cuts.index(after)]


def pieces(stretches: Sequence[Stretch]) -> Pieces:
    """Numbers of 0 or more for all pieces, such that every stretch is the sum of its own.

    The newest stretch comes first: where they contradict each other, the later ones in this order
    are left apart. Whole stretches give whole pieces.
    """
    kept, apart = list(stretches), set[int]()
    limits = _limits(kept)
    if limits is None:
        kept = []
        for number, one in enumerate(stretches):
            limits = _limits([*kept, one])
            if limits is None:
                apart.add(number)
            else:
                kept.append(one)
        limits = _limits(kept)
    if limits is None:  # no stretch at all
        return Pieces(apart=frozenset(apart))
    cuts, low, high = limits
    amounts = [
        after - before if any(one.starts <= start and end <= one.after for one in kept) else None
        for (start, end), (before, after) in zip(
            pairwise(cuts), pairwise(_middle(kept, low, high)), strict=True
        )
    ]
    return Pieces(cuts, amounts, _tied(cuts, kept, low, high), frozenset(apart))


def _middle(
    kept: Iterable[Stretch], low: Sequence[Decimal], high: Sequence[Decimal]
) -> list[Decimal]:
    """Half way between the lowest and the highest running total, which is possible as they are."""
    whole = all(one.amount == one.amount.to_integral_value() for one in kept)
    halves = [(one + other) / 2 for one, other in zip(low, high, strict=True)]
    return [half.to_integral_value("ROUND_FLOOR") for half in halves] if whole else halves


def _tied(
    cuts: Sequence[date], kept: Sequence[Stretch], low: Sequence[Decimal], high: Sequence[Decimal]
) -> list[int]:
    """A mark for each cut: the same where stretches lead from one to the other, or both known."""
    marks = list(range(len(cuts)))
    exact = [number for number in marks if low[number] == high[number]]
    ends = [(cuts.index(one.starts), cuts.index(one.after)) for one in kept]
    for one, other in [*ends, *pairwise(exact)]:
        old, new = marks[other], marks[one]
        marks = [new if mark == old else mark for mark in marks]
    return marks


def _limits(
    kept: Sequence[Stretch],
) -> tuple[list[date], list[Decimal], list[Decimal]] | None:
    """The cuts, and the lowest and highest running total at each; None where nothing is possible.

    Differences that are limited from both sides are distances in a graph: Bellman and Ford's
    shortest paths are the highest totals, and those to the first cut the lowest.
    """
    cuts = sorted({day for one in kept for day in (one.starts, one.after)})
    place = {day: number for number, day in enumerate(cuts)}
    edges = [(k + 1, k, Decimal(0)) for k in range(len(cuts) - 1)]
    for one in kept:
        a, b = place[one.starts], place[one.after]
        edges += [(a, b, one.amount), (b, a, -one.amount)]
    edges += [(k, k + 1, Decimal(0)) for k in _gaps(cuts, kept)]
    high = _distances(len(cuts), edges)
    low = _distances(len(cuts), [(b, a, length) for a, b, length in edges])
    if high is None or low is None or not cuts:
        return None
    return cuts, [-one for one in low], high


def _gaps(cuts: Sequence[date], kept: Sequence[Stretch]) -> list[int]:
    """The places of pieces that no stretch covers: nothing is known of them, and 0 does no harm."""
    return [
        number
        for number, (start, end) in enumerate(pairwise(cuts))
        if not any(one.starts <= start and end <= one.after for one in kept)
    ]


def _distances(count: int, edges: Sequence[tuple[int, int, Decimal]]) -> list[Decimal] | None:
    """From the first place to each; None where going round in a circle makes it ever shorter."""
    far = Decimal("Infinity")
    found = [Decimal(0), *[far] * (count - 1)]
    for _ in range(count + 1):
        changed = False
        for start, end, length in edges:
            if found[start] + length < found[end]:
                found[end], changed = found[start] + length, True
        if not changed:
            return found
    return None
