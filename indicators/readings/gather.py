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
from indicators.ledger.models import Status
from indicators.readings import neighbours, points
from indicators.readings.reading import Beside, Reading
from indicators.readings.seen import Seen
from indicators.targets.choice import in_force, proposed, stands, targets_for
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

    def around(self) -> list[Area]:
        """England, the region and the group of similar authorities, where they are known."""
        return [one for one in (self.england, self.area.region, self.group) if one]

    def areas(self) -> set[Area]:
        return {self.area, *self.around()} | self.neighbourhood.everyone()

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
    seen = Seen(figures(context.areas(), series, as_of, reader, until))
    series_of = _grouped(series)
    targets = _grouped(targets_for(indicators, area))
    breaks = _grouped(Break.objects.filter(indicator__in=indicators, withdrawn_at=None))
    return [
        _reading(
            indicator,
            context,
            series_of.get(indicator.pk, []),
            seen,
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
    seen: Seen,
    targets: Sequence[Target],
    breaks: Sequence[Break],
) -> Reading:
    known = [t for t in targets if t.known_on <= context.today]
    waiting = proposed(known, context.as_of)
    judged = _judged_series(series, context.area, seen)
    others = [one for one in series if one != judged]
    bare = Reading(
        indicator=indicator,
        area=context.area,
        as_of=context.as_of,
        proposed=waiting,
        targets=tuple(known),
        marks=_beside(indicator, others, [context.area], seen),
    )
    if judged is None:
        return bare
    own = seen.own(judged, context.area)
    held = in_force(known, own[-1].period.ends, context.as_of)
    # A figure of another definition meets no target: only `same` meets `same`.
    judging = held if judged.relation == Series.Relation.SAME else None
    reports = [one for one in series if one.kind == judged.kind == Series.Kind.REPORT]
    baselines = _baselines(series, judged, context, seen)
    cuts = _cuts(breaks, judged, context.area)
    measure = points.measure(indicator, judged)
    return replace(
        bare,
        series=judged,
        measure=measure,
        own=tuple(own),
        baselines=baselines,
        baseline_codes=context.codes(),
        stated=_beside(indicator, reports, context.around(), seen),
        target=judging,
        coming=tuple(
            t for t in known if t.starts > own[-1].period.ends and stands(t, context.as_of)
        ),
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


def _judged_series(series: Sequence[Series], area: Area, seen: Seen) -> Series | None:
    for kind in ORDER:
        candidates = [
            one
            for one in series
            if one.kind == kind
            and (kind == Series.Kind.REPORT or one.relation == Series.Relation.SAME)
            and seen.own(one, area)
        ]
        if candidates:
            return max(candidates, key=lambda one: seen.own(one, area)[-1].period)
    return None


def _baselines(
    series: Sequence[Series], judged: Series, context: Context, seen: Seen
) -> tuple[Baseline, ...]:
    """England, the region and similar authorities, from the published series of this definition."""
    if judged.kind == Series.Kind.REPORT or judged.compare == Series.Compare.NONE:
        # A number that grows with the place has no line of another place beside it.
        return ()
    published = [
        one
        for one in series
        if one.kind == Series.Kind.PUBLISHED and one.relation == Series.Relation.SAME
    ]
    found = [
        baseline
        for one in published
        for baseline in (
            _published("england", context.england, seen.whole(one, context.england)),
            _published("region", context.area.region, seen.whole(one, context.area.region)),
            neighbours.baseline(
                context.neighbourhood,
                seen.of_areas(one, context.neighbourhood.everyone()),
                context.as_of,
            ),
        )
    ]
    return tuple(baseline for baseline in found if baseline)


def _published(kind: str, area: Area | None, line: Sequence[Figure]) -> Baseline | None:
    if not line or area is None:
        return None
    return Baseline(
        kind=kind,
        name=area.name,
        points=tuple(points.point(f) for f in line),
        doubtful=line[-1].status == Status.DOUBTFUL,
    )


def _beside(
    indicator: Indicator,
    series: Iterable[Series],
    areas: Sequence[Area],
    seen: Seen,
) -> tuple[Beside, ...]:
    """What these series say about these areas, oldest first; another definition is only a link."""
    found = [
        Beside(figure=figure, series=one, area=area, measure=points.measure(indicator, one))
        for one in series
        if one.relation != Series.Relation.OTHER
        for area in areas
        for figure in seen.line(one, area)
    ]
    return tuple(sorted(found, key=lambda beside: beside.figure.period))


def _cuts(breaks: Sequence[Break], series: Series, area: Area) -> tuple[assessed.Break, ...]:
    return tuple(
        assessed.Break(on=one.on, why=one.why)
        for one in breaks
        if one.series_id in (None, series.pk) and one.area_id in (None, area.pk)
    )
