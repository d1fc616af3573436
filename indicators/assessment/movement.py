"""Who got better for real: each authority's change over some years, the largest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.assessment import direction
from indicators.assessment.rounding import printed
from indicators.assessment.values import Break, DirectionVerdict, Measure, Point
from indicators.assessment.words import difference, display_point
from indicators.periods import Period

SPANS = (1, 3, 5)  # the years that a reader may choose
VERBS = {
    "improving": "got better",
    "declining": "got worse",
    "rising": "rose",
    "falling": "fell",
    "no-real-change": "shows no real change",
    "cannot-say": "cannot be compared",
}
# Good news first; where neither way is good, the largest rise first.
ORDER = {"improving": 0, "rising": 0, "no-real-change": 1, "declining": 2, "falling": 2}
CHANCE = {  # by whether there is a change, and whether it was tested
    (True, True): "more than chance would explain",
    (True, False): "more than rounding can make, not tested for chance",
    (False, True): "small enough to be chance",
    (False, False): "no more than rounding can make, not tested for chance",
}
BY_CHANCE = Decimal("0.025")  # the chance that nothing but luck looks like a change for the better


@dataclass(frozen=True, kw_only=True)
class Line:
    """The figures of one authority: `key` is the caller's own name for it."""

    key: int
    name: str
    points: tuple[Point, ...]
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Movement:
    """How one authority's figure moved: `size` as printed, None where nothing can be said.

    `by` is the same in words ("4 points"), "" where there is no change.
    """

    key: int
    name: str
    direction: DirectionVerdict
    now: Point | None
    size: Decimal | None
    sentence: str
    by: str = ""

    @property
    def before(self) -> Point | None:
        return self.direction.compared

    @property
    def is_better(self) -> bool:
        return self.direction.verdict == "improving"

    @property
    def is_really_better(self) -> bool:
        """Whether chance was ruled out as well."""
        return self.is_better and self.direction.tested


def movements(
    measure: Measure, lines: Sequence[Line], period: Period, years: int
) -> list[Movement]:
    """Each authority's figure of the period against its own so many years before.

    The largest change for the better comes first, the largest for the worse last but those of whom
    nothing can be said. Both ends must have a value, and no definition may have changed between.
    """
    found = [_movement(measure, line, period, years) for line in lines]
    return sorted(found, key=lambda one: _order(measure, one))


def by_chance(found: Sequence[Movement]) -> int:
    """How many would seem to get better if nothing had changed anywhere: one in forty tested."""
    tested = sum(one.direction.tested for one in found)
    return int(printed(tested * BY_CHANCE, 0))


def _movement(measure: Measure, line: Line, period: Period, years: int) -> Movement:
    sound = [one for one in line.points if one.status != "doubtful"]
    now = next((one for one in sound if one.period == period), None)
    verdict = direction.judge(measure, sound, now, breaks=line.breaks, years=years)
    size, by = None, ""
    if verdict.verdict != "cannot-say" and now and verdict.compared:
        size = abs(_printed(measure, now) - _printed(measure, verdict.compared))
        if verdict.verdict != "no-real-change":
            by = _size(measure, now, verdict.compared)
    return Movement(
        key=line.key,
        name=line.name,
        direction=verdict,
        now=now,
        size=size,
        sentence=_sentence(measure, line.name, now, verdict, by),
        by=by,
    )


def _printed(measure: Measure, point: Point) -> Decimal:
    return printed(point.value or Decimal(0), measure.decimals, measure.rounding)


def _order(measure: Measure, one: Movement) -> tuple[int, Decimal, str]:
    """By verdict, then from the largest change for the better, or upwards, to the opposite."""
    place = ORDER.get(one.direction.verdict, len(ORDER))
    if one.size is None or one.now is None or one.before is None:
        return place, Decimal(0), one.name
    rise = _printed(measure, one.now) - _printed(measure, one.before)
    return place, rise if measure.polarity == "lower" else -rise, one.name


def _sentence(
    measure: Measure, name: str, now: Point | None, verdict: DirectionVerdict, by: str
) -> str:
    """Such as "Kent got better by 4 points: from 12% in 2021-22 to 8% in 2024-25, …"."""
    before, verb = verdict.compared, VERBS[verdict.verdict]
    if verdict.verdict == "cannot-say" or now is None or before is None:
        return f"{name} {verb}. {verdict.because}"
    then, since = display_point(measure, before), before.period.spoken
    ends = f"from {then} {since} to {display_point(measure, now)} {now.period.spoken}"
    changed = verdict.verdict != "no-real-change"
    size = f" by {by}" if by else ""
    return f"{name} {verb}{size}: {ends}, {CHANCE[changed, verdict.tested]}."


def _size(measure: Measure, now: Point, before: Point) -> str:
    if _printed(measure, now) == _printed(measure, before):
        return "less than can be shown"
    return difference(measure, now.value or Decimal(0), before.value or Decimal(0))
