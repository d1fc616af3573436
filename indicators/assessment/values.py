"""What goes into an assessment and what comes out: plain values, all numbers Decimal.

Numbers are in the unit of the measure; a percentage is 45.3, not 0.453.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from indicators.periods import Period

Status = Literal["green", "amber", "red", "none"]
Travel = Literal["improving", "declining", "rising", "falling", "no-real-change", "cannot-say"]
Standing = Literal["better", "similar", "worse", "higher", "lower", "untested", "none"]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """How an indicator's line of figures is counted, printed and judged.

    `rounding` is the step its source rounds to (1, 5, 0.1), where that is known.
    `people` is the noun for gaps that are said in people ("care leavers"). A measure that is only
    `for_reference` can have no target.
    """

    unit: str
    decimals: int
    polarity: str
    span: str
    rounding: Decimal | None = None
    compare: str = "interval"
    frequency: str = "year"
    lag_days: int = 0
    kind: str = "published"
    is_proportion: bool = False
    people: str = "children"
    for_reference: bool = False


@dataclass(frozen=True, kw_only=True)
class Point:
    """One figure of a line: a value, or the reason why there is none.

    `scope` says whose figure it is where that is not plain ("inspection report, ages 18 to 21").
    """

    period: Period
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    upper: Decimal | None = None
    missing_reason: str = ""
    qualifier: str = ""
    status: str = "final"
    known_on: date | None = None
    scope: str = ""


@dataclass(frozen=True, kw_only=True)
class Target:
    """What is aimed for. `low` is the bound for `higher`, `high` for `lower`, both for `range`.

    With `start_value` and `due` the target is a straight line from `starts` to `due`.
    """

    low: Decimal | None
    high: Decimal | None
    tolerance: Decimal
    starts: date
    due: date | None = None
    start_value: Decimal | None = None
    origin: str = "council"


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """Figures of England, a region or the neighbours that the council's are held against.

    For neighbours `points` are the plain means; the mappings say, per period, how many of
    `members` had a figure, and their median and pooled value.
    """

    kind: str
    name: str
    points: tuple[Point, ...]
    doubtful: bool = False
    note: str = ""
    edition: str = ""
    members: int = 0
    with_value: Mapping[Period, int] = field(default_factory=dict)
    medians: Mapping[Period, Decimal] = field(default_factory=dict)
    pooled: Mapping[Period, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Break:
    """A change of definition: nothing is compared from one side of the day to the other."""

    on: date
    why: str

    def between(self, one: Period, other: Period) -> bool:
        """Whether one period ends before the day and the other on it or after."""
        first, last = sorted((one.ends, other.ends))
        return first < self.on <= last


@dataclass(frozen=True, kw_only=True)
class TargetVerdict:
    """Held against the target: `bound` is what judged it, `gap` how far the value misses it.

    In every verdict `word` stands beside the colour, `because` is a sentence, and `clause` is the
    verdict as a part of a longer sentence ("" where it has nothing to say there).
    """

    status: Status
    word: str
    because: str
    clause: str = ""
    bound: Decimal | None = None
    end_target: Decimal | None = None
    gap: Decimal | None = None
    origin: str = ""


@dataclass(frozen=True, kw_only=True)
class DirectionVerdict:
    """Held against the year before: `tested` says whether chance was ruled out."""

    verdict: Travel
    word: str
    because: str
    clause: str = ""
    method: str = ""
    p_value: float | None = None
    tested: bool = False
    compared: Point | None = None


@dataclass(frozen=True, kw_only=True)
class BaselineVerdict:
    """Held against a baseline: `interval` is the council's own, in the unit of the measure.

    `split` says where the neighbours' median or pooled value lies on the other side of the
    council than their mean.
    """

    kind: str
    name: str
    verdict: Standing
    word: str
    because: str
    clause: str = ""
    value: Decimal | None = None
    period: Period | None = None
    method: str = ""
    interval: tuple[Decimal, Decimal] | None = None
    edition: str = ""
    members: int = 0
    with_value: int = 0
    median: Decimal | None = None
    pooled: Decimal | None = None
    detail: str = ""
    split: str = ""


@dataclass(frozen=True, kw_only=True)
class InChildren:
    """The smallest number of people that would make the printed value meet the target."""

    number: int
    fewer: bool
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Freshness:
    """Whether the next figure should be here by now; `expected` is the day it falls due."""

    late: bool
    expected: date | None
    because: str


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """Everything concluded about the newest figure of a line."""

    measure: Measure
    point: Point | None
    target: TargetVerdict
    direction: DirectionVerdict
    baselines: tuple[BaselineVerdict, ...]
    children: InChildren | None
    freshness: Freshness
    headline: str
    meaning: str
    variation: None = None
    assurance: None = None
