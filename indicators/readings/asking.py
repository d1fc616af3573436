"""What a page asks the door for: whole lines, or of other places no more than is compared."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.ledger.door import Figure
from indicators.readings.context import Context
from indicators.readings.seen import Seen

# Official statistics are held against the same year elsewhere, the council's own fresh figures
# against what others published up to two years before.
USUAL_LAG = timedelta(days=731)


class Door(Protocol):
    """The door through which figures are read, for one reader on one day."""

    def __call__(
        self,
        areas: Collection[Area],
        series: Collection[Series],
        *,
        since: Mapping[Series, date] | None = None,
    ) -> list[Figure]: ...


@dataclass(frozen=True)
class Held:
    """A series of other places, and the last day of the figure that is held against it."""

    series: Series
    ends: date
    since: date


def held_against(series: Sequence[Series], judged: Series) -> list[Series]:
    """The published series of the same definition; none where places are not compared."""
    if judged.kind == Series.Kind.REPORT or judged.compare == Series.Compare.NONE:
        # A number that grows with the place has no line of another place beside it.
        return []
    return [
        one
        for one in series
        if one.kind == Series.Kind.PUBLISHED and one.relation == Series.Relation.SAME
    ]


def whole_lines(context: Context, series: Collection[Series], door: Door) -> Seen:
    """Every figure of the area and of those around it. One question."""
    return Seen(door({context.area} | context.others(), series))


def compared_only(context: Context, indicators: Iterable[Sequence[Series]], door: Door) -> Seen:
    """The area's own lines, and of others what its newest figures are held against.

    `indicators` are the series of each. Two questions, and a third where another place has no
    figure as new as is usual: then its whole line is read.
    """
    groups = list(indicators)
    seen = Seen(door([context.area], [one for series in groups for one in series]))
    held = [one for series in groups for one in _held(series, context, seen)]
    since = {one.series: one.since for one in held}
    seen.take(door(context.others(), list(since), since=since))
    lacking = {one.series: places for one in held if (places := _lacking(one, context, seen))}
    if lacking:
        seen.take(door(set().union(*lacking.values()), list(lacking)))
    return seen


def _held(series: Sequence[Series], context: Context, seen: Seen) -> Iterator[Held]:
    judged = seen.judged(series, context.area)
    if judged is None:
        return
    ends = seen.own(judged, context.area)[-1].period.ends
    if judged.kind == Series.Kind.REPORT:
        reports = (one for one in series if one.kind == Series.Kind.REPORT)
        yield from (Held(one, ends, date.min) for one in reports)
    for one in held_against(series, judged):
        yield Held(one, ends, ends if one == judged else ends - USUAL_LAG)


def _lacking(held: Held, context: Context, seen: Seen) -> set[Area]:
    """The places that may have an older figure and have none among those read."""
    if held.since == date.min:
        return set()
    single = [one for one in (context.england, context.area.region) if one]
    lines = [({one}, seen.whole(held.series, one)) for one in single]
    neighbourhood = context.neighbourhood
    members = neighbourhood.everyone() if neighbourhood.is_known(context.as_of) else set()
    if members:
        every = seen.of_areas(held.series, members)
        lines.append((members, [f for f in every if neighbourhood.has(f, context.as_of)]))
    lacking = (places for places, line in lines if not any(_serves(f, held.ends) for f in line))
    return set().union(*lacking)


def _serves(figure: Figure, ends: date) -> bool:
    return figure.value is not None and figure.period.ends <= ends
