"""What must hold for any line of figures."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.assessment import Baseline, Point, Target
from indicators.periods import Period
from tests.assessment.builders import england, judged, measure, point, target

MIRROR = {
    "improving": "improving",
    "declining": "declining",
    "rising": "falling",
    "falling": "rising",
    "higher": "lower",
    "lower": "higher",
}
OPPOSITE = {"higher": "lower", "lower": "higher", "range": "range", "context": "context"}
YEARS = [f"{year}-{(year + 1) % 100:02}" for year in range(2014, 2025)]

shares = st.integers(2, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
polarities = st.sampled_from(sorted(OPPOSITE))


@st.composite
def lines(draw) -> list[Point]:
    """Yearly percentages with some years suppressed, but not the newest."""
    size = draw(st.integers(1, len(YEARS)))
    points = []
    for year in YEARS[-size:]:
        hits, of = draw(shares)
        known = year == YEARS[-1] or draw(st.booleans())
        points.append(
            point(year, counted=f"{hits}/{of}")
            if known
            else point(year, missing_reason="suppressed")
        )
    return points


aims = st.tuples(st.integers(5, 50), st.integers(0, 40)).map(
    lambda pair: (Decimal(pair[0]), Decimal(pair[0] + pair[1]))
)


def aim(polarity: str, bounds: tuple[Decimal, Decimal]) -> Target:
    low, high = bounds
    held = {"higher": (low, None), "lower": (None, high)}.get(polarity, (low, high))
    return target(*held, tolerance=3)


def mirrored(one: Point) -> Point:
    if one.value is None or one.numerator is None or one.denominator is None:
        return one
    return replace(one, value=100 - one.value, numerator=one.denominator - one.numerator)


def on_a_half(line: list[Point]) -> bool:
    return any(one.value is not None and one.value % 1 == Decimal("0.5") for one in line)


@given(lines(), polarities, aims, st.integers(0, 100))
def test_the_mirror_image_of_a_line_gets_the_mirror_image_of_its_verdicts(
    line, polarity, bounds, other
):
    assume(not on_a_half(line))
    baseline = england(point(YEARS[-1], other))
    here = judged(measure(polarity), *line, target=aim(polarity, bounds), baselines=[baseline])
    low, high = bounds
    there = judged(
        measure(OPPOSITE[polarity]),
        *map(mirrored, line),
        target=aim(OPPOSITE[polarity], (100 - high, 100 - low)),
        baselines=[england(point(YEARS[-1], 100 - other))],
    )
    assert there.target.status == here.target.status
    assert there.target.gap == here.target.gap
    assert there.direction.verdict == MIRROR.get(here.direction.verdict, here.direction.verdict)
    verdict = here.baselines[0].verdict
    assert there.baselines[0].verdict == MIRROR.get(verdict, verdict)
    # No part of an odd number lies on half a per cent, where only one of the two rounds up.
    odd = (line[-1].denominator or 0) % 2 == 1
    if odd and here.children and polarity in ("higher", "lower"):
        assert there.children == replace(
            here.children,
            fewer=not here.children.fewer,
            sentence=_mirrored_sentence(here.children.sentence),
        )


def _mirrored_sentence(sentence: str) -> str:
    here, there = ("fewer", "more") if "fewer" in sentence else ("more", "fewer")
    return sentence.replace(here, there)


@given(lines(), polarities, aims, st.randoms())
def test_the_order_of_the_points_changes_nothing(line, polarity, bounds, random):
    settings = {"target": aim(polarity, bounds), "baselines": [england(point(YEARS[-1], 40))]}
    here = judged(measure(polarity), *line, **settings)
    random.shuffle(line)
    assert judged(measure(polarity), *line, **settings) == here


@given(lines(), polarities, aims, st.sampled_from(["2008-09", "2013-14", "2009-10"]))
def test_a_missing_figure_elsewhere_changes_nothing(line, polarity, bounds, year):
    assume(len(line) < len(YEARS))
    settings = {"target": aim(polarity, bounds)}
    more = [*line, point(year, missing_reason="suppressed")]
    assert judged(measure(polarity), *more, **settings) == judged(
        measure(polarity), *line, **settings
    )


@given(lines(), polarities, st.integers(2, 50))
def test_the_same_shares_of_more_people_are_never_less_certain(line, polarity, times):
    here = judged(measure(polarity), *line).direction
    larger = [_times(one, times) for one in line]
    there = judged(measure(polarity), *larger).direction
    # Fisher's and the z test may differ near the limit, so only like is held against like.
    if here.p_value and there.p_value and here.method == there.method == "pooled z test":
        assert there.p_value <= here.p_value + 1e-12
        if here.verdict != "no-real-change":
            assert there.verdict == here.verdict


def _times(one: Point, times: int) -> Point:
    if one.numerator is None or one.denominator is None:
        return one
    return replace(one, numerator=one.numerator * times, denominator=one.denominator * times)


@given(st.integers(1, 5000), st.integers(1, 5000), polarities, st.sampled_from([10, 60, 1000]))
def test_another_unit_of_the_same_average_changes_no_verdict(before, now, polarity, scale):
    """Hours instead of days, say: value, step, target and tolerance all grow alike."""
    years = YEARS[-2:]

    def verdicts(factor: int) -> tuple[str, str]:
        settings = measure(polarity, unit="days", rounding=Decimal(factor))
        line = [point(y, v * factor) for y, v in zip(years, (before, now), strict=True)]
        bounds = (Decimal(400) * factor, Decimal(900) * factor)
        held = replace(aim(polarity, bounds), tolerance=Decimal(50) * factor)
        found = judged(settings, *line, target=held)
        return found.target.status, found.direction.verdict

    assert verdicts(1) == verdicts(scale)


@given(lines(), polarities)
def test_every_verdict_has_its_sentence(line, polarity):
    neighbours = Baseline(
        kind="neighbours",
        name="Similar authorities",
        points=(point("2020-21", 40),),
        medians={Period.parse("2020-21"): Decimal(45)},
    )
    found = judged(measure(polarity), *line, baselines=[england(), neighbours])
    judgements = (found.target, found.direction, found.freshness)
    reasons = [one.because for one in judgements] + [one.because for one in found.baselines]
    for because in reasons:
        assert because[0].isupper() or because[0].isdigit()
        assert because.endswith(".")
    assert found.headline.endswith(".")
    assert line[-1].period.spoken in found.headline
