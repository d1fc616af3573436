"""What a chart shows, as text for those who do not see it."""

from collections.abc import Sequence

from indicators.assessment.values import Baseline, Break, Measure, Point
from indicators.assessment.words import capital, display_point


def summary(
    name: str,
    measure: Measure,
    line: Sequence[Point],
    baselines: Sequence[Baseline] = (),
    breaks: Sequence[Break] = (),
) -> str:
    """Where the line begins and ends, its lowest and highest point, and the baselines' newest.

    Only what has come since the last break: across one nothing is lowest or highest.
    """
    newest = max((p.period for p in line), default=None)
    line = [p for p in line if newest and not any(b.between(p.period, newest) for b in breaks)]
    known = sorted((p for p in line if p.value is not None), key=lambda p: p.period)
    if not known:
        return f"No figure of {name} to draw."
    sentences = [_line(name, measure, known)]
    missing = len(line) - len(known)
    if missing:
        sentences.append(f"{missing} period{'s' if missing > 1 else ''} without a figure.")
    beside = [_newest(measure, baseline) for baseline in baselines]
    sentences += [sentence for sentence in beside if sentence]
    return " ".join(sentences)


def _line(name: str, measure: Measure, known: Sequence[Point]) -> str:
    first, last = known[0], known[-1]
    if first is last:
        return f"{name}: {_said(measure, last)}."
    # Of equal ones the latest: what is highest now was not highest once.
    lowest = min(reversed(known), key=lambda p: p.value or 0)
    highest = max(reversed(known), key=lambda p: p.value or 0)
    return (
        f"{name}: from {_said(measure, first)} to {_said(measure, last)}; "
        f"lowest {_said(measure, lowest)}, highest {_said(measure, highest)}."
    )


def _newest(measure: Measure, baseline: Baseline) -> str:
    known = [p for p in baseline.points if p.value is not None]
    if not known:
        return ""
    return capital(f"{baseline.name}: {_said(measure, max(known, key=lambda p: p.period))}.")


def _said(measure: Measure, point: Point) -> str:
    return f"{display_point(measure, point)} {point.period.spoken}"
