"""From the ledger's figures and the catalogue's words to the values that are assessed."""

from indicators.assessment import Measure, Point
from indicators.assessment import values as assessed
from indicators.catalogue.models import Indicator, Series
from indicators.ledger.door import Figure
from indicators.targets.models import Target


def point(figure: Figure) -> Point:
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
