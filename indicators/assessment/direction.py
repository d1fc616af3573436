"""Has it changed for real since the comparable period a year, or some years, before?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from indicators.assessment import statistics
from indicators.assessment.counts import PER, events, proportion, rate
from indicators.assessment.qualifiers import is_approximate, is_open
from indicators.assessment.rounding import printed, step
from indicators.assessment.statistics import Test
from indicators.assessment.target import Bounds, distance
from indicators.assessment.values import Break, DirectionVerdict, Measure, Point, Travel
from indicators.assessment.words import (
    REASON_SENTENCES,
    capital,
    difference,
    display_point,
    display_value,
    in_words,
)
from indicators.periods import Period
from indicators.periods.spoken import long_day

# The school census is taken on a Thursday in January: a year before lies up to six days away.
WEEKDAY_APART = timedelta(days=6)
# Kinds that say themselves how many years they hold.
SEVERAL_YEARS = ("calendar-years", "financial-years")
WORDS: dict[Travel, str] = {
    "improving": "Improving",
    "declining": "Declining",
    "rising": "Rising",
    "falling": "Falling",
    "no-real-change": "No real change",
}


@dataclass(frozen=True)
class Change:
    """What lies between two values: `real` as tested, or as the rounding allows."""

    before: Decimal
    now: Decimal
    real: bool
    why: str
    test: Test | None = None


def judge(
    measure: Measure,
    line: Sequence[Point],
    point: Point | None,
    *,
    bounds: Bounds = (None, None),
    breaks: Sequence[Break] = (),
    years: int = 1,
) -> DirectionVerdict:
    """The newest figure against so many years before; `bounds` are those of a target range."""
    wanted = point.period.years_before(years) if point else None
    before = _comparable(measure, line, wanted)
    ago = "a year" if years == 1 else f"{in_words(years)} years"
    obstacle = _obstacle(measure, point, before, wanted or f"{ago} before", breaks)
    if obstacle or point is None or before is None:
        return _cannot_say(measure, obstacle, before, ago)
    if point.value is None or before.value is None:
        return _cannot_say(measure, "There is no figure.", before, ago)
    change = _change(measure, point, before, point.value, before.value)
    return _verdict(measure, change, before, bounds, is_last_year=years == 1)


def _comparable(measure: Measure, line: Sequence[Point], wanted: Period | None) -> Point | None:
    """The figure of that period; of a yearly count on a weekday, that of the nearest day."""
    if wanted is None:
        return None
    same = next((one for one in line if one.period == wanted), None)
    if same or wanted.kind != "day" or measure.frequency != "year":
        return same
    apart = {abs(one.period.ends - wanted.ends): one for one in line if one.period.kind == "day"}
    nearest = min(apart, default=WEEKDAY_APART + timedelta(days=1))
    return apart[nearest] if nearest <= WEEKDAY_APART else None


def _obstacle(
    measure: Measure,
    point: Point | None,
    before: Point | None,
    wanted: Period | str,
    breaks: Sequence[Break],
) -> str:
    """Why the two cannot be compared at all; "" when they can.

    `wanted` is the period to compare with, or in words the one that there cannot be.
    """
    if measure.kind == "report":
        return "A figure from an inspection report stands alone: it has no line to compare with."
    if point is None or point.value is None:
        return "There is no figure to compare."
    if isinstance(wanted, str):
        return f"{point.period} has no comparable period {wanted}."
    if before is None:
        return f"There is no figure {wanted.spoken} to compare with."
    if before.value is None:
        reason = REASON_SENTENCES.get(before.missing_reason, "it is missing")
        return f"There is no figure {before.period.spoken} to compare with: {reason}."
    crossed = next((one for one in breaks if one.between(before.period, point.period)), None)
    if crossed:
        return f"The definition changed on {long_day(crossed.on)}: {crossed.why.rstrip('.')}."
    if is_open(before) or is_open(point):
        shown = display_point(measure, before if is_open(before) else point)
        return f"“{shown}” is not exact enough to compare."
    return ""


def _cannot_say(measure: Measure, because: str, before: Point | None, ago: str) -> DirectionVerdict:
    clause = f"nothing {ago} before to compare with"
    if measure.kind == "report":
        clause = ""
    elif before is not None and before.value is not None:
        shown = display_point(measure, before)
        clause = f"{shown} {before.period.spoken}, which cannot be compared"
    return DirectionVerdict(
        verdict="cannot-say", word="Cannot say", because=because, clause=clause, compared=before
    )


def _change(measure: Measure, point: Point, before: Point, now: Decimal, then: Decimal) -> Change:
    why_not = _untestable(measure, point, before)
    test = None if why_not else _test(measure, point, before)
    if test is not None:
        chance = _p_value(test.p_value)
        why = "more than chance would explain" if test.real else "small enough to be chance"
        return Change(then, now, test.real, f"{why} ({test.method}, {chance})", test)
    unit = step(measure.decimals, measure.rounding)
    why_not = why_not or _nothing_to_test(measure)
    if abs(now - then) > unit:
        return Change(then, now, True, f"not tested, because {why_not}")
    return Change(
        then, now, False, f"no more than rounding can make; not tested, because {why_not}"
    )


def _untestable(measure: Measure, point: Point, before: Point) -> str:
    """Why a statistical test would mislead, whatever numbers are known; "" when it would not."""
    shared = measure.span == "three-year" and point.period.kind not in SEVERAL_YEARS
    if shared or point.period.overlaps(before.period):
        return "the two periods share years"
    if is_approximate(point) or is_approximate(before):
        return "the source gives an approximate figure"
    if measure.unit == "count" and (measure.span == "day" or point.period.kind == "day"):
        return "those counted on a day may largely be the same a year later"
    return ""


def _test(measure: Measure, point: Point, before: Point) -> Test | None:
    shares = proportion(measure, point), proportion(measure, before)
    if shares[0] and shares[1]:
        return statistics.two_proportions(*shares[0], *shares[1])
    rates = rate(measure, point), rate(measure, before)
    if rates[0] and rates[1]:
        return statistics.two_rates(*rates[0], *rates[1])
    counted = events(measure, point), events(measure, before)
    if counted[0] is not None and counted[1] is not None:
        return statistics.two_rates(counted[0], 1, counted[1], 1)
    return None


def _nothing_to_test(measure: Measure) -> str:
    if measure.unit == "count" or measure.unit in PER:
        return "the whole numbers behind both figures are not known"
    return "an average or a sum does not say how much it varies by chance"


def _verdict(
    measure: Measure, change: Change, before: Point, bounds: Bounds, *, is_last_year: bool
) -> DirectionVerdict:
    verdict = _named(measure, change, bounds) if change.real else "no-real-change"
    tested = change.test is not None
    word = WORDS[verdict] if tested else f"{WORDS[verdict]} (not tested)"
    then, ago = display_point(measure, before), before.period.spoken
    same = then == display_value(measure, change.now)
    size = "too small to show" if same else f"of {difference(measure, change.now, change.before)}"
    said = is_last_year and measure.span != "three-year" and "years" not in ago
    when = "the year before" if said else ago
    return DirectionVerdict(
        verdict=verdict,
        word=word,
        because=f"{capital(then)} {ago}, {display_value(measure, change.now)} now: "
        f"a difference {size}, {change.why}.",
        clause=f"{then} {when}: {word[0].lower()}{word[1:]}",
        method=change.test.method if change.test else "",
        p_value=change.test.p_value if change.test else None,
        tested=tested,
        compared=before,
    )


def _named(measure: Measure, change: Change, bounds: Bounds) -> Travel:
    up = change.now > change.before
    if measure.polarity in ("higher", "lower"):
        return "improving" if up == (measure.polarity == "higher") else "declining"
    if measure.polarity == "range" and bounds != (None, None):
        then, now = (
            distance(printed(value, measure.decimals, measure.rounding), bounds)
            for value in (change.before, change.now)
        )
        if now != then:
            return "improving" if now < then else "declining"
    return "rising" if up else "falling"


def _p_value(value: float) -> str:
    return (
        "p < 0.001" if value < 0.001 else f"p = {value:.3f}" if value < 0.1 else f"p = {value:.2f}"
    )
