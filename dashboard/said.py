"""What the council says of the figures on an indicator's page, and who answers for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.lines import Shown
from dashboard.standpoint import Standpoint
from indicators.catalogue.models import Series
from indicators.ledger.history import History, history
from indicators.readings.reading import Reading
from indicators.returns.models import Commentary, Quality
from indicators.returns.signed_words import commentaries, grades


@dataclass(frozen=True)
class Said:
    """The commentary of the newest period and of earlier ones, the newest grade, the history.

    `newest` and `grade` are None where nothing was said about the newest figure of the line.
    """

    newest: Commentary | None
    earlier: tuple[Commentary, ...]
    grade: Quality | None
    history: History | None


def said_of(line: Shown, stand: Standpoint) -> Said:
    """Three queries for a line of the council's own, one for any other."""
    reading = line.reading
    told = (
        history(reading.series, reading.area, stand.as_of, stand.reader) if reading.series else None
    )
    if line.local is None:
        return Said(None, (), None, told)
    asked = ([line.local], reading.area, stand.as_of, stand.reader)
    words = commentaries(*asked).get(line.local.pk, {})
    graded = grades(*asked).get(line.local.pk, {})
    period = line.newest_own
    return Said(
        newest=words.get(period) if period else None,
        earlier=tuple(one for when, one in words.items() if when != period),
        grade=graded.get(period) if period else None,
        history=told,
    )


def said_of_newest(readings: Sequence[Reading], stand: Standpoint) -> dict[int, Commentary]:
    """What is said of the figures that these readings judge, by indicator; one query."""
    judged = {
        one.series: one
        for one in readings
        if one.series is not None and one.series.kind == Series.Kind.LOCAL
    }
    words = commentaries(list(judged), stand.area, stand.as_of, stand.reader)
    return {
        one.indicator.pk: words[series.pk][one.judged.period]
        for series, one in judged.items()
        if one.judged and one.judged.period in words.get(series.pk, {})
    }
