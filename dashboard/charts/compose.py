"""Puts everything of a chart over time in its place: the scene of a description at a width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from dashboard.charts.description import Chart, Line
from dashboard.charts.end_labels import GAP, REACH, end_labels, spread_labels
from dashboard.charts.free_labels import break_labels, gap_labels, mark_labels, target_labels
from dashboard.charts.layout import Box, text_width, wrapped
from dashboard.charts.palette import QUIET_TEXT
from dashboard.charts.scale import target_values, time_axis, value_axis
from dashboard.charts.scene import (
    Cut,
    DrawnLine,
    DrawnMark,
    DrawnTarget,
    Frame,
    Gap,
    Placed,
    Scene,
    Sizes,
    Text,
    Tick,
    sizes,
)

ROLES = ("region", "neighbours", "england", "other", "own")


def compose(chart: Chart, width: int) -> Scene:
    """The scene of a chart over time, in a view box of `width`."""
    size = sizes(width)
    time = time_axis(chart)
    ends = end_labels(chart, time.last, size)
    values = value_axis(
        [*chart.values(), *target_values(chart)], chart.unit, zero=chart.zero, most=size.ticks
    )
    unit = unit_words(chart.unit_words, size)
    top = unit[-1].y + max(16.0, 0.75 * size.tick)
    below = (2.1 if values.from_zero else 3.6) * size.tick
    # Long names on a phone may need more height than the lines do.
    labelled = sum(label.height for label in ends) - 2 * REACH
    size = replace(size, height=max(size.height, top + labelled + below))
    widest_tick = max(text_width(values.text(tick), size.tick) for tick in values.ticks)
    gutter = GAP + 2 + max((label.width for label in ends), default=0.0)
    plot = Box(widest_tick + 9, top, size.width - gutter, size.height - below)
    frame = Frame(sizes=size, plot=plot, time=time, values=values)
    frame, cuts, cut_texts = _cuts(chart, frame)
    lines = tuple(_drawn(chart, line, frame) for line in _back_to_front(chart))
    targets = tuple(_targets(chart, frame))
    marks = tuple(
        DrawnMark(mark=mark, x=frame.x(mark.at), y=frame.y(mark.value)) for mark in chart.marks
    )
    gaps = tuple(_gaps(chart, frame))
    ink = [*_ink(lines, targets, marks), *(Box(c.x - 4, c.top, c.x + 4, plot.bottom) for c in cuts)]
    texts, leaders = spread_labels(ends, frame)
    texts += [*unit, *_axis_note(frame), *cut_texts]
    named, ties = mark_labels(marks, frame, ink, texts)
    texts += named
    leaders += ties
    texts += gap_labels(gaps, frame, ink, texts)
    texts += target_labels(targets, frame, ink, texts)
    return Scene(
        chart=chart,
        frame=frame,
        x_ticks=_x_ticks(frame),
        y_ticks=tuple(Tick(at=frame.y(tick), text=values.text(tick)) for tick in values.ticks),
        lines=lines,
        targets=targets,
        marks=marks,
        gaps=gaps,
        cuts=cuts,
        labels=tuple(texts),
        leaders=tuple(leaders),
    )


def unit_words(words: str, size: Sizes) -> list[Text]:
    """What is counted, over the value axis."""
    rows = wrapped(words[:1].upper() + words[1:], size.width - 4, size.label)
    return [
        Text(text=row, x=0, y=(n + 1) * size.label * 1.2, size=size.label, colour=QUIET_TEXT)
        for n, row in enumerate(rows)
    ]


def _axis_note(frame: Frame) -> list[Text]:
    size = frame.sizes
    note = frame.values.note
    foot = size.height - max(5.0, 0.3 * size.tick)
    return [Text(text=note, x=0, y=foot, size=size.tick, colour=QUIET_TEXT)] if note else []


def _back_to_front(chart: Chart) -> list[Line]:
    return sorted(chart.lines, key=lambda line: ROLES.index(line.role))


def _drawn(chart: Chart, line: Line, frame: Frame) -> DrawnLine:
    runs = tuple(
        tuple(
            Placed(point=point, x=frame.x(point.at), y=frame.y(point.value))
            for point in run
            if point.value is not None
        )
        for run in chart.segments(line)
    )
    return DrawnLine(line=line, runs=runs)


def _cuts(chart: Chart, frame: Frame) -> tuple[Frame, tuple[Cut, ...], list[Text]]:
    """The breaks in their places, in a frame that leaves room above the plot for their labels."""
    days = sorted({point.at for line in chart.lines for point in line.points})
    found = []
    for mark in sorted(chart.breaks, key=lambda mark: mark.on):
        around = next(((a, b) for a, b in pairwise(days) if a < mark.on <= b), None)
        if around:
            # Halfway between the periods on either side: at its own day it would touch a point.
            found.append(((frame.x(around[0]) + frame.x(around[1])) / 2, mark.why))
    labels = break_labels(found, frame)
    # So far above the plot a label is clear of the value that stands beside its top.
    air = max(8.0, 0.7 * frame.sizes.tick)
    height = max((air - row.box.top for label in labels for row in label), default=0.0)
    plot = replace(frame.plot, top=frame.plot.top + height, bottom=frame.plot.bottom + height)
    size = replace(frame.sizes, height=frame.sizes.height + height)
    # A label's own lowest row stands at most on the top of the plot, so its line starts there.
    texts = [replace(row, y=row.y + plot.top - air) for label in labels for row in label]
    cuts = tuple(
        Cut(x=x, top=plot.top + (label[-1].y - 3 if label else 0), why=why)
        for (x, why), label in zip(found, labels, strict=True)
    )
    return replace(frame, plot=plot, sizes=size), cuts, texts


def _targets(chart: Chart, frame: Frame) -> Iterator[DrawnTarget]:
    before = None
    for step in sorted(chart.target, key=lambda step: step.starts):
        begins = max(step.starts, frame.time.first)
        ends = min(step.ends or date.max, frame.time.last)
        if begins > frame.time.last or ends < frame.time.first:
            continue
        left = frame.plot.left if begins == frame.time.first else frame.x(begins)
        right = frame.plot.right if ends == frame.time.last else frame.x(ends)
        goes_on = any(one.continues(step) and one.starts <= frame.time.last for one in chart.target)
        for number, pair in enumerate(step.bounds):
            path = [
                (left, frame.y(step.value(pair, begins))),
                (right, frame.y(step.value(pair, ends))),
            ]
            if before is not None and step.follows(before):
                path.insert(0, (left, frame.y(before.bounds[number][1])))
            # The bounds of a range are one target, a line and what follows it as well: one name.
            named = number == len(step.bounds) - 1 and not goes_on
            yield DrawnTarget(step=step, path=tuple(path), named=named)
        before = step


def _gaps(chart: Chart, frame: Frame) -> Iterator[Gap]:
    for first, last, why in chart.own.gaps() if chart.own else ():
        yield Gap(left=frame.x(first), right=frame.x(last), why=why, left_out=not why)


def _ink(
    lines: Sequence[DrawnLine], targets: Sequence[DrawnTarget], marks: Sequence[DrawnMark]
) -> Iterator[Box]:
    """Everything drawn, as small boxes that labels should not cover."""
    paths = [[(placed.x, placed.y) for placed in run] for line in lines for run in line.runs]
    paths += [list(target.path) for target in targets]
    paths += [[(mark.x, mark.y)] for mark in marks]
    for path in paths:
        for x, y in path:
            yield Box(x - 6, y - 6, x + 6, y + 6)
        for (x1, y1), (x2, y2) in pairwise(path):
            drops = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) / 5))
            for n in range(1, drops):
                x, y = x1 + (x2 - x1) * n / drops, y1 + (y2 - y1) * n / drops
                yield Box(x - 3, y - 3, x + 3, y + 3)


def _x_ticks(frame: Frame) -> tuple[Tick, ...]:
    """Every period as a tick, and as many labels, counted back from the newest, as have room."""
    periods, size = frame.time.periods, frame.sizes.tick
    for step in range(1, len(periods) + 1):
        shown = set(range(len(periods) - 1, -1, -step))
        labels = [
            (frame.under(frame.x(day), text), text_width(text, size) / 2)
            for n, (day, text) in enumerate(periods)
            if n in shown
        ]
        boxes = [(middle - half, middle + half) for middle, half in labels]
        if all(one[1] + 10 <= two[0] for one, two in pairwise(boxes)):
            break
    return tuple(
        Tick(at=frame.x(day), text=text if n in shown else "")
        for n, (day, text) in enumerate(periods)
    )
