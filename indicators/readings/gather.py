"""Brings figures, baselines, targets and breaks together and has them assessed.

The number of queries does not depend on the number of indicators.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from accounts.roles import Reader
from indicators.areas.models import Area
from indicators.assessment import Baseline, assess
from indicators.assessment import values as assessed
from indicators.catalogue.models import Break, Indicator, Series
from indicators.ledger.door import Figure, figures
from indicators.ledger.models import Status
from indicators.readings import neighbours, points
from indicators.readings.asking import compared_only, held_against, whole_lines
from indicators.readings.context import Context
from indicators.readings.reading import Beside, Reading
from indicators.readings.seen import Seen
from indicators.targets.choice import in_force, proposed, stands, targets_for
from indicators.targets.models import Target


def readings(
    indicators: Collection[Indicator],
    area: Area,
    *,
    as_of: date | None = None,
    reader: Reader,
    until: date | None = None,
    whole: bool = True,
    without: Collection[str] = (),
    hide: Collection[int] = (),
) -> list[Reading]:
    """A reading of each indicator, in the order given; `without` some kinds of series.

    Without `whole` the lines of other places are no longer than the assessment needs: for lists,
    which draw the area's own line only. The assessment is the same.
    """
    context = Context.of(area, as_of)
    asked = Series.objects.filter(indicator__in=indicators).exclude(kind__in=without)
    series = list(asked.select_related("source"))
    series_of = _grouped(series)
    door = partial(figures, as_of=as_of, reader=reader, until=until, hide=hide)
    if whole:
        seen = whole_lines(context, series, door)
    else:
        seen = compared_only(context, series_of.values(), door)
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
    judged = seen.judged(series, context.area)
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


def _baselines(
    series: Sequence[Series], judged: Series, context: Context, seen: Seen
) -> tuple[Baseline, ...]:
    """England, the region and similar authorities, from the published series of this definition."""
    found = [
        baseline
        for one in held_against(series, judged)
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
        for figure in _shown(one, seen.line(one, area))
    ]
    return tuple(sorted(found, key=lambda beside: beside.figure.period))


def _shown(series: Series, line: Sequence[Figure]) -> Sequence[Figure]:
    """Of official statistics on the same thing the newest: all of them are a line of their own."""
    same = series.kind == Series.Kind.PUBLISHED and series.relation == Series.Relation.SAME
    return line[-1:] if same else line


def _cuts(breaks: Sequence[Break], series: Series, area: Area) -> tuple[assessed.Break, ...]:
    return tuple(
        assessed.Break(on=one.on, why=one.why)
        for one in breaks
        if one.series_id in (None, series.pk) and one.area_id in (None, area.pk)
    )
