"""Everything concluded about a line's newest figure, in one place."""

from collections.abc import Sequence
from datetime import date

from indicators.assessment import baseline as standing
from indicators.assessment import direction, freshness, headline
from indicators.assessment import target as aiming
from indicators.assessment.children import in_children
from indicators.assessment.values import (
    Assessment,
    Baseline,
    Break,
    Measure,
    Point,
    Target,
)


def assess(
    measure: Measure,
    line: Sequence[Point],
    *,
    target: Target | None,
    proposed: Target | None = None,
    baselines: Sequence[Baseline] = (),
    breaks: Sequence[Break] = (),
    today: date,
) -> Assessment:
    """Judge the newest point that has a value or a reason for having none, in any order.

    `target` is the one in force at the end of that point's period; a proposed one gives no
    colour. `today` is the day the reader stands at: for a page as of a day, that day.
    """
    said = [one for one in line if one.value is not None or one.missing_reason]
    point = max(said, key=lambda one: one.period, default=None)
    bounds = aiming.bounds_of(measure, target) if target else (None, None)
    held = aiming.judge(measure, point, target, proposed)
    moved = direction.judge(measure, line, point, bounds=bounds, breaks=breaks)
    beside = tuple(
        standing.judge(measure, point, one, bounds=bounds, breaks=breaks) for one in baselines
    )
    children = in_children(measure, point, target)
    return Assessment(
        measure=measure,
        point=point,
        target=held,
        direction=moved,
        baselines=beside,
        children=children,
        freshness=freshness.judge(measure, point, today),
        headline=headline.headline(measure, point, held, moved, beside),
        meaning=headline.meaning(beside, children),
    )
