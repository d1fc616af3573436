"""Which line of an indicator its page shows: the council's own quarters, or years."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.http import HttpRequest

from dashboard.errors import BadQueryError
from indicators.catalogue.models import Series
from indicators.periods import Period
from indicators.readings.reading import Reading
from indicators.readings.years import by_year

LOCAL, PUBLISHED = Series.Kind.LOCAL.value, Series.Kind.PUBLISHED.value
OFTEN = {"week": "weeks", "month": "months", "quarter": "quarters", "term": "terms"}
ASKED = ("", LOCAL, PUBLISHED)


@dataclass(frozen=True)
class Choice:
    """One of the lines to switch between; `key` is what `?series=` says."""

    key: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Shown:
    """The reading that the page shows, and what can be shown instead.

    `local` is the council's own line and `newest_own` its newest period; None where it has none.
    """

    reading: Reading
    local: Series | None = None
    newest_own: Period | None = None
    choices: tuple[Choice, ...] = ()


def shown(request: HttpRequest, read: Callable[[Collection[str]], Reading]) -> Shown:
    """By `?series=`. `read` reads the indicator without the kinds of series that it is given.

    Years are the published line where there is one, else the year ends of the council's own.
    """
    asked = request.GET.get("series", "")
    if asked not in ASKED:
        raise BadQueryError(f"There is no line “{asked}”. Use series=local or series=published.")
    full = read(())
    if full.series is None or full.series.kind != LOCAL:
        return Shown(full)
    newest = full.judged.period if full.judged else None
    years = None if _has_published(full) else by_year(full)
    if years is None and not _has_published(full):
        return Shown(full, full.series, newest)
    reading = full
    if asked == PUBLISHED:
        reading = years or read((LOCAL,))
    often = OFTEN.get(full.series.frequency, "the council's own years")
    published = "years" if years else "years, official statistics"
    return Shown(
        reading,
        full.series,
        newest,
        (
            Choice(LOCAL, often, asked != PUBLISHED),
            Choice(PUBLISHED, published, asked == PUBLISHED),
        ),
    )


def _has_published(reading: Reading) -> bool:
    return any(
        one.series.kind == PUBLISHED and one.series.relation == Series.Relation.SAME
        for one in reading.marks
    )
