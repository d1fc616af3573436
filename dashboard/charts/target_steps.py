"""Targets as a chart draws them: steps that end where the next one starts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from dashboard.charts import written
from dashboard.charts.description import TargetStep, TargetStyle
from indicators.assessment.values import Measure, Target
from indicators.assessment.words import capital, plain, target_name, target_value


def target_steps(
    measure: Measure, in_force: Sequence[Target], proposed: Target | None = None
) -> tuple[TargetStep, ...]:
    """The steps of the targets in force and, hollow, of the proposed one."""
    ordered = sorted(in_force, key=lambda target: target.starts)
    ends = [later.starts - timedelta(days=1) for _, later in pairwise(ordered)] + [None]
    steps = [
        step
        for target, end in zip(ordered, ends, strict=False)
        for step in _steps(measure, target, end, proposed=False)
    ]
    if proposed is not None:
        steps += _steps(measure, proposed, None, proposed=True)
    return tuple(steps)


def _steps(
    measure: Measure, target: Target, end: date | None, *, proposed: bool
) -> list[TargetStep]:
    bounds = [float(bound) for bound in (target.low, target.high) if bound is not None]
    name = f"proposed {target_name(target)}" if proposed else target_name(target)
    label = f"{capital(name)} {_value(measure, target)}"
    style: TargetStyle = "demonstration" if target.origin == "demonstration" else "agreed"
    style = "proposed" if proposed else style
    level = tuple((bound, bound) for bound in bounds)
    start, due = target.start_value, target.due
    if start is None or due is None or len(bounds) != 1 or due <= target.starts:
        return [TargetStep(starts=target.starts, ends=end, bounds=level, label=label, style=style)]
    label = f"{label} by {due.day} {due:%B %Y}"
    # The line is the same whichever day ends it: another target may take over before it is due.
    cut = due if end is None else min(due, end)
    slope = ((float(start), _expected(start, bounds[0], target.starts, due, cut)),)
    path = TargetStep(starts=target.starts, ends=cut, bounds=slope, label=label, style=style)
    if end is not None and end <= due:
        return [path]
    after = due + timedelta(days=1)
    return [path, TargetStep(starts=after, ends=end, bounds=level, label=label, style=style)]


def _value(measure: Measure, target: Target) -> str:
    if measure.unit in written.SHORT_UNITS:
        return target_value(measure, (target.low, target.high))
    return " to ".join(plain(end) for end in (target.low, target.high) if end is not None)


def _expected(start: Decimal, bound: float, starts: date, due: date, at: date) -> float:
    share = (at - starts).days / (due - starts).days
    return float(start) + (bound - float(start)) * share
