"""The numbers of people behind a figure, each under its name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.catalogue.models import Indicator, Series
from indicators.disclosure.links import Links
from indicators.disclosure.pieces import Stretch
from indicators.ledger.door import Figure
from indicators.ledger.models import Observation

Said = Figure | Observation  # what the ledger says now, and a row of it that was shown once

Unit = Indicator.Unit
REST = "rest"  # of the denominator, what is not in the numerator
COUNTED = {Unit.COUNT, Unit.FTE}
PER_POPULATION = {Unit.PER_1000, Unit.PER_10000, Unit.PER_100000}
SMALL = 6  # more than none and fewer than these could be known again


@dataclass(frozen=True, slots=True)
class Line:
    """A number through time: `care-leavers-neet.numerator`, and of whom."""

    name: str
    breakdown: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of people that one figure shows."""

    figure: int
    known_on: date
    line: Line
    stretch: Stretch
    on_a_day: bool

    @property
    def is_small(self) -> bool:
        return is_small(self.stretch.amount)


def is_small(amount: Decimal) -> bool:
    return 0 < amount < SMALL


def needs(series: Series) -> tuple[str, ...]:
    """The fields that hold the people behind a figure of this series."""
    unit = series.indicator.unit
    if unit in COUNTED:
        return ("value",)
    if unit in PER_POPULATION:
        return ("numerator",)
    if unit in (Unit.PERCENT, Unit.CASES_PER_WORKER):
        return ("numerator", "denominator")
    return ("denominator",)


def name_of(series: Series, field: str) -> str:
    """The name of a number; of a series with another definition also its key."""
    slug = series.indicator.slug
    own = slug if series.relation == Series.Relation.SAME else f"{slug}/{series.key}"
    return f"{own}.{field}"


def amounts(figure: Said, series: Series, links: Links) -> Iterator[Amount] | None:
    """Every number of people that the figure shows; None where one of them is not recorded."""
    found = {field: getattr(figure, field) for field in needs(series)}
    if None in found.values():
        return None
    if series.is_proportion and len(found) == 2:
        found[REST] = max(found["denominator"] - found["numerator"], Decimal(0))
    return (_amount(figure, series, field, amount, links) for field, amount in found.items())


def _amount(figure: Said, series: Series, field: str, amount: Decimal, links: Links) -> Amount:
    return Amount(
        figure=figure.id,
        known_on=figure.known_on,
        line=Line(name_of(series, field), figure.breakdown),
        stretch=Stretch(figure.period.starts, figure.period.ends, amount),
        on_a_day=series.span == Indicator.Span.DAY or _is_on_the_last_day(series, field, links),
    )


def _is_on_the_last_day(series: Series, field: str, links: Links) -> bool:
    """What is left of people there on the last day is there on that day too."""
    return name_of(series, "denominator" if field == REST else field) in links.last_day
