"""How does the figure stand beside England, the region or similar authorities?

The baseline is a fixed value; what chance can do is in the interval of the council's own figure.
"""

from collections.abc import Sequence
from decimal import Decimal

from indicators.assessment import statistics
from indicators.assessment.counts import PER, events, proportion, rate
from indicators.assessment.neighbours import detail, split
from indicators.assessment.qualifiers import is_approximate, is_open
from indicators.assessment.rounding import places, printed, step
from indicators.assessment.target import Bounds, distance
from indicators.assessment.values import (
    Baseline,
    BaselineVerdict,
    Break,
    Measure,
    Point,
    Standing,
)
from indicators.assessment.words import capital, difference, display, display_value
from indicators.periods import Period
from indicators.periods.spoken import long_day

Limits = tuple[Decimal, Decimal]

WORDS: dict[Standing, str] = {
    "better": "Better",
    "similar": "Similar",
    "worse": "Worse",
    "higher": "Higher",
    "lower": "Lower",
    "untested": "Not tested",
    "none": "Not compared",
}
NAMES = {"neighbours": "similar authorities", "england": "England"}
SIZES = ("count", "fte")  # they grow with the place, so two places do not compare
DAYS_ALIKE = 3  # years and months differ by leap days and lengths, not by more


def judge(
    measure: Measure,
    point: Point | None,
    baseline: Baseline,
    *,
    bounds: Bounds = (None, None),
    breaks: Sequence[Break] = (),
) -> BaselineVerdict:
    """The newest figure against the baseline's of the same period, else of its newest before."""
    beside = _beside(point, baseline)
    if point is None or beside is None or point.value is None or beside.value is None:
        what = "no figure of its own" if beside else f"no figure for {name(baseline)}"
        return _not_compared(measure, baseline, beside, f"There is {what} to compare.")
    why_not = obstacle(measure, point, beside, baseline, breaks)
    if why_not:
        return _not_compared(measure, baseline, beside, why_not)
    interval = _interval(measure, point)
    if interval is None:
        return _untested(measure, point.value, beside.value, beside.period, baseline)
    method, low, high = interval
    standing = _standing(measure, point.value, beside.value, (low, high), bounds)
    dated = _dated(measure, beside.value, beside.period)
    # One decimal more, or a limit of 40.2% would look like an England of 40%.
    finer = places(step(measure.decimals, measure.rounding)) + 1
    own = " to ".join(display(limit, measure.unit, finer) for limit in (low, high))
    place = "inside" if standing == "similar" else "outside"
    return _verdict(
        measure,
        baseline,
        beside,
        verdict=standing,
        word=WORDS[standing],
        because=f"{capital(name(baseline))}: {dated}, {place} the 95% interval of the figure, "
        f"{own} ({method}).",
        clause=f"{_than(standing)} {name(baseline)} ({dated}{_counted(baseline, beside)})",
        method=method,
        interval=(low, high),
        split=split(measure, point.value, baseline, beside),
    )


def name(baseline: Baseline) -> str:
    """What sentences call it."""
    return NAMES.get(baseline.kind, baseline.name)


def obstacle(
    measure: Measure, point: Point, beside: Point, baseline: Baseline, breaks: Sequence[Break]
) -> str:
    """Why the two are not compared; "" when they are."""
    crossed = next((one for one in breaks if one.between(beside.period, point.period)), None)
    if crossed:
        return (
            f"Its newest figure is {beside.period.spoken}, and the definition changed on "
            f"{long_day(crossed.on)}: {crossed.why.rstrip('.')}."
        )
    if baseline.doubtful or beside.status == "doubtful":
        return f"The figure {beside.period.spoken} is doubtful, so nothing is compared with it."
    return _unlike(measure, point, beside, baseline)


def own_interval(measure: Measure, point: Point) -> Limits | None:
    """The 95% interval of a figure, in the unit of the measure; None where none can be known."""
    found = _interval(measure, point)
    return found[1:] if found else None


def together(verdicts: Sequence[BaselineVerdict]) -> list[str]:
    """Their clauses, without "in line with" a second time where two stand alike."""
    said = []
    before: Standing | None = None
    for one in verdicts:
        again = one.verdict == before != "untested"
        said.append(one.clause.removeprefix(f"{_than(one.verdict)} ") if again else one.clause)
        before = one.verdict
    return said


def _beside(point: Point | None, baseline: Baseline) -> Point | None:
    """The baseline's figure of the same period, else its newest before that has a value."""
    if point is None:
        return None
    known = [one for one in baseline.points if one.value is not None]
    same = [one for one in known if one.period == point.period]
    before = [one for one in known if one.period.ends <= point.period.ends]
    return same[0] if same else max(before, key=lambda one: one.period, default=None)


def _unlike(measure: Measure, point: Point, beside: Point, baseline: Baseline) -> str:
    if measure.kind == "report":
        return "A figure from an inspection report is held against a target only."
    if measure.compare == "none":
        return "This series is not compared with other places."
    if measure.compare == "quartile":
        return "This series is compared by its place among authorities only."
    if measure.unit in SIZES and baseline.kind != "given":
        return "It depends on the size of the place, so it is not compared with other places."
    if is_open(point):
        return "The figure is not exact enough to compare."
    if measure.span != "day" and measure.unit in PER and measure.unit != "percent":
        return _unlike_lengths(point.period, beside.period)
    return ""


def _unlike_lengths(own: Period, other: Period) -> str:
    """A rate of nine months is no rate of a year."""
    lengths = [(one.ends - one.starts).days for one in (own, other)]
    if abs(lengths[0] - lengths[1]) <= DAYS_ALIKE:
        return ""
    return f"{own} and {other} are of different length, so their rates do not compare."


def _interval(measure: Measure, point: Point) -> tuple[str, Decimal, Decimal] | None:
    """The 95% interval of the council's own figure, in the measure's unit; None without one."""
    if measure.compare == "difference" or is_approximate(point) or measure.span == "three-year":
        return None
    share, per = proportion(measure, point), rate(measure, point)
    if share:
        return _scaled(statistics.wilson(*share), PER["percent"])
    if per:
        return _scaled(statistics.poisson(per[0]), PER[measure.unit] / per[1])
    counted = events(measure, point)
    return _scaled(statistics.poisson(counted), 1) if counted is not None else None


def _scaled(interval: statistics.Interval, scale: float) -> tuple[str, Decimal, Decimal]:
    low, high = (Decimal(str(limit * scale)) for limit in (interval.low, interval.high))
    return interval.method, low, high


def _standing(
    measure: Measure, value: Decimal, other: Decimal, limits: Limits, bounds: Bounds
) -> Standing:
    if limits[0] <= other <= limits[1]:
        return "similar"
    above = value > other
    if measure.polarity in ("higher", "lower"):
        return "better" if above == (measure.polarity == "higher") else "worse"
    if measure.polarity == "range" and bounds != (None, None):
        own, theirs = (
            distance(printed(one, measure.decimals, measure.rounding), bounds)
            for one in (value, other)
        )
        if own != theirs:
            return "better" if own < theirs else "worse"
    return "higher" if above else "lower"


def _untested(
    measure: Measure, value: Decimal, other: Decimal, period: Period, baseline: Baseline
) -> BaselineVerdict:
    beside = Point(period=period, value=other)
    size, dated = _gap(measure, value, other), _dated(measure, other, period)
    return _verdict(
        measure,
        baseline,
        beside,
        verdict="untested",
        word=f"{capital(size.removesuffix(' as'))} (not tested)",
        because=f"{capital(name(baseline))}: {dated}. The figure is {size} that: "
        "a plain difference, not tested for chance.",
        clause=f"{size} {name(baseline)} ({dated}{_counted(baseline, beside)}; not tested)",
        split=split(measure, value, baseline, beside),
    )


def _gap(measure: Measure, value: Decimal, other: Decimal) -> str:
    own, theirs = (printed(one, measure.decimals, measure.rounding) for one in (value, other))
    if own == theirs:
        return "the same as"
    return f"{difference(measure, own, theirs)} {'above' if own > theirs else 'below'}"


def _not_compared(
    measure: Measure, baseline: Baseline, beside: Point | None, because: str
) -> BaselineVerdict:
    return _verdict(measure, baseline, beside, verdict="none", word=WORDS["none"], because=because)


def _verdict(
    measure: Measure,
    baseline: Baseline,
    beside: Point | None,
    *,
    verdict: Standing,
    word: str,
    because: str,
    clause: str = "",
    method: str = "",
    interval: Limits | None = None,
    split: str = "",
) -> BaselineVerdict:
    period = beside.period if beside else None
    return BaselineVerdict(
        kind=baseline.kind,
        name=baseline.name,
        verdict=verdict,
        word=word,
        because=because,
        clause=clause,
        value=beside.value if beside else None,
        period=period,
        method=method,
        interval=interval,
        edition=baseline.edition,
        members=baseline.members,
        with_value=baseline.with_value.get(period, 0) if period else 0,
        median=baseline.medians.get(period) if period else None,
        pooled=baseline.pooled.get(period) if period else None,
        split=split,
        detail=detail(measure, baseline, period) if period and verdict != "none" else "",
    )


def _than(standing: Standing) -> str:
    return "in line with" if standing == "similar" else f"{standing} than"


def _dated(measure: Measure, value: Decimal, period: Period) -> str:
    return f"{display_value(measure, value)} {period.spoken}"


def _counted(baseline: Baseline, beside: Point) -> str:
    counted = baseline.with_value.get(beside.period)
    return f", {counted} of {baseline.members}" if counted and baseline.members else ""
