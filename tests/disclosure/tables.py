"""Invented tables of children for the tests: what is true of them, and the figures made of it.

Every child of a table is in one quarter, one part and one of three outcomes. `Number` says which
children a number counts; nothing here uses the code under test to work one out.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import strategies as st

from indicators.catalogue.models import Indicator, Series
from indicators.disclosure.links import Added, Links
from indicators.ledger.door import Figure
from indicators.periods import Period

OUTCOMES = ("work", "neither", "unknown")
PARTS = ("age:19", "age:20")
QUARTERS = [Period.parse(f"{year} Q{q}") for year in ("2023-24", "2024-25") for q in (1, 2, 3, 4)]
YEARS = ["2023-24", "2024-25"]
SPANS = [
    *QUARTERS,
    *(Period.parse(f"{year} Q1-Q{q}") for year in YEARS for q in (1, 2, 3)),
    *(Period.parse(year) for year in YEARS),
    *(Period.parse(f"12m to {month}") for month in ("2024-M06", "2024-M09", "2024-M12")),
]

Child = tuple[int, str, str]  # quarter, part, outcome


@dataclass(frozen=True, repr=False)
class Number:
    """The children of some quarters, parts and outcomes."""

    of: frozenset[Child]

    def amount(self, table: dict[Child, int]) -> int:
        return sum(table[child] for child in self.of)

    def __repr__(self) -> str:
        quarters, parts, outcomes = (sorted({*some}) for some in zip(*self.of, strict=True))
        return f"{'+'.join(str(QUARTERS[q]) for q in quarters)} {parts} {outcomes}"


@dataclass(frozen=True, repr=False)
class Case:
    """A table, its figures with the numbers that each shows, and the series that they are of."""

    table: dict[Child, int]
    figures: tuple[Figure, ...]
    shows: dict[int, tuple[Number, ...]]
    series: dict[int, Series]
    links: Links

    def __repr__(self) -> str:
        return "\n".join(["", *map(self.said, self.figures)])

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))  # which hypothesis prints instead of all that is in it

    def said(self, one: Figure) -> str:
        """A figure in short, for a test that fails."""
        numbers = [number.amount(self.table) for number in self.shows[one.id]]
        slug = self.series[one.series_id].indicator.slug
        return f"{one.id} {slug} {one.period} {one.breakdown}: {numbers}"


def _series(pk: int, slug: str, unit: str) -> Series:
    indicator = Indicator(pk=pk, slug=slug, unit=unit)
    return Series(
        pk=pk,
        indicator=indicator,
        key="local",
        kind="local",
        relation="same",
        span="in-period",
        is_proportion=unit == "percent",
    )


SERIES = {
    1: _series(1, "work", "percent"),
    2: _series(2, "neither", "percent"),
    3: _series(3, "unknown", "count"),
    4: _series(4, "everybody", "count"),
}
LINKS = Links(
    same=(("work.denominator", "neither.denominator", "everybody.value"),),
    sums=(
        Added(
            why="All of them.",
            whole="work.denominator",
            parts=["work.numerator", "neither.numerator", "unknown.value"],
            complete=True,
        ),
    ),
)


def number(period: Period, breakdown: str, outcomes: tuple[str, ...]) -> Number:
    quarters = [
        n for n, q in enumerate(QUARTERS) if period.starts <= q.starts and q.ends <= period.ends
    ]
    parts = PARTS if breakdown == "total" else (breakdown,)
    return Number(frozenset(product(quarters, parts, outcomes)))


def figure(
    pk: int, series: int, period: Period, breakdown: str, table: dict[Child, int], known_on: date
) -> tuple[Figure, tuple[Number, ...]] | None:
    """The figure with the numbers it shows; None where there is nobody to make a share of."""
    everybody = number(period, breakdown, OUTCOMES)
    outcome = {1: "work", 2: "neither", 3: "unknown"}.get(series)
    counted = number(period, breakdown, (outcome,)) if outcome else everybody
    amount, of = Decimal(counted.amount(table)), Decimal(everybody.amount(table))
    if series > 2:
        return _figure(pk, series, period, breakdown, known_on, amount), (counted,)
    if not of:
        return None
    rest = Number(everybody.of - counted.of)
    share = (amount / of * 100).quantize(Decimal("0.000001"))
    made = _figure(pk, series, period, breakdown, known_on, share, amount, of)
    return made, (counted, everybody, rest)


def _figure(
    pk: int,
    series: int,
    period: Period,
    breakdown: str,
    known_on: date,
    value: Decimal,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
) -> Figure:
    return Figure(
        id=pk,
        series_id=series,
        area_id=1,
        period=period,
        breakdown=breakdown,
        value=value,
        value_upper=None,
        numerator=numerator,
        denominator=denominator,
        qualifier="",
        missing_reason="",
        status="final",
        period_stated=True,
        edition="",
        reference="",
        note="",
        source="",
        source_slug="",
        known_on=known_on,
        known_on_estimated=False,
        revision=1,
    )


# Few children, so that small numbers abound; now and then many.
FEW = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 9, 12, 40])


@st.composite
def cases(draw: st.DrawFn, spans: tuple[Period, ...] = tuple(SPANS), most: int = 40) -> Case:
    """A table, and some of the figures that could be made of it."""
    children = product(range(len(QUARTERS)), PARTS, OUTCOMES)
    table = {child: draw(FEW) for child in children}
    some = draw(_some(spans)), draw(st.sampled_from([("total",), PARTS, ("total", *PARTS)]))
    places = list(product(draw(_several(list(SERIES))), *some))
    missing = draw(st.lists(st.sampled_from(places), max_size=3))
    chosen = [place for place in places if place not in missing][:most]
    made = [
        figure(pk, series, period, breakdown, table, period.ends + timedelta(days=40))
        for pk, (series, period, breakdown) in enumerate(chosen, 1)
    ]
    found = [one for one in made if one]
    return Case(
        table=table,
        figures=tuple(one for one, _ in found),
        shows={one.id: numbers for one, numbers in found},
        series=SERIES,
        links=LINKS,
    )


def _some(spans: tuple[Period, ...]) -> st.SearchStrategy[list[Period]]:
    """Few periods, of a year, of both, or of the last twelve months."""
    return st.lists(st.sampled_from(spans), min_size=1, max_size=6, unique=True)


def _several(of: list[int]) -> st.SearchStrategy[list[int]]:
    return st.lists(st.sampled_from(of), min_size=1, max_size=len(of), unique=True)
