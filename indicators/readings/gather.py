"""Brings figures, baselines, targets and breaks together and has them assessed.

The number of queries does not depend on the number of indicators.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.roles import Reader
from indicators.areas.lookup import GROUP_PREFIX
from indicators.areas.models import Area
from indicators.assessment import Baseline, assess
from indicators.assessment import values as assessed
from indicators.catalogue.models import Break, Indicator, Series
from indicators.ledger.door import Figure, figures
from indicators.ledger.models import TOTAL, Status
from indicators.readings import neighbours, points
from indicators.readings.reading import Beside, Reading
from indicators.targets.choice import in_force, proposed, targets_for
from indicators.targets.models import Target

# Judged in this order: the council's own line, else official statistics, else an inspection report.
ORDER = (Series.Kind.LOCAL, Series.Kind.PUBLISHED, Series.Kind.REPORT)


@dataclass(frozen=True, kw_only=True)
class Context:
    """What all readings of a page share."""

    area: Area
    england: Area | None
    group: Area | None
    neighbourhood: neighbours.Neighbourhood
    as_of: date | None
    today: date

    def areas(self) -> set[Area]:
        wanted = {self.area, self.england, self.area.region, self.group}
        return {area for area in wanted if area} | self.neighbourhood.everyone()

    def codes(self) -> dict[str, str]:
        around = {"england": self.england, "region": self.area.region, "neighbours": self.group}
        return {kind: area.code for kind, area in around.items() if area}


def readings(
    indicators: Collection[Indicator],
    area: Area,
    *,
    as_of: date | None = None,
    reader: Reader,
    until: date | None = None,
) -> list[Reading]:
    """A reading of each indicator, in the order given."""
    context = _context(area, as_of)
    series = list(Series.objects.filter(indicator__in=indicators).select_related("source"))
    seen = figures(context.areas(), series, as_of, reader, until)
    targets = _grouped(targets_for(indicators, area))
    breaks = _grouped(Break.objects.filter(indicator__in=indicators))
    by_series: dict[int, list[Figure]] = defaultdict(list)
    for figure in seen:
        by_series[figure.series_id].append(figure)
    series_of = _grouped(series)
    return [
        _reading(
            indicator,
            context,
            series_of.get(indicator.pk, []),
            by_series,
            targets.get(indicator.pk, []),
            breaks.get(indicator.pk, []),
        )
        for indicator in indicators
    ]


def _context(area: Area, as_of: date | None) -> Context:
    around = Area.objects.filter(code=GROUP_PREFIX + area.code) | Area.objects.filter(
        kind=Area.Kind.COUNTRY
    )
    found = {one.kind: one for one in around}
    england = found.get(Area.Kind.COUNTRY)
    return Context(
        area=area,
        england=england if england != area else None,
        group=found.get(Area.Kind.COMPARATOR_GROUP),
        neighbourhood=neighbours.Neighbourhood.of(area),
        as_of=as_of,
        today=as_of or timezone.localdate(),
    )


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.indicator_id].append(row)
    return groups


def _reading(
    indicator: Indicator,
    context: Context,
    series: Sequence[Series],
    figures_of: dict[int, list[Figure]],
    targets: Sequence[Target],
    breaks: Sequence[Break],
) -> Reading:
    known = [t for t in targets if t.known_on <= context.today]
    waiting = proposed(known, context.as_of)
    judged = _judged_series(series, context.area, figures_of)
    bare = Reading(
        indicator=indicator,
        area=context.area,
        as_of=context.as_of,
        proposed=waiting,
        targets=tuple(known),
        marks=_beside(indicator, series, context, figures_of, judged),
    )
    if judged is None:
        return bare
    own = _own(judged, context.area, figures_of)
    held = in_force(known, own[-1].period.ends, context.as_of)
    # A figure of another definition meets no target: only `same` meets `same`.
    judging = held if judged.relation == Series.Relation.SAME else None
    is_report = judged.kind == Series.Kind.REPORT
    baselines = () if is_report else _baselines(judged, context, figures_of)
    cuts = _cuts(breaks, judged, context.area)
    measure = points.measure(indicator, judged)
    return replace(
        bare,
        series=judged,
        measure=measure,
        own=tuple(own),
        baselines=baselines,
        baseline_codes=context.codes(),
        stated=_stated(indicator, series, context, figures_of) if is_report else (),
        target=judging,
        breaks=cuts,
        assessment=assess(
            measure,
            [points.point(figure, points.scope(figure, judged)) for figure in own],
            target=points.target(judging) if judging else None,
            proposed=points.target(waiting) if waiting else None,
            baselines=baselines,
            breaks=cuts,
            today=context.today,
        ),
    )


def _judged_series(
    series: Sequence[Series], area: Area, figures_of: dict[int, list[Figure]]
) -> Series | None:
    for kind in ORDER:
        candidates = [
            one
            for one in series
            if one.kind == kind
            and (kind == Series.Kind.REPORT or one.relation == Series.Relation.SAME)
            and _own(one, area, figures_of)
        ]
        if candidates:
            return max(candidates, key=lambda one: _own(one, area, figures_of)[-1].period)
    return None


def _own(series: Series, area: Area, figures_of: dict[int, list[Figure]]) -> list[Figure]:
    """The area's figures for all children; of a report that gives only a part, for the part."""
    mine = [f for f in figures_of.get(series.pk, []) if f.area_id == area.pk]
    whole = [f for f in mine if f.breakdown == TOTAL]
    return whole or (mine if series.kind == Series.Kind.REPORT else [])


def _baselines(
    series: Series, context: Context, figures_of: dict[int, list[Figure]]
) -> tuple[Baseline, ...]:
    """England, the region and similar authorities, from the judged series itself."""
    if series.compare == Series.Compare.NONE:
        # A number that grows with the place has no line of another place beside it.
        return ()
    lines = [f for f in figures_of.get(series.pk, []) if f.breakdown == TOTAL]
    found = [
        _published("england", context.england, lines),
        _published("region", context.area.region, lines),
        neighbours.baseline(
            context.neighbourhood,
            [f for f in lines if f.area_id in {a.pk for a in context.neighbourhood.everyone()}],
            context.as_of,
        ),
    ]
    return tuple(one for one in found if one)


def _published(kind: str, area: Area | None, lines: Sequence[Figure]) -> Baseline | None:
    mine = [f for f in lines if area and f.area_id == area.pk]
    if not mine or area is None:
        return None
    return Baseline(
        kind=kind,
        name=area.name,
        points=tuple(points.point(f) for f in mine),
        doubtful=mine[-1].status == Status.DOUBTFUL,
    )


def _beside_one(indicator: Indicator, figure: Figure, series: Series, area: Area) -> Beside:
    return Beside(
        figure=figure, series=series, area=area, measure=points.measure(indicator, series)
    )


def _beside(
    indicator: Indicator,
    series: Sequence[Series],
    context: Context,
    figures_of: dict[int, list[Figure]],
    judged: Series | None,
) -> tuple[Beside, ...]:
    """What other series say about the area, oldest first."""
    return tuple(
        _beside_one(indicator, figure, one, context.area)
        for one in series
        if one != judged and one.relation != Series.Relation.OTHER
        for figure in figures_of.get(one.pk, [])
        if figure.area_id == context.area.pk
    )


def _stated(
    indicator: Indicator,
    series: Sequence[Series],
    context: Context,
    figures_of: dict[int, list[Figure]],
) -> tuple[Beside, ...]:
    """What a report gives for England, a region or similar authorities."""
    areas = {a.pk: a for a in (context.england, context.area.region, context.group) if a}
    return tuple(
        _beside_one(indicator, figure, one, areas[figure.area_id])
        for one in series
        if one.kind == Series.Kind.REPORT
        for figure in figures_of.get(one.pk, [])
        if figure.area_id in areas
    )


def _cuts(breaks: Sequence[Break], series: Series, area: Area) -> tuple[assessed.Break, ...]:
    return tuple(
        assessed.Break(on=one.on, why=one.why)
        for one in breaks
        if one.series_id in (None, series.pk) and one.area_id in (None, area.pk)
    )
