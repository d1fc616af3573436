"""Every figure that a report states, and what became of it since.

The number of queries does not depend on the number of figures.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from accounts.roles import Reader
from indicators.areas.models import Area
from indicators.assessment import Measure, Point
from indicators.assessment.agreement import Agreement, agreement
from indicators.catalogue.models import Indicator, Series, Source
from indicators.ledger.door import Figure, figures
from indicators.ledger.models import TOTAL, Observation
from indicators.readings.points import measure, part, point
from indicators.readings.reading import Reading
from indicators.readings.seen import Seen
from indicators.readings.twins import OTHER, SAME, same_time

# Looked into in this order: the council's own line, then official statistics.
ORDER = (Series.Kind.LOCAL, Series.Kind.PUBLISHED)
RELATIONS = {
    Series.Relation.CLOSE: "close, not the same definition",
    Series.Relation.PART: "a part only, not the same definition",
}
ANOTHER_LIST = "our mean of today's list of similar authorities, not the same list"


@dataclass(frozen=True, kw_only=True)
class Newest:
    """The newest figure of the same indicator and area; `apart` says why it is not compared."""

    point: Point
    measure: Measure
    whose: str
    apart: str = ""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A figure that a report states.

    `twin` is another source's figure of the same definition and date, `agreement` how the two
    stand to each other; `newest` is what has been known since.
    """

    indicator: Indicator
    series: Series
    area: Area
    figure: Figure
    measure: Measure
    twin: Point | None = None
    agreement: Agreement | None = None
    newest: Newest | None = None

    @property
    def part(self) -> str:
        """What it counts where that is not the whole: "ages 18 to 21", "location: abroad"."""
        return part(self.figure, self.series)

    @property
    def is_undefined_elsewhere(self) -> bool:
        """Whether the report measures something else under this name."""
        return self.series.relation == OTHER


@dataclass(frozen=True)
class Stated:
    """The series of a report, by indicator."""

    series: Sequence[Series]

    @classmethod
    def by(cls, source: Source) -> "Stated":
        """One query."""
        kind = Series.Kind.REPORT
        return cls(list(Series.objects.filter(source=source, kind=kind)))

    @property
    def indicators(self) -> set[int]:
        return {one.indicator_id for one in self.series}


def in_report(reading: Reading) -> bool:
    """Whether a report states a figure of this indicator for this area."""
    shown = [reading.series, *(one.series for one in (*reading.marks, *reading.stated))]
    return any(one.kind == Series.Kind.REPORT for one in shown if one)


def statements(
    stated: Stated, readings: Iterable[Reading], *, as_of: date | None, reader: Reader
) -> list[Statement]:
    """In the order of the readings, which give the indicators; each area's figures by period."""
    reading_of = {one.indicator.pk: one for one in readings}
    areas = _areas(stated.series)
    beside = Series.objects.filter(indicator__in=stated.indicators, kind__in=ORDER)
    others = _grouped(beside.select_related("source"))
    series = [*stated.series, *(one for group in others.values() for one in group)]
    seen = Seen(figures(areas, series, as_of, reader))
    by_indicator = _grouped(stated.series)
    return [
        _statement(reading, one, area, figure, others.get(pk, []), seen)
        for pk, reading in reading_of.items()
        for area in _own_first(areas, reading.area)
        for one in by_indicator.get(pk, [])
        for figure in seen.line(one, area)
    ]


def _areas(series: Collection[Series]) -> list[Area]:
    stated = Observation.objects.filter(area=OuterRef("pk"), series__in=[s.pk for s in series])
    return list(Area.objects.filter(Exists(stated)).order_by("name"))


def _own_first(areas: Iterable[Area], own: Area) -> list[Area]:
    return sorted(areas, key=lambda area: area != own)


def _grouped(series: Iterable[Series]) -> Mapping[int, list[Series]]:
    groups: dict[int, list[Series]] = defaultdict(list)
    for one in series:
        groups[one.indicator_id].append(one)
    return groups


def _statement(
    reading: Reading,
    series: Series,
    area: Area,
    figure: Figure,
    others: Sequence[Series],
    seen: Seen,
) -> Statement:
    indicator = reading.indicator
    own = measure(indicator, series)
    twin = _twin(series, area, figure, others, seen)
    held = None
    if twin:
        theirs, known = twin
        held = agreement(own, point(figure), point(known), other_measure=measure(indicator, theirs))
    return Statement(
        indicator=indicator,
        series=series,
        area=area,
        figure=figure,
        measure=own,
        twin=point(twin[1]) if twin else None,
        agreement=held,
        newest=_newest(reading, series, area, figure, others, seen),
    )


def _twin(
    series: Series, area: Area, figure: Figure, others: Iterable[Series], seen: Seen
) -> tuple[Series, Figure] | None:
    """Only the same definition, the same part and the same time meet."""
    if series.relation != SAME:
        return None
    for one in sorted(others, key=lambda other: other.kind, reverse=True):
        if one.relation != SAME:
            continue
        for known in seen.line(one, area):
            if known.breakdown == figure.breakdown and same_time(known.period, figure.period):
                return one, known
    return None


def _newest(
    reading: Reading,
    series: Series,
    area: Area,
    figure: Figure,
    others: Iterable[Series],
    seen: Seen,
) -> Newest | None:
    if series.relation == OTHER:
        return None
    if area.kind == Area.Kind.COMPARATOR_GROUP:
        return _neighbours(reading)
    found = [(one, whole[-1]) for one in _by_nearness(others) if (whole := seen.whole(one, area))]
    if not found:
        return None
    theirs, known = found[0]
    return Newest(
        point=point(known),
        measure=measure(reading.indicator, theirs),
        whose=theirs.get_kind_display(),
        apart=_apart(series, figure, theirs),
    )


def _by_nearness(others: Iterable[Series]) -> list[Series]:
    """The same definition first; of these the council's own line."""
    related = [one for one in others if one.relation != OTHER]
    return sorted(related, key=lambda one: (one.relation != SAME, ORDER.index(one.kind)))


def _apart(series: Series, figure: Figure, theirs: Series) -> str:
    """Why the two are not compared; empty where they are the same."""
    relation = next((r for r in (series.relation, theirs.relation) if r != SAME), SAME)
    if relation != SAME:
        return RELATIONS[Series.Relation(relation)]
    return "of all, not of this part" if figure.breakdown != TOTAL else ""


def _neighbours(reading: Reading) -> Newest | None:
    """A report's similar authorities are a list that nobody knows; ours is another."""
    for one in reading.baselines:
        if one.kind == "neighbours" and reading.measure:
            return Newest(
                point=max(one.points, key=lambda known: known.period),
                measure=reading.measure,
                whose=one.edition,
                apart=ANOTHER_LIST,
            )
    return None
