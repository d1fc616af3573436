"""The whole assessment in two plain sentences: what is found, and what it means."""

from collections.abc import Sequence

from indicators.assessment.baseline import together
from indicators.assessment.counts import whole
from indicators.assessment.values import (
    BaselineVerdict,
    DirectionVerdict,
    InChildren,
    Measure,
    Point,
    TargetVerdict,
)
from indicators.assessment.words import (
    REASON_SENTENCES,
    capital,
    display_point,
    listed,
)

IN_MEANING = ("england", "neighbours", "given")
SAID_STATUS = ("provisional", "doubtful")


def headline(
    measure: Measure,
    point: Point | None,
    target: TargetVerdict,
    direction: DirectionVerdict,
    baselines: Sequence[BaselineVerdict],
) -> str:
    """One sentence: the figure with its date, its target, the year before."""
    if point is None:
        return "No figure yet."
    if point.value is None:
        reason = REASON_SENTENCES.get(point.missing_reason, "the source gives no reason")
        return f"No figure {point.period.spoken}: {reason}."
    figure = f"{display_point(measure, point)} {point.period.spoken}{_detail(measure, point)}"
    held = ", ".join(part for part in (figure, target.clause) if part)
    splits = [one.split for one in baselines if one.split]
    return capital("; ".join(part for part in (held, direction.clause, *splits) if part) + ".")


def meaning(baselines: Sequence[BaselineVerdict], children: InChildren | None) -> str:
    """How it stands beside England and similar authorities, and the gap in people."""
    clauses = together([one for one in baselines if one.kind in IN_MEANING and one.clause])
    beside = f"{capital(listed(clauses))}." if clauses else ""
    return " ".join(part for part in (beside, children.sentence if children else "") if part)


def _detail(measure: Measure, point: Point) -> str:
    """The people behind a percentage, whether it may still change, and whose figure it is."""
    parts = []
    hits, of = whole(point.numerator), whole(point.denominator)
    if measure.unit == "percent" and hits is not None and of:
        parts.append(f"{hits:,} of {of:,}")
    if point.status in SAID_STATUS:
        parts.append(point.status)
    if point.scope:
        parts.append(point.scope)
    return f" ({', '.join(parts)})" if parts else ""
