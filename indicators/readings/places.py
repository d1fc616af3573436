"""A published figure of one period among those of all authorities, and how each has moved."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from accounts.roles import Reader
from indicators.areas.editions import Service
from indicators.areas.models import Area, Edition
from indicators.assessment import Measure
from indicators.assessment.movement import Line, Movement, movements
from indicators.assessment.neighbours import NeighbourSummary, summarise
from indicators.assessment.places import Place, Ranking
from indicators.assessment.values import Break
from indicators.assessment.words import REASON_SENTENCES
from indicators.catalogue.models import Break as RecordedBreak
from indicators.catalogue.models import Indicator, Series
from indicators.ledger.door import Figure, figures
from indicators.ledger.models import TOTAL, Status
from indicators.periods import Period
from indicators.readings import points
from indicators.readings.neighbours import Neighbourhood

FEW = (
    "Sightline holds figures of {held} of {all} local authorities, too few to say who stands where."
)
PLACES = (Area.Kind.LOCAL_AUTHORITY, Area.Kind.REGION, Area.Kind.COUNTRY)


class UnknownEditionError(Exception):
    """The neighbour model has no such edition with known members; `known` are those it has."""

    def __init__(self, slug: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no edition “{slug[:40]}” of the neighbour model.")
        self.known = known


class NoFigureError(Exception):
    """No authority has a figure of that period; `known` are the periods of which some have one."""

    def __init__(self, series: Series, period: Period | None, known: Sequence[Period]) -> None:
        when = f" {period.spoken}" if period else ""
        super().__init__(f"No authority has a figure of {series.indicator.slug}{when}.")
        self.known = known


@dataclass(frozen=True, kw_only=True)
class Authority:
    """One authority's figure, None where there is no row, and its place among those that rank."""

    area: Area
    figure: Figure | None
    place: Place | None

    @property
    def value(self) -> Decimal | None:
        return self.figure.value if self.figure else None


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """The similar authorities of an area in one edition, summed up in the period."""

    edition: Edition
    stands_in: bool
    members: tuple[Area, ...]
    summary: NeighbourSummary


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Everything that is known of one published line in one period, seen from one area.

    `periods` are those in which an authority has a value, newest first. `authorities` are all that
    existed in the period: the best (or highest) first, then those that do not rank by name.
    """

    area: Area
    series: Series
    measure: Measure
    period: Period
    periods: tuple[Period, ...]
    as_of: date | None
    authorities: tuple[Authority, ...]
    ranking: Ranking
    own: Authority
    england: Figure | None
    region: Figure | None
    neighbours: Neighbours | None
    lines: Mapping[int, tuple[Figure, ...]]
    breaks: Sequence[RecordedBreak]

    @property
    def indicator(self) -> Indicator:
        return self.series.indicator

    @property
    def is_whole(self) -> bool:
        """Whether Sightline holds all of England, and not a council with its neighbours only."""
        held = sum(one.figure is not None for one in self.authorities)
        return not are_few(held, len(self.authorities))

    @property
    def sentence(self) -> str:
        """Where the area's figure stands, or why it has no place."""
        if self.own.place:
            return self.own.place.sentence(self.area.name, self.period)
        return self._why_no_place

    @property
    def _why_no_place(self) -> str:
        figure = self.own.figure
        if self.area.kind != Area.Kind.LOCAL_AUTHORITY:
            return f"Only local authorities have a place, and {self.area.name} is none."
        if figure is None:
            return f"{self.area.name} has no figure {self.period.spoken}."
        if figure.value is None:
            why = REASON_SENTENCES.get(figure.missing_reason, "it is missing")
            return f"{self.area.name} has no figure {self.period.spoken}: {why}."
        if figure.status == Status.DOUBTFUL:
            return f"The figure {self.period.spoken} is doubtful, so it has no place."
        return self.ranking.why_not

    @cached_property
    def members(self) -> frozenset[int]:
        """The ids of the similar authorities."""
        return (
            frozenset(one.pk for one in self.neighbours.members) if self.neighbours else frozenset()
        )

    def is_neighbour(self, area: Area) -> bool:
        return area.pk in self.members

    def breaks_of(self, area: Area) -> tuple[Break, ...]:
        return tuple(
            Break(on=one.on, why=one.why)
            for one in self.breaks
            if one.series_id in (None, self.series.pk) and one.area_id in (None, area.pk)
        )

    def movements(self, years: int) -> list[Movement]:
        """How every authority has moved in so many years up to the period; keys are area ids."""
        lines = [
            Line(
                key=one.area.pk,
                name=one.area.name,
                points=tuple(points.point(figure) for figure in self.lines.get(one.area.pk, ())),
                breaks=self.breaks_of(one.area),
            )
            for one in self.authorities
        ]
        return movements(self.measure, lines, self.period, years)


def compare(
    series: Series,
    area: Area,
    *,
    period: Period | None = None,
    edition: str = "",
    as_of: date | None = None,
    reader: Reader,
) -> Comparison:
    """All authorities' figures of one period, else of the newest in which the area existed.

    `edition` is the slug of one of the neighbour model, else the one that serves the period. Five
    queries, however many authorities and years. NoFigureError where no authority has a value,
    UnknownEditionError where the model has no such edition.
    """
    areas = list(Area.objects.filter(kind__in=PLACES).select_related("region"))
    lines = _lines(figures(areas, [series], as_of, reader))
    authorities = [one for one in areas if one.kind == Area.Kind.LOCAL_AUTHORITY]
    known = _periods(lines, authorities)
    wanted = period or _newest(known, area)
    if wanted is None or wanted not in known:
        raise NoFigureError(series, period, known)
    there = {one.pk: figure for one in areas if (figure := _of(lines.get(one.pk, ()), wanted))}
    existing = [
        one for one in authorities if one.pk in there or one.existed(wanted.starts, wanted.ends)
    ]
    ranking = _ranking(series.indicator.polarity, there, existing)
    placed = {one.pk: _placed(one, there.get(one.pk), ranking) for one in existing}
    england = next((one for one in areas if one.kind == Area.Kind.COUNTRY), None)
    return Comparison(
        area=area,
        series=series,
        measure=points.measure(series.indicator, series),
        period=wanted,
        periods=tuple(known),
        as_of=as_of,
        authorities=_ordered(placed.values(), series.indicator.polarity),
        ranking=ranking,
        own=placed.get(area.pk) or Authority(area=area, figure=there.get(area.pk), place=None),
        england=there.get(england.pk) if england else None,
        region=there.get(area.region_id) if area.region_id else None,
        neighbours=_neighbours(Neighbourhood.of(area), wanted, edition, as_of, there),
        lines=lines,
        breaks=list(RecordedBreak.objects.filter(indicator=series.indicator, withdrawn_at=None)),
    )


def _lines(found: Iterable[Figure]) -> dict[int, tuple[Figure, ...]]:
    """By area, oldest first."""
    lines: dict[int, list[Figure]] = defaultdict(list)
    for figure in found:
        if figure.breakdown == TOTAL:
            lines[figure.area_id].append(figure)
    return {area: tuple(line) for area, line in lines.items()}


def _periods(lines: Mapping[int, Sequence[Figure]], authorities: Sequence[Area]) -> list[Period]:
    """Those in which an authority has a value, newest first."""
    found = {
        figure.period
        for one in authorities
        for figure in lines.get(one.pk, ())
        if figure.value is not None
    }
    return sorted(found, reverse=True)


def _newest(known: Sequence[Period], area: Area) -> Period | None:
    return next((one for one in known if area.existed(one.starts, one.ends)), None)


def _of(line: Sequence[Figure], period: Period) -> Figure | None:
    return next((figure for figure in line if figure.period == period), None)


def are_few(held: int, existing: int) -> bool:
    """Whether so many of the authorities are too few to say who stands where in England."""
    return 4 * held < existing


def ranks(figure: Figure | None) -> bool:
    """A doubtful figure is shown and compared with nothing."""
    return figure is not None and figure.value is not None and figure.status != Status.DOUBTFUL


def _ranking(polarity: str, there: Mapping[int, Figure], existing: Sequence[Area]) -> Ranking:
    """Of a council's neighbours alone nobody is ranked: they are no sample of England."""
    ranking = Ranking.of(polarity, _ranked(there, existing))
    held = sum(one.pk in there for one in existing)
    if not ranking.why_not and are_few(held, len(existing)):
        return replace(ranking, why_not=FEW.format(held=held, all=len(existing)))
    return ranking


def _ranked(there: Mapping[int, Figure], existing: Sequence[Area]) -> list[Decimal]:
    found = (there.get(one.pk) for one in existing)
    return [one.value for one in found if one and one.value is not None and ranks(one)]


def _placed(area: Area, figure: Figure | None, ranking: Ranking) -> Authority:
    value = figure.value if figure and ranks(figure) else None
    place = ranking.place(value) if value is not None else None
    return Authority(area=area, figure=figure, place=place)


def _ordered(found: Iterable[Authority], polarity: str) -> tuple[Authority, ...]:
    def order(one: Authority) -> tuple[bool, Decimal, str]:
        value = one.value if one.value is not None else Decimal(0)
        return not ranks(one.figure), value if polarity == "lower" else -value, one.area.name

    return tuple(sorted(found, key=order))


def _neighbours(
    neighbourhood: Neighbourhood,
    period: Period,
    edition: str,
    as_of: date | None,
    there: Mapping[int, Figure],
) -> Neighbours | None:
    """None where the area has no neighbours in an edition, or none was published yet."""
    service = _service(neighbourhood, period, edition, as_of)
    members = neighbourhood.members.get(service.edition.pk, ()) if service else ()
    if service is None or not members:
        return None
    summary = summarise([points.point(there[one.pk]) for one in members if one.pk in there])
    return Neighbours(
        edition=service.edition, stands_in=service.stands_in, members=members, summary=summary
    )


def _service(
    neighbourhood: Neighbourhood, period: Period, edition: str, as_of: date | None
) -> Service | None:
    if not edition:
        return neighbourhood.serving(period, as_of)
    known = {one.slug: one for one in neighbourhood.editions if one.members_known}
    if edition not in known:
        raise UnknownEditionError(edition, sorted(known))
    return Service(known[edition])
