"""The tests and intervals behind the verdicts, with nothing but `math`.

Two-sided p-values follow the "minimum likelihood" rule of R and scipy: the chance of every
outcome that is no likelier than the one observed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import erfc, exp, factorial, sqrt

Z = 1.959963984540054  # 97.5th percentile of the normal distribution: 95% between both tails
LEVEL = 0.05
SMALLEST_CELL = 5  # below this the normal approximation behind the pooled z test is poor
EXACT_BELOW = 10  # events; from here Byar's approximation is as good as exact
NEGLIGIBLE = 1e-20
SLACK = 1 + 1e-7  # outcomes as likely as the observed one, but for floating point, count


@dataclass(frozen=True)
class Test:
    """A test of two figures: its name and its two-sided p-value."""

    __test__ = False  # no test case, whatever its name says

    method: str
    p_value: float

    @property
    def real(self) -> bool:
        return self.p_value < LEVEL


@dataclass(frozen=True)
class Interval:
    """A 95% interval and the method that gave it, in the unit of its arguments."""

    method: str
    low: float
    high: float


def two_proportions(hits: int, of: int, other_hits: int, other_of: int) -> Test:
    """Pooled z test when all four cells hold 5 or more, else Fisher's exact test."""
    cells = (hits, of - hits, other_hits, other_of - other_hits)
    if min(cells) >= SMALLEST_CELL:
        return Test("pooled z test", _pooled_z(hits, of, other_hits, other_of))
    return Test("Fisher's exact test", _fisher(hits, of, other_hits, other_of))


def two_rates(events: int, exposure: float, other_events: int, other_exposure: float) -> Test:
    """Exact conditional test: given all events, those on one side are binomial.

    Two counts of events are two rates with the same exposure.
    """
    total = events + other_events
    share = exposure / (exposure + other_exposure)
    odds = exposure / other_exposure
    p_value = _no_likelier(
        observed=events,
        mode=min(int((total + 1) * share), total),
        lowest=0,
        highest=total,
        ratio=lambda x: (total - x) / (x + 1) * odds,
    )
    return Test("exact conditional test", p_value)


def wilson(hits: int, of: int) -> Interval:
    """Wilson's score interval of a proportion between 0 and 1 (Wilson 1927)."""
    share, square = hits / of, Z * Z
    centre = (share + square / (2 * of)) / (1 + square / of)
    reach = Z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    low = 0.0 if hits == 0 else centre - reach
    return Interval("Wilson interval", low, 1.0 if hits == of else centre + reach)


def poisson(events: int) -> Interval:
    """Exact interval of a number of events below ten, Byar's approximation from ten.

    Byar: Breslow and Day (1987), volume II, page 69.
    """
    if events < EXACT_BELOW:
        return Interval("exact Poisson interval", *_exact_poisson(events))
    return Interval("Byar's interval", _byar(events, -Z), _byar(events + 1, Z))


def _byar(events: int, z: float) -> float:
    return float(events * (1 - 1 / (9 * events) + z / (3 * sqrt(events))) ** 3)


def _pooled_z(hits: int, of: int, other_hits: int, other_of: int) -> float:
    pooled = (hits + other_hits) / (of + other_of)
    error = sqrt(pooled * (1 - pooled) * (1 / of + 1 / other_of))
    return erfc(abs(hits / of - other_hits / other_of) / error / sqrt(2))


def _fisher(hits: int, of: int, other_hits: int, other_of: int) -> float:
    total = hits + other_hits
    return _no_likelier(
        observed=hits,
        mode=(of + 1) * (total + 1) // (of + other_of + 2),
        lowest=max(0, total - other_of),
        highest=min(of, total),
        ratio=lambda x: (total - x) * (of - x) / ((x + 1) * (other_of - total + x + 1)),
    )


def _no_likelier(
    *, observed: int, mode: int, lowest: int, highest: int, ratio: Callable[[int], float]
) -> float:
    """The chance of outcomes no likelier than the observed, walking outwards from the mode.

    `ratio(x)` is how much likelier x + 1 is than x. The walk ends where weights no longer count.
    """
    weights = {mode: 1.0}
    x = mode
    while x < highest and weights[x] > NEGLIGIBLE:
        weights[x + 1] = weights[x] * ratio(x)
        x += 1
    x = mode
    while x > lowest and weights[x] > NEGLIGIBLE:
        weights[x - 1] = weights[x] / ratio(x - 1)
        x -= 1
    limit = weights.get(observed, 0.0) * SLACK
    tail = sum(weight for weight in weights.values() if weight <= limit)
    return min(1.0, tail / sum(weights.values()))


@lru_cache(maxsize=EXACT_BELOW)
def _exact_poisson(events: int) -> tuple[float, float]:
    """Limits at which 2.5% is left in the tail beyond the observed events (Garwood 1936)."""
    low = _mean_where(events - 1, 0.975) if events else 0.0
    return low, _mean_where(events, 0.025)


def _mean_where(events: int, chance: float) -> float:
    """The Poisson mean at which `events` or fewer have this chance, by halving."""
    low, high = 0.0, 40.0
    for _ in range(100):
        middle = (low + high) / 2
        if _at_most(events, middle) > chance:
            low = middle
        else:
            high = middle
    return low


def _at_most(events: int, mean: float) -> float:
    return exp(-mean) * sum(mean**n / factorial(n) for n in range(events + 1))
