"""The geometry of a chart over time: every line, mark and label in its place, for one size.

All positions are in the drawing's own units (a view box of `width` × `height`, y downwards).
Translators draw a scene and decide nothing, so that SVG and Plotly show the same picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.charts.description import Chart, ChartPoint, Line, Mark, TargetStep
from dashboard.charts.layout import Box, text_width
from dashboard.charts.palette import QUIET_TEXT
from dashboard.charts.scale import TimeAxis, ValueAxis

Anchor = Literal["start", "middle", "end"]
Corners = tuple[tuple[float, float], ...]
WIDE, NARROW, STAGE = 720, 340, 800


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """The measures of a drawing: `gutter` is the most that labels at line ends may take.

    `weight` is how many times heavier than on a page lines, dots and bars are; `least` the size
    to which labels at line ends may shrink to fit the gutter, 0 where they keep theirs.
    """

    width: float
    height: float
    label: float
    tick: float
    gutter: float
    ticks: int
    weight: float = 1.0
    least: float = 0.0


def sizes(width: int) -> Sizes:
    """The measures for a width: a narrow drawing has larger text, as a phone shrinks it.

    That for the stage has the largest: it is read from across a room (see present.scss).
    """
    if width == STAGE:
        # Its gutter leaves the drawing half of the width.
        return Sizes(
            width=width, height=515, label=42, tick=42, gutter=271, ticks=4, weight=2, least=36
        )
    if width < 560:
        return Sizes(width=width, height=360, label=16, tick=15, gutter=118, ticks=4)
    return Sizes(width=width, height=360, label=15, tick=14, gutter=205, ticks=5)


@dataclass(frozen=True, kw_only=True)
class Text:
    """One line of text; `x` and `y` are where its anchor and its baseline lie.

    With a `halo` it stays legible where it must cross a line.
    """

    text: str
    x: float
    y: float
    size: float
    colour: str
    bold: bool = False
    anchor: Anchor = "start"
    halo: bool = False

    @property
    def box(self) -> Box:
        """The rectangle that the text fills, from the top of its capitals to below its tails."""
        width = text_width(self.text, self.size, bold=self.bold)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return Box(left, self.y - 0.8 * self.size, left + width, self.y + 0.22 * self.size)


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The plotting area with its two axes."""

    sizes: Sizes
    plot: Box
    time: TimeAxis
    values: ValueAxis
    inset: float = 12

    def x(self, day: date) -> float:
        """Where a day lies."""
        room = self.plot.right - self.plot.left - 2 * self.inset
        return self.plot.left + self.inset + self.time.share(day) * room

    def y(self, value: float) -> float:
        """Where a value lies."""
        return self.plot.bottom - self.values.share(value) * (self.plot.bottom - self.plot.top)

    def under(self, x: float, text: str) -> float:
        """The middle of a label under the time axis: at `x`, or where the drawing holds it."""
        half = text_width(text, self.sizes.tick) / 2
        return min(max(x, half), self.sizes.width - half)


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A place on an axis; `text` is empty where the label would not fit."""

    at: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A point of a line in its place."""

    point: ChartPoint
    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class DrawnLine:
    """A line as its runs of joined points."""

    line: Line
    runs: tuple[tuple[Placed, ...], ...]

    def radius(self, dot: Placed) -> float:
        """How large a point is drawn; 0 for one that its line shows well enough."""
        newest = dot.point == self.line.newest
        if self.line.role == "own":
            return 6.0 if newest else 4.0
        alone = any(run == (dot,) for run in self.runs)
        return 3.0 if newest or alone else 0.0


@dataclass(frozen=True, kw_only=True)
class DrawnTarget:
    """One bound of a target as a path of corners; `named` where this bound carries its label."""

    step: TargetStep
    path: Corners
    named: bool


@dataclass(frozen=True, kw_only=True)
class DrawnMark:
    """A figure beside the line."""

    mark: Mark
    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A stretch of the own line without a figure, and why in words.

    `left_out` where the source passes over the periods between `left` and `right`, which do have
    figures; otherwise both ends are themselves periods without one.
    """

    left: float
    right: float
    why: str
    left_out: bool

    @property
    def start(self) -> float:
        """Where the mark of the gap starts: between two figures it is a dot halfway."""
        return (self.left + self.right) / 2 if self.left_out else self.left

    @property
    def end(self) -> float:
        """Where the mark of the gap ends."""
        return (self.left + self.right) / 2 if self.left_out else self.right


@dataclass(frozen=True, kw_only=True)
class Cut:
    """A break in definition: a line down from `top`, where its label ends."""

    x: float
    top: float
    why: str


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A chart over time with everything in its place; `leaders` tie a label to what it names."""

    chart: Chart
    frame: Frame
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    lines: tuple[DrawnLine, ...]
    targets: tuple[DrawnTarget, ...]
    marks: tuple[DrawnMark, ...]
    gaps: tuple[Gap, ...]
    cuts: tuple[Cut, ...]
    labels: tuple[Text, ...]
    leaders: tuple[Corners, ...] = ()

    @property
    def weight(self) -> float:
        """How many times heavier than on a page it is drawn."""
        return self.frame.sizes.weight

    def y_labels(self) -> tuple[Text, ...]:
        """The values beside the value axis."""
        size = self.frame.sizes.tick
        return tuple(
            Text(
                text=tick.text,
                x=self.frame.plot.left - 7,
                y=tick.at + size * 0.35,
                size=size,
                colour=QUIET_TEXT,
                anchor="end",
            )
            for tick in self.y_ticks
        )

    def x_labels(self) -> tuple[Text, ...]:
        """The written periods under the time axis."""
        size = self.frame.sizes.tick
        labels = []
        for tick in self.x_ticks:
            if tick.text:
                labels.append(
                    Text(
                        text=tick.text,
                        x=self.frame.under(tick.at, tick.text),
                        y=self.frame.plot.bottom + max(8.0, 0.4 * size) + size,
                        size=size,
                        colour=QUIET_TEXT,
                        anchor="middle",
                    )
                )
        return tuple(labels)
