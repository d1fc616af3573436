"""Every source of the figures in a pack."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.conf import settings

from dashboard.packs.pack import SourceSaid
from indicators.periods.spoken import long_day
from indicators.readings.reading import Reading


def sources_of(read: Iterable[Reading]) -> Iterator[SourceSaid]:
    """Every source of a figure that is drawn or told, with the newest day it was public."""
    newest: dict[str, tuple[SourceSaid, date]] = {}
    for reading in read:
        series = [(reading.series, one) for one in reading.own]
        series += [(one.series, one.figure) for one in (*reading.marks, *reading.stated)]
        for one, figure in series:
            source = one.source if one else None
            said = SourceSaid(
                name=source.name if source else figure.source[:1].upper() + figure.source[1:],
                publisher=source.publisher if source else settings.SIGHTLINE_COUNCIL_NAME,
                licence=source.licence if source else "",
            )
            before = newest.get(said.name)
            if before is None or figure.known_on > before[1]:
                newest[said.name] = said, figure.known_on
    for name in sorted(newest):
        said, day = newest[name]
        yield replace(said, newest=long_day(day))
