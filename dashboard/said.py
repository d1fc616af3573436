"""What the council says of the figures on an indicator's page, and who answers for them."""

from dataclasses import dataclass

from dashboard.lines import Shown
from dashboard.standpoint import Standpoint
from indicators.ledger.history import History, history
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
