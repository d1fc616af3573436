"""What is asked once about all indicators of a pack, beside their readings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from accounts.roles import Reader
from dashboard.comparing.strips import strips
from indicators.areas.models import Area
from indicators.assessment.places import Place
from indicators.catalogue.models import Ownership, Series
from indicators.catalogue.queries import owners
from indicators.notes.models import Note
from indicators.notes.queries import annotations
from indicators.periods import Period
from indicators.readings.reading import Reading
from indicators.returns.models import Commentary, Quality
from indicators.returns.signed_words import commentaries, grades

P = TypeVar("P")


@dataclass(frozen=True, kw_only=True)
class Around:
    """Each by the indicator's id; what a reader may not see, or nobody said, is not there."""

    for_council: bool
    places: Mapping[int, Place]
    owners: Mapping[int, Ownership]
    notes: Mapping[int, Sequence[Note]]
    commentaries: Mapping[int, Commentary]
    grades: Mapping[int, Quality]


def around(readings: Sequence[Reading], area: Area, reader: Reader) -> Around:
    """Six queries, however many readings."""
    local = {
        one.series: (one.indicator.pk, one.judged.period)
        for one in readings
        if one.series is not None and one.series.kind == Series.Kind.LOCAL and one.judged
    }
    said = commentaries(list(local), area, None, reader)
    graded = grades(list(local), area, None, reader)
    indicators = [one.indicator for one in readings]
    found = strips(readings, area, None)
    return Around(
        for_council=reader == Reader.COUNCIL,
        places={pk: strip.place for pk, strip in found.items() if strip.place},
        owners=owners(indicators),
        notes=annotations(indicators, area, None, reader),
        commentaries=_of_newest(local, said),
        grades=_of_newest(local, graded),
    )


def _of_newest(
    local: Mapping[Series, tuple[int, Period]], said: Mapping[int, Mapping[Period, P]]
) -> dict[int, P]:
    """What was signed with the figure that is judged."""
    return {
        pk: said[series.pk][period]
        for series, (pk, period) in local.items()
        if period in said.get(series.pk, {})
    }
