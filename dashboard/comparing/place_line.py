"""What an indicator's page says of its place among all authorities, in one line."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.catalogue.models import Series
from indicators.periods import Period
from indicators.readings.reading import Reading
from indicators.readings.spreads import Spread, spreads


@dataclass(frozen=True, kw_only=True)
class PlaceLine:
    """`place` is "" where nobody ranks; `gaps` are those to England and similar authorities."""

    place: str
    gaps: Sequence[str]


def place_line(reading: Reading) -> PlaceLine | None:
    """None where official statistics do not measure it here. Two queries, or none."""
    published = _published(reading)
    if published is None:
        return None
    series, period = published
    series.indicator = reading.indicator
    spread = spreads({series: period}, reading.as_of).get(series)
    return PlaceLine(place=_place(reading, series, spread) if spread else "", gaps=_gaps(reading))


def _published(reading: Reading) -> tuple[Series, Period] | None:
    """The published line of the same definition, and its newest period here."""
    lines = [(reading.series, reading.judged)] + [(one.series, one.figure) for one in reading.marks]
    for series, figure in lines:
        if (
            series is not None
            and figure is not None
            and series.kind == Series.Kind.PUBLISHED
            and series.relation == Series.Relation.SAME
        ):
            return series, figure.period
    return None


def _place(reading: Reading, series: Series, spread: Spread) -> str:
    """Where it stands; of a figure of the council's own, where it would stand."""
    if reading.series == series:
        place = spread.place(reading.area)
        return f"Published: {place.short}" if place else ""
    value = reading.judged.value if reading.judged else None
    return "" if value is None else spread.ranking.would_be(value, spread.period).rstrip(".")


def _gaps(reading: Reading) -> list[str]:
    found = (reading.gap(kind) for kind in ("england", "neighbours"))
    return [one.clause for one in found if one]
