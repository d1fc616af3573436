"""Where the area stands among all authorities, for each row of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from indicators.areas.models import Area
from indicators.assessment.places import Place
from indicators.catalogue.models import Series
from indicators.periods import Period
from indicators.readings.reading import Reading
from indicators.readings.spreads import spreads


@dataclass(frozen=True, kw_only=True)
class Strip:
    """The values of all authorities from lowest to highest, the own one, and its place."""

    values: tuple[float, ...]
    own: float
    place: Place | None


def strips(readings: Iterable[Reading], area: Area, as_of: date | None) -> dict[int, Strip]:
    """By indicator, of those judged by official statistics with a figure here. Two queries."""
    judged = {one.indicator.pk: one for one in readings if _is_published(one)}
    wanted: dict[Series, Period] = {}
    for one in judged.values():
        if one.series and one.judged:
            one.series.indicator = one.indicator
            wanted[one.series] = one.judged.period
    found = {}
    for series, spread in spreads(wanted, as_of).items():
        own = spread.value(area)
        if own is not None:
            found[series.indicator_id] = Strip(
                values=tuple(float(value) for value in spread.ranking.values),
                own=float(own),
                place=spread.place(area),
            )
    return found


def _is_published(reading: Reading) -> bool:
    return reading.series is not None and reading.series.kind == Series.Kind.PUBLISHED
