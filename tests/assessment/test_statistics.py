"""Our few lines of statistics against scipy and statsmodels."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint, proportions_ztest

from indicators.assessment.statistics import poisson, two_proportions, two_rates, wilson

shares = st.integers(1, 3000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
few = st.integers(1, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(shares, shares)
@example((159, 351), (155, 304))
@example((5, 10), (5, 10))
@example((4, 10), (5, 10))
@example((0, 7), (0, 9))
@example((7, 7), (9, 9))
def test_two_proportions(one, other):
    test = two_proportions(*one, *other)
    cells = [one[0], one[1] - one[0], other[0], other[1] - other[0]]
    if min(cells) >= 5:
        assert test.method == "pooled z test"
        expected = proportions_ztest([one[0], other[0]], [one[1], other[1]])[1]
    else:
        assert test.method == "Fisher's exact test"
        expected = stats.fisher_exact([cells[:2], cells[2:]])[1]
    assert test.p_value == pytest.approx(expected, rel=1e-6, abs=1e-12)


@given(few, few)
def test_fisher_with_few_of_few(one, other):
    test = two_proportions(*one, *other)
    table = [[one[0], one[1] - one[0]], [other[0], other[1] - other[0]]]
    if test.method == "Fisher's exact test":
        assert test.p_value == pytest.approx(stats.fisher_exact(table)[1], rel=1e-6, abs=1e-12)


@given(st.integers(0, 2000), st.floats(100, 200_000), st.integers(0, 2000), st.floats(100, 200_000))
@example(300, 100_000, 360, 101_000)
@example(711, 1, 600, 1)
@example(3, 1, 2, 1)
@example(0, 1, 6, 1)
def test_two_rates(events, exposure, other_events, other_exposure):
    test = two_rates(events, exposure, other_events, other_exposure)
    total = events + other_events
    share = exposure / (exposure + other_exposure)
    expected = stats.binomtest(events, total, share).pvalue if total else 1.0
    assert test.method == "exact conditional test"
    assert test.p_value == pytest.approx(expected, rel=1e-5, abs=1e-12)


@given(shares)
@example((159, 351))
@example((0, 3))
@example((3, 3))
def test_wilson(share):
    interval = wilson(*share)
    low, high = proportion_confint(*share, method="wilson")
    assert (interval.low, interval.high) == pytest.approx((low, high), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("events", range(10))
def test_below_ten_events_the_poisson_interval_is_exact(events):
    interval = poisson(events)
    low = stats.chi2.ppf(0.025, 2 * events) / 2 if events else 0
    high = stats.chi2.ppf(0.975, 2 * events + 2) / 2
    assert interval.method == "exact Poisson interval"
    assert (interval.low, interval.high) == pytest.approx((low, high), rel=1e-9)


@given(st.integers(10, 100_000))
def test_from_ten_events_byar_is_as_good_as_exact(events):
    interval = poisson(events)
    low = stats.chi2.ppf(0.025, 2 * events) / 2
    high = stats.chi2.ppf(0.975, 2 * events + 2) / 2
    assert interval.method == "Byar's interval"
    assert (interval.low, interval.high) == pytest.approx((low, high), rel=2e-3)


def test_byar_by_hand():
    # 360 events: 360 (1 - 1/3240 - 1.96/(3 √360))³ and 361 (1 - 1/3249 + 1.96/(3 √361))³
    interval = poisson(360)
    assert (interval.low, interval.high) == pytest.approx((323.77, 399.18), abs=0.005)


def test_a_nation_is_tested_as_quickly_as_a_council():
    # 600,000 events a side: the walk from the likeliest outcome ends long before the range does.
    test = two_rates(600_000, 1, 602_000, 1)
    assert test.p_value == pytest.approx(stats.binomtest(600_000, 1_202_000).pvalue, rel=1e-4)
