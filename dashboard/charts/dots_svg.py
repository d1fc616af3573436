"""Draws a dot plot's scene as SVG elements: marks differ by shape and size, not by colour alone."""

from __future__ import annotations

from dashboard.charts import palette
from dashboard.charts.dots import DotRole
from dashboard.charts.dots_scene import RADII, DotScene, PlacedDot, corners_of
from dashboard.charts.elements import Element, element, path_of


def dot_shapes(scene: DotScene) -> list[Element]:
    """Bands, scale, levels, intervals and dots, back to front; the caller draws the labels."""
    plot = scene.plot
    drawn = [
        element(
            "rect",
            x=one.left,
            y=plot.top,
            width=one.right - one.left,
            height=plot.bottom - plot.top,
            fill=palette.BANDS[n % 2],
        )
        for n, one in enumerate(scene.bands)
    ]
    drawn += [_line((plot.left, plot.right), tick.at, palette.GRID, 1) for tick in scene.ticks]
    drawn.append(_line((plot.left, plot.right), plot.bottom, palette.AXIS, 1))
    for level, y in scene.levels:
        stroke = palette.STROKES[level.role]
        drawn.append(_line((plot.left, plot.right), y, stroke.colour, stroke.width, stroke.dash))
    drawn += [
        element("path", d=path_of(leader), fill="none", stroke=palette.AXIS, stroke_width=0.75)
        for leader in scene.leaders
    ]
    drawn += [_whisker(one) for one in scene.dots if one.whisker]
    drawn += [_dot(one) for one in scene.dots]
    drawn += [part for one in scene.key for part in mark(one.role, one.x, one.y, RADII[one.role])]
    return drawn


def mark(role: DotRole, x: float, y: float, radius: float) -> list[Element]:
    """A ringed disc for whom the page is about, a diamond, a triangle, or a small disc."""
    ink = palette.DOTS[role]
    if role in ("neighbour", "region"):
        corners = path_of(corners_of(role, x, y, radius)) + "Z"
        return [element("path", d=corners, fill=ink, stroke=palette.PAPER, stroke_width=1)]
    disc = element("circle", cx=x, cy=y, r=radius if role == "other" else radius - 2, fill=ink)
    if role == "other":
        return [disc]
    ring = element(
        "circle", cx=x, cy=y, r=radius + 1, fill=palette.PAPER, stroke=ink, stroke_width=2
    )
    return [ring, disc]


def _dot(placed: PlacedDot) -> Element:
    dot = placed.dot
    said = f"{dot.name}: {dot.text}" + (f", {dot.note}" if dot.note else "")
    parts = mark(dot.role, placed.x, placed.y, placed.radius)
    return element("g", element("title", said), *parts)


def _whisker(placed: PlacedDot) -> Element:
    top, bottom = placed.whisker or (placed.y, placed.y)
    own = placed.dot.role == "own"
    return element(
        "path",
        d=path_of([(placed.x, top), (placed.x, bottom)]),
        stroke=palette.INK if own else palette.AXIS,
        stroke_width=2.5 if own else 0.8,
    )


def _line(
    ends: tuple[float, float], y: float, colour: str, width: float, dash: str = ""
) -> Element:
    return element(
        "path",
        d=path_of([(ends[0], y), (ends[1], y)]),
        stroke=colour,
        stroke_width=width,
        stroke_dasharray=dash or None,
    )
