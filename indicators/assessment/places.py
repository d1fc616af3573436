"""The place of a published figure among those of all local authorities: rank and quartile.

Values are compared as they are stored, not as they are printed: two authorities tie when their
source gives them the same number. A is the best quarter; a value on a cut takes the better letter.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from indicators.assessment.baseline import SIZES
from indicators.assessment.values import Measure
from indicators.assessment.words import ordinal
from indicators.periods import Period

Letter = Literal["A", "B", "C", "D"]

LETTERS: tuple[Letter, ...] = ("A", "B", "C", "D")
QUARTERS: dict[Letter, str] = {"A": "best", "B": "second", "C": "third", "D": "last"}
RANKED = ("higher", "lower", "context")
WITHIN_A_RANGE = (
    "Both too high and too low are bad here, so neither the highest nor the lowest comes first."
)
SIZE = "It grows with the size of the place, so the largest places come first."
NOBODY = "No local authority has a figure for this period."


@dataclass(frozen=True, kw_only=True)
class Cuts:
    """The 25th, 50th and 75th percentile of the values, linear between two of them."""

    low: Decimal
    middle: Decimal
    high: Decimal


@dataclass(frozen=True, kw_only=True)
class Place:
    """From `rank` to `rank_to` of `of`: the same unless others have the same value.

    `quartile` is "" where nothing is good or bad; then the first is the highest.
    """

    rank: int
    rank_to: int
    of: int
    quartile: Letter | Literal[""] = ""

    @property
    def ranks(self) -> str:
        """Such as "105th to 112th", or "12th highest" where nothing is good or bad."""
        shared = " to ".join(ordinal(rank) for rank in dict.fromkeys((self.rank, self.rank_to)))
        return shared if self.quartile else f"{shared} highest"

    @property
    def short(self) -> str:
        """Such as "105th to 112th of 151, quartile C"."""
        return f"{self.ranks} of {self.of}{self._letter}"

    def sentence(self, name: str, period: Period) -> str:
        """Such as "Kent is 105th to 112th of 151 local authorities in 2024-25, quartile C."."""
        among = f"{self.of} local authorities {period.spoken}"
        return f"{name} is {self.ranks} of {among}{self._letter}."

    @property
    def _letter(self) -> str:
        return f", quartile {self.quartile}" if self.quartile else ""


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The values of all who have one, from lowest to highest; `why_not` is "" where they rank."""

    polarity: str
    values: tuple[Decimal, ...]
    why_not: str = ""

    @classmethod
    def of(cls, polarity: str, values: Iterable[Decimal]) -> "Ranking":
        ordered = tuple(sorted(values))
        why_not = "" if polarity in RANKED else WITHIN_A_RANGE
        return cls(polarity=polarity, values=ordered, why_not=why_not if ordered else NOBODY)

    @cached_property
    def cuts(self) -> Cuts | None:
        """None where there is no value."""
        if not self.values:
            return None
        low, middle, high = (_percentile(self.values, quarters) for quarters in (1, 2, 3))
        return Cuts(low=low, middle=middle, high=high)

    def place(self, value: Decimal) -> Place | None:
        """The place of one of the values; None where they do not rank."""
        if self.why_not:
            return None
        below, through = bisect_left(self.values, value), bisect_right(self.values, value)
        ahead = below if self.polarity == "lower" else len(self.values) - through
        return Place(
            rank=ahead + 1,
            rank_to=ahead + through - below,
            of=len(self.values),
            quartile=self._letter(value) if self.polarity != "context" else "",
        )

    def would_be(self, value: Decimal, period: Period) -> str:
        """Where a figure that is none of these would lie among them, as a sentence; else ""."""
        if self.why_not:
            return ""
        if self.polarity == "context":
            quarter = f"{_from_highest(self.quarter(value))} quarter"
        else:
            quarter = f"{QUARTERS[self._letter(value)]} quarter"
        return f"It would be in the {quarter} of the published figures {period.spoken}."

    def _letter(self, value: Decimal) -> Letter:
        return LETTERS[self.quarter(value)]

    def quarter(self, value: Decimal) -> int:
        """From 0, the best or highest, to 3."""
        cuts = self.cuts
        if cuts is None:
            raise ValueError("There are no values to lie among.")
        if self.polarity == "lower":
            return sum(value > cut for cut in (cuts.low, cuts.middle, cuts.high))
        return sum(value < cut for cut in (cuts.low, cuts.middle, cuts.high))


def caution(measure: Measure) -> str:
    """What a reader of the ranks must bear in mind; "" where there is nothing."""
    return SIZE if measure.compare == "none" or measure.unit in SIZES else ""


def _percentile(ordered: tuple[Decimal, ...], quarters: int) -> Decimal:
    """So many quarters of the way from the first value to the last, linear between two."""
    whole, over = divmod((len(ordered) - 1) * quarters, 4)
    if not over:
        return ordered[whole]
    return ordered[whole] + (ordered[whole + 1] - ordered[whole]) * over / 4


def _from_highest(quarter: int) -> str:
    return ("highest", "second highest", "second lowest", "lowest")[quarter]
