"""What the chart's table says of targets: the value expected for each period, and its last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.charts import written
from indicators.assessment.target import aim
from indicators.assessment.values import Measure, Target
from indicators.assessment.words import plain
from indicators.periods import Period


@dataclass(frozen=True, kw_only=True)
class TargetCell:
    """What a target asks for at a period's end: "44", "40 (demonstration)", "15 to 22".

    `value` is the same as a number, where it is one and in force.
    """

    at: date
    period: str
    text: str
    value: Decimal | None = None


def target_cells(
    measure: Measure,
    judged: Sequence[tuple[Period, Target]],
    in_force: Sequence[Target],
    proposed: Target | None = None,
) -> tuple[TargetCell, ...]:
    """A cell for each period that a target judges, and for the day each is to be reached by."""
    cells = [
        TargetCell(
            at=period.ends,
            period=written.period(period),
            text=_text(measure, target, period.ends, _kind(target)),
            value=_value(measure, target, period.ends),
        )
        for period, target in judged
    ]
    cells += [_due(measure, target, _kind(target)) for target in in_force if target.due]
    if proposed is not None and proposed.due:
        cells.append(_due(measure, proposed, "proposed"))
    return tuple(cells)


def _due(measure: Measure, target: Target, kind: str) -> TargetCell:
    day = target.due or target.starts
    period = f"By {written.day(day)}"
    value = _value(measure, target, day) if kind != "proposed" else None
    return TargetCell(at=day, period=period, text=_text(measure, target, day, kind), value=value)


def _value(measure: Measure, target: Target, day: date) -> Decimal | None:
    bounds = [one for one in aim(measure, target, day).bounds if one is not None]
    return bounds[0] if len(bounds) == 1 else None


def _text(measure: Measure, target: Target, day: date, kind: str) -> str:
    bounds = aim(measure, target, day).bounds
    value = " to ".join(plain(bound) for bound in bounds if bound is not None)
    return f"{value} ({kind})" if kind and value else value


def _kind(target: Target) -> str:
    return "" if target.origin == "council" else target.origin
