"""Labels inside the plot and above it: of breaks, marks, gaps and targets that have ended."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from dashboard.charts.layout import Box, anywhere, best_place, places, text_width, wrapped
from dashboard.charts.palette import INK, QUIET_TEXT, TEXT
from dashboard.charts.scene import Corners, DrawnMark, DrawnTarget, Frame, Gap, Text

LEADING = 1.2
# A reason that takes more than two lines is one of the chart's notes, which say it whole.
LONG_BREAK = "Counted differently from here"
# A label farther than this from its mark is tied to it by a line.
NEAR = 17.0


def break_labels(cuts: Sequence[tuple[float, str]], frame: Frame) -> list[list[Text]]:
    """For each (x, why) its label, standing on y = 0; labels that would touch are stacked.

    A break without a reason has no label.
    """
    size = frame.sizes.tick
    room = min(18.6 * size, frame.sizes.width * 0.55)
    labels: list[list[Text]] = []
    for x, why in cuts:
        rows = wrapped(why, room, size)
        if not rows:
            labels.append([])
            continue
        if len(rows) > 2:
            rows = wrapped(LONG_BREAK, room, size)
        half = max(text_width(row, size) for row in rows) / 2
        middle = min(max(x, half + 2), frame.sizes.width - half - 2)
        label = [
            Text(
                text=row,
                x=middle,
                y=(number - len(rows)) * size * LEADING + size,
                size=size,
                colour=QUIET_TEXT,
                anchor="middle",
            )
            for number, row in enumerate(rows)
        ]
        while any(one.box.overlaps(two.box) for one in label for old in labels for two in old):
            label = [replace(row, y=row.y - size * LEADING / 2) for row in label]
        labels.append(label)
    return labels


def mark_labels(
    marks: Sequence[DrawnMark], frame: Frame, ink: Sequence[Box], taken: Sequence[Text]
) -> tuple[list[Text], list[Corners]]:
    """The labels of figures beside the line, and the leaders of those that are not next to it."""
    labels: list[Text] = []
    leaders: list[Corners] = []
    room = min(170.0, frame.sizes.width * 0.32)
    for mark in marks:
        rows = wrapped(mark.mark.label, room, frame.sizes.tick, most=4)
        found = _fitted(rows, (mark.x, mark.y), frame, ink, [*taken, *labels], INK)
        labels += found
        near = [label.box.nearest(mark.x, mark.y) for label in found]
        tie = min(near, key=lambda end: math.dist(end, (mark.x, mark.y)), default=None)
        if tie is not None and math.dist(tie, (mark.x, mark.y)) > NEAR:
            leaders.append(((mark.x, mark.y), tie))
    return labels, leaders


def gap_labels(
    gaps: Sequence[Gap], frame: Frame, ink: Sequence[Box], taken: Sequence[Text]
) -> list[Text]:
    """What is said of a gap, standing on the axis where there is room for it, else nothing."""
    labels: list[Text] = []
    for gap in gaps:
        why = f"no figure: {gap.why}" if gap.why else "no figure"
        middle = ((gap.left + gap.right) / 2, frame.plot.bottom - 6)
        for rows in (
            wrapped(why, max(110.0, 7.3 * frame.sizes.tick), frame.sizes.tick),
            ["no figure"],
        ):
            found = _fitted(rows, middle, frame, ink, [*taken, *labels], QUIET_TEXT, near=True)
            labels += found
            if found:
                break
    return labels


def target_labels(
    targets: Sequence[DrawnTarget], frame: Frame, ink: Sequence[Box], taken: Sequence[Text]
) -> list[Text]:
    """The labels of targets that end before the chart does; the others stand at their end."""
    labels: list[Text] = []
    for target in targets:
        (left, level), (right, _) = target.path[-2], target.path[-1]
        if right < frame.plot.right - 1 and target.named:
            rows = wrapped(target.step.label, 150, frame.sizes.tick)
            middle = ((left + right) / 2, level)
            labels += _fitted(rows, middle, frame, ink, [*taken, *labels], TEXT)
    return labels


def _fitted(
    rows: list[str],
    around: tuple[float, float],
    frame: Frame,
    ink: Sequence[Box],
    taken: Sequence[Text],
    colour: str,
    *,
    near: bool = False,
) -> list[Text]:
    size = frame.sizes.tick
    width = max(text_width(row, size) for row in rows)
    height = len(rows) * size * LEADING
    blocked = [text.box for text in taken]
    if near:
        left = around[0] - width / 2
        choices = [Box(left, around[1] - height, left + width, around[1])]
        ink, blocked = [], [*blocked, *ink]
    else:
        choices = list(places(*around, width, height, away=12))
    room = _inside(frame)
    box = best_place(choices, around, room, blocked, ink)
    if box is None and not near:
        box = best_place(anywhere(room, width, height), around, room, blocked, ink)
    if box is None:
        return []
    return [
        Text(
            text=row,
            x=box.left,
            y=box.top + (number + 1) * size * LEADING - 0.3 * size,
            size=size,
            colour=colour,
            halo=True,
        )
        for number, row in enumerate(rows)
    ]


def _inside(frame: Frame) -> Box:
    return Box(frame.plot.left + 2, frame.plot.top - 4, frame.plot.right, frame.plot.bottom - 4)
