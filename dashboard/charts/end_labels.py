"""Labels at the ends of lines, which make a legend unnecessary: name and newest value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.charts.description import Chart, Line
from dashboard.charts.layout import Wanted, spread, text_width, wrapped
from dashboard.charts.palette import INK, QUIET_TEXT, TEXT
from dashboard.charts.scene import Corners, Frame, Sizes, Text

LEADING = 1.22
GAP = 14.0
# How far labels may stand above and below the plot; lower, they would meet the periods' own.
REACH = 8.0


@dataclass(frozen=True, kw_only=True)
class EndLabel:
    """A label for what ends at (`at`, `value`): rows of (text, size, bold), in one colour."""

    at: date
    value: float
    rows: tuple[tuple[str, float, bool], ...]
    colour: str

    @property
    def height(self) -> float:
        """The height of all rows and a little air."""
        return sum(size * LEADING for _, size, _ in self.rows) + 3

    @property
    def width(self) -> float:
        """The width of the widest row."""
        return max(text_width(text, size, bold=bold) for text, size, bold in self.rows)


def end_labels(chart: Chart, last: date, sizes: Sizes) -> list[EndLabel]:
    """The labels of every line, and of the target in force at the `last` day of the axis."""
    own = chart.own.newest if chart.own else None
    found = [
        label
        for line in chart.lines
        if (label := _of_line(line, own.at if own else None, sizes)) is not None
    ]
    for step in chart.target:
        if step.starts <= last and (step.ends is None or step.ends >= last):
            value = step.value(step.bounds[-1], last)
            rows = _rows(step.label, sizes, bold=False)
            found.append(EndLabel(at=last, value=value, rows=rows, colour=TEXT))
    return found


def spread_labels(labels: list[EndLabel], frame: Frame) -> tuple[list[Text], list[Corners]]:
    """The labels beside the plot, none over another, and the leaders of those that had to move."""
    wanted = [
        Wanted(frame.y(label.value), label.height, 8 if label.colour == INK else 1)
        for label in labels
    ]
    centres = spread(wanted, frame.plot.top - REACH, frame.plot.bottom + REACH)
    left = frame.plot.right + GAP
    texts: list[Text] = []
    leaders: list[Corners] = []
    for label, wish, centre in zip(labels, wanted, centres, strict=True):
        baseline = centre - label.height / 2
        for text, size, bold in label.rows:
            baseline += size * LEADING
            texts.append(
                Text(
                    text=text,
                    x=left,
                    y=baseline - 0.2 * size,
                    size=size,
                    bold=bold,
                    colour=label.colour,
                )
            )
        start = frame.x(label.at) + 7
        if abs(centre - wish.centre) > 8 or start < frame.plot.right - frame.inset:
            bend = max(start, left - 15)
            leaders.append(((start, wish.centre), (bend, wish.centre), (left - 3, centre)))
    return texts, leaders


def _of_line(line: Line, own_newest: date | None, sizes: Sizes) -> EndLabel | None:
    point = line.newest
    if point is None or point.value is None:
        return None
    if line.role == "own":
        state = ", provisional" if point.provisional else ""
        big = sizes.label * 1.5
        value = wrapped(point.text, sizes.gutter - GAP - 4, big, bold=True)
        rows = (
            *((row, big, True) for row in value),
            # Where labels shrink to fit, a lighter name is a larger one.
            *_rows(line.name + state, sizes, bold=not sizes.least),
        )
        return EndLabel(at=point.at, value=point.value, rows=rows, colour=INK)
    words = f"{line.name} {point.text}"
    if own_newest is not None and point.at != own_newest:
        words += f" ({point.label})"
    rows = _rows(words, sizes, bold=False)
    return EndLabel(at=point.at, value=point.value, rows=rows, colour=QUIET_TEXT)


def _rows(words: str, sizes: Sizes, *, bold: bool) -> tuple[tuple[str, float, bool], ...]:
    room = sizes.gutter - GAP - 4
    size = _fitting(words, room, sizes, bold=bold)
    lines = wrapped(words, room, size, bold=bold)
    return tuple((line, size, bold) for line in lines)


def _fitting(words: str, room: float, sizes: Sizes, *, bold: bool) -> float:
    """A size in which the words fit on one line, or else the longest word: shrunk to `least`."""
    if not sizes.least:
        return sizes.label
    # A hair smaller than what just fits, so that rounding does not wrap it.
    whole = 0.99 * room / text_width(words, 1, bold=bold)
    if whole >= sizes.least:
        return min(sizes.label, whole)
    longest = max(text_width(word, 1, bold=bold) for word in words.split())
    return max(sizes.least, min(sizes.label, 0.99 * room / longest))
