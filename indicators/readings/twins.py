"""Which official figure meets one of a report or of the council's own: its published twin."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indicators.assessment.agreement import Agreement, agreement, not_compared
from indicators.catalogue.models import Indicator, Series
from indicators.ledger.door import Figure
from indicators.ledger.models import Status
from indicators.periods import Period
from indicators.readings.points import measure, point

SAME, OTHER = Series.Relation.SAME, Series.Relation.OTHER
# A year's figure is dated by its last day in some sources.
DATED_BY_LAST_DAY = {"day", "financial-year"}
# A figure of a report is shown beside one of another day, but not of another time altogether.
YEAR = 366
DEFINITIONS = {
    Series.Relation.CLOSE: "the definition is close, not the same",
    Series.Relation.PART: "one counts only a part of the other",
}


@dataclass(frozen=True, kw_only=True)
class Twin:
    """A published figure about the same thing; `exact` when about the same time."""

    series: Series
    figure: Figure
    exact: bool


def same_time(one: Period, other: Period) -> bool:
    """The same days, or a day and the year that ends on it."""
    if (one.starts, one.ends) == (other.starts, other.ends):
        return True
    return one.ends == other.ends and {one.kind, other.kind} == DATED_BY_LAST_DAY


def twin_of(
    series: Series, figure: Figure, published: Iterable[tuple[Series, Figure]]
) -> Twin | None:
    """The nearest of the published figures of this indicator and area, None where none is near.

    The council's own line meets official statistics where both are about the same time; a
    report, which is written once, also the official figure next to it.
    """
    if series.relation == OTHER:
        return None
    met = [
        Twin(series=theirs, figure=known, exact=same_time(known.period, figure.period))
        for theirs, known in published
        if theirs.relation != OTHER and known.breakdown == figure.breakdown
    ]
    near = [one for one in met if one.exact or _near(series, figure, one.figure)]
    return min(near, key=lambda one: _distance(figure, one), default=None)


def _near(series: Series, figure: Figure, known: Figure) -> bool:
    return series.kind == Series.Kind.REPORT and _gap(known.period, figure.period) <= YEAR


def _gap(one: Period, other: Period) -> int:
    """Days between the two ends; none where one lies within the other."""
    if one.starts <= other.starts and other.ends <= one.ends:
        return 0
    return abs((one.ends - other.ends).days)


def _distance(figure: Figure, one: Twin) -> tuple[bool, bool, bool, int]:
    """Smaller is nearer. What a report gives without a date it cannot have from a later day."""
    later = not figure.period_stated and one.figure.period.ends > figure.period.ends
    gap = _gap(one.figure.period, figure.period)
    return not one.exact, one.series.relation != SAME, later, gap


def held(indicator: Indicator, series: Series, figure: Figure, twin: Twin) -> Agreement:
    """The two against each other: a difference where they count the same, else why not."""
    why = _apart(series, figure, twin)
    if why:
        return not_compared(why)
    own, theirs = measure(indicator, series), measure(indicator, twin.series)
    return agreement(own, point(figure), point(twin.figure), other_measure=theirs)


def _apart(series: Series, figure: Figure, twin: Twin) -> Sequence[str]:
    """What keeps the two from being compared; nothing where only the number can differ."""
    relations = (series.relation, twin.series.relation)
    apart = [DEFINITIONS[Series.Relation(one)] for one in relations if one != SAME][:1]
    if not twin.exact:
        apart.append("the dates differ" if figure.period_stated else "the report gives no date")
    if twin.figure.status == Status.DOUBTFUL:
        apart.append("the published figure is doubtful")
    return apart
