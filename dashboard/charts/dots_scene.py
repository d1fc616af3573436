"""The geometry of a dot plot: what a translator draws, in the drawing's own units."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.charts.dots import Dot, DotBand, DotPlot, DotRole, Level
from dashboard.charts.layout import Box
from dashboard.charts.scale import ValueAxis
from dashboard.charts.scene import Corners, Sizes, Text, Tick

# Back to front: whom the page is about is never hidden.
DEPTH: tuple[DotRole, ...] = ("other", "region", "neighbour", "own")
RADII: dict[DotRole, float] = {"own": 7.0, "neighbour": 6.0, "region": 4.5, "other": 2.8}


@dataclass(frozen=True, kw_only=True)
class PlacedDot:
    """A dot in its place; `whisker` is the interval's upper and lower end, where there is one."""

    dot: Dot
    x: float
    y: float
    radius: float
    whisker: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class PlacedBand:
    """A quarter from left to right."""

    band: DotBand
    left: float
    right: float


@dataclass(frozen=True, kw_only=True)
class KeyMark:
    """What a mark looks like, beside its name in the key."""

    role: DotRole
    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class DotScene:
    """A dot plot with everything in its place, in a view box of its width and this height."""

    chart: DotPlot
    sizes: Sizes
    axis: ValueAxis
    plot: Box
    height: float
    ticks: tuple[Tick, ...]
    bands: tuple[PlacedBand, ...]
    levels: tuple[tuple[Level, float], ...]
    dots: tuple[PlacedDot, ...]
    key: tuple[KeyMark, ...]
    labels: tuple[Text, ...]
    leaders: tuple[Corners, ...]


def corners_of(role: DotRole, x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """Those of a diamond for a similar authority, of a triangle for one of the region."""
    if role == "neighbour":
        return [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
    foot = y + radius * 0.8
    return [(x, y - radius), (x + radius, foot), (x - radius, foot)]
