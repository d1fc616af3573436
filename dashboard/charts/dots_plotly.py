"""Draws a dot plot's scene as a Plotly figure, whose marks say whose they are when pointed at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.charts import palette
from dashboard.charts.dots import DotRole
from dashboard.charts.dots_scene import DEPTH, RADII, DotScene, PlacedDot, corners_of
from dashboard.charts.layout import Box
from dashboard.charts.plotly_layout import Plain, layout_of, said
from dashboard.charts.plotly_shapes import path

SYMBOLS: dict[DotRole, str] = {
    "own": "circle",
    "neighbour": "diamond",
    "region": "triangle-up",
    "other": "circle",
}


def dot_figure(scene: DotScene) -> Plain:
    """`{data, layout}`; across, a mark lies in the units of the drawing, upwards at its value."""
    plot = scene.plot
    layout = layout_of(plot, scene.sizes, scene.height, scene.labels)
    layout["xaxis"] |= {"range": [plot.left, plot.right]}
    layout["yaxis"] |= {"range": [scene.axis.low, scene.axis.high]}
    layout["shapes"] = [*_shapes(scene), *_key(scene)]
    traces: list[Plain] = []
    for role in DEPTH:
        if dots := [one for one in scene.dots if one.dot.role == role]:
            traces += _marks(role, dots)
    return {"data": traces, "layout": layout}


def _shapes(scene: DotScene) -> list[Plain]:
    plot = scene.plot
    middle = (plot.top + plot.bottom) / 2
    shapes: list[Plain] = []
    for number, band in enumerate(scene.bands):
        across = [(band.left, middle), (band.right, middle)]
        shapes += path(across, plot, palette.BANDS[number % 2], plot.bottom - plot.top)
    for tick in scene.ticks:
        shapes += path([(plot.left, tick.at), (plot.right, tick.at)], plot, palette.GRID, 1)
    ground = [(plot.left, plot.bottom), (plot.right, plot.bottom)]
    shapes += path(ground, plot, palette.AXIS, 1)
    for level, y in scene.levels:
        stroke = palette.STROKES[level.role]
        line = [(plot.left, y), (plot.right, y)]
        shapes += path(line, plot, stroke.colour, stroke.width, stroke.dash)
    for leader in scene.leaders:
        shapes += path(leader, plot, palette.AXIS, 0.75)
    for dot in scene.dots:
        if dot.whisker:
            own = dot.dot.role == "own"
            ink, width = (palette.INK, 2.5) if own else (palette.AXIS, 0.8)
            shapes += path([(dot.x, end) for end in dot.whisker], plot, ink, width)
    return shapes


def _marks(role: DotRole, dots: Sequence[PlacedDot]) -> list[Plain]:
    """One trace; for whom the page is about a ring and its disc."""
    words = [_hover(one) for one in dots]
    x, y = [one.x for one in dots], [one.dot.value for one in dots]
    radius = dots[0].radius
    if role != "own":
        return [_trace(role, x, y, words, radius, palette.DOTS[role])]
    ring = _trace(role, x, y, words, radius + 1, palette.PAPER, rim=palette.INK)
    return [ring, _trace(role, x, y, words, radius - 2, palette.INK)]


def _trace(
    role: DotRole,
    x: Sequence[float],
    y: Sequence[float],
    words: Sequence[str],
    radius: float,
    ink: str,
    rim: str = palette.PAPER,
) -> Plain:
    width = 2 if rim == palette.INK else 0 if role == "other" else 1
    # A diamond of Plotly reaches farther than half its size.
    size = 2 * radius * (0.8 if role == "neighbour" else 1)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": role,
        "x": [round(one, 1) for one in x],
        "y": list(y),
        "text": list(words),
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "symbol": SYMBOLS[role],
            "size": size,
            "color": ink,
            "opacity": 1,
            "line": {"color": rim, "width": width},
        },
    }


def _hover(placed: PlacedDot) -> str:
    dot = placed.dot
    rows = (f"{said(dot.name)} {said(dot.text)}", said(dot.note))
    return "<br>".join(row for row in rows if row)


def _key(scene: DotScene) -> Iterator[Plain]:
    """The marks beside their names: shapes, as Plotly draws no point outside its axes."""
    for one in scene.key:
        radius, ink = RADII[one.role], palette.DOTS[one.role]
        if one.role == "own":
            ring = _disc(scene.plot, one.x, one.y, radius + 1, palette.PAPER)
            yield ring | {"line": {"color": ink, "width": 2}}
            yield _disc(scene.plot, one.x, one.y, radius - 2, ink)
        elif one.role == "other":
            yield _disc(scene.plot, one.x, one.y, radius, ink)
        else:
            corners = corners_of(one.role, one.x, one.y, radius)
            places = "L".join("{} {}".format(*_share(scene.plot, *corner)) for corner in corners)
            yield _filled(ink) | {"type": "path", "path": f"M{places}Z"}


def _disc(plot: Box, x: float, y: float, radius: float, ink: str) -> Plain:
    x0, y0 = _share(plot, x - radius, y - radius)
    x1, y1 = _share(plot, x + radius, y + radius)
    return _filled(ink) | {"type": "circle", "x0": x0, "y0": y0, "x1": x1, "y1": y1}


def _filled(ink: str) -> Plain:
    return {"xref": "paper", "yref": "paper", "fillcolor": ink, "line": {"width": 0}}


def _share(plot: Box, x: float, y: float) -> tuple[float, float]:
    across, up = plot.right - plot.left, plot.bottom - plot.top
    return round((x - plot.left) / across, 4), round((plot.bottom - y) / up, 4)
