"""Where all authorities stand on many published lines at once: bare values for lists and strips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.areas.models import Area
from indicators.assessment.places import Place, Ranking
from indicators.catalogue.models import Series
from indicators.ledger.door import values_in
from indicators.periods import Period
from indicators.readings.places import are_few


@dataclass(frozen=True, kw_only=True)
class Spread:
    """The authorities' values in one period, by area id; `ranking` holds them in order."""

    period: Period
    values: Mapping[int, Decimal]
    ranking: Ranking

    def value(self, area: Area) -> Decimal | None:
        return self.values.get(area.pk)

    def place(self, area: Area) -> Place | None:
        """None where it has no value, is no local authority, or nobody ranks."""
        value = self.values.get(area.pk)
        return None if value is None else self.ranking.place(value)


def spreads(wanted: Mapping[Series, Period], as_of: date | None) -> dict[Series, Spread]:
    """The spread of each published series in the period wanted of it. Two queries.

    A series of which too few authorities have a value in that period is left out. The series come
    with their indicators.
    """
    authorities = list(Area.objects.filter(kind=Area.Kind.LOCAL_AUTHORITY))
    return {
        series: Spread(
            period=wanted[series],
            values=values,
            ranking=Ranking.of(series.indicator.polarity, values.values()),
        )
        for series, values in values_in(authorities, wanted, as_of).items()
        if not are_few(len(values), _existing(authorities, wanted[series]))
    }


def _existing(authorities: Sequence[Area], period: Period) -> int:
    return sum(one.existed(period.starts, period.ends) for one in authorities)
