"""From the ledger's figures and the catalogue's words to the values that are assessed."""

from indicators.assessment import Measure, Point
from indicators.assessment import values as assessed
from indicators.catalogue.models import Indicator, Series
from indicators.ledger.door import Figure
from indicators.ledger.models import TOTAL
from indicators.targets.models import Target

NAMED = "inspection report"  # how labels of such series begin


def scope(figure: Figure, series: Series) -> str:
    """Whose figure it is, where a reader would take it for the whole: of a report, or of a part."""
    parts = [series.label] if series.kind == Series.Kind.REPORT and series.label else []
    if figure.breakdown != TOTAL:
        parts.append(figure.breakdown)
    return ", ".join(parts)


def part(figure: Figure, series: Series) -> str:
    """What it counts where that is not the whole: "ages 18 to 21", "location: abroad"."""
    parts = [one.removeprefix(NAMED) for one in scope(figure, series).split(", ")]
    return ", ".join(one for one in parts if one)


def point(figure: Figure, scope: str = "") -> Point:
    return Point(
        period=figure.period,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        upper=figure.value_upper,
        missing_reason=figure.missing_reason,
        qualifier=figure.qualifier,
        status=figure.status,
        known_on=figure.known_on,
        scope=scope,
    )


def measure(indicator: Indicator, series: Series) -> Measure:
    return Measure(
        unit=indicator.unit,
        decimals=indicator.decimals,
        polarity=indicator.polarity,
        span=series.span,
        rounding=series.rounding,
        compare=series.compare,
        frequency=series.frequency,
        lag_days=series.lag_days,
        kind=series.kind,
        is_proportion=series.is_proportion,
        people=indicator.people,
        for_reference=not indicator.is_own,
    )


def measure_of(indicator: Indicator) -> Measure:
    """Without any series: for printing what is aimed for."""
    return Measure(
        unit=indicator.unit,
        decimals=indicator.decimals,
        polarity=indicator.polarity,
        span=indicator.span,
    )


def target(row: Target) -> assessed.Target:
    return assessed.Target(
        low=row.low,
        high=row.high,
        tolerance=row.tolerance,
        starts=row.starts,
        due=row.due,
        start_value=row.start_value,
        origin=row.origin,
    )
