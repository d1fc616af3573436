"""What a Plotly figure draws beside its traces: targets, breaks, gaps, leaders, scale marks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dashboard.charts import palette
from dashboard.charts.bullet import BulletScene
from dashboard.charts.layout import Box
from dashboard.charts.plotly_layout import Plain
from dashboard.charts.scene import Scene

Corners = Sequence[tuple[float, float]]


def scene_shapes(scene: Scene) -> list[Plain]:
    """The shapes of a chart over time, under its lines."""
    plot = scene.frame.plot
    shapes: list[Plain] = []
    # Plotly's own grid would lie over a target that stands at a round number.
    for tick in scene.y_ticks:
        shapes += path([(plot.left, tick.at), (plot.right, tick.at)], plot, palette.GRID, 1)
    ground = [(plot.left, plot.bottom), (plot.right, plot.bottom)]
    shapes += path(ground, plot, palette.AXIS, 1)
    for tick in scene.x_ticks:
        foot = plot.bottom + (6 if tick.text else 3)
        shapes += path([(tick.at, plot.bottom), (tick.at, foot)], plot, palette.AXIS, 1)
    for target in scene.targets:
        stroke = palette.TARGET
        if target.step.style == "proposed":
            shapes += path(target.path, plot, stroke.colour, 5)
            shapes += path(target.path, plot, palette.PAPER, 3)
        else:
            shapes += path(target.path, plot, stroke.colour, stroke.width, stroke.dash)
    for leader in scene.leaders:
        shapes += path(leader, plot, palette.AXIS, 0.75)
    for cut in scene.cuts:
        line = [(cut.x, cut.top), (cut.x, plot.bottom)]
        shapes += path(line, plot, palette.QUIET_TEXT, 1, "2 3")
    for gap in scene.gaps:
        level = plot.bottom - 3
        line = [(gap.start - 5, level), (gap.end + 5, level)]
        shapes += path(line, plot, palette.QUIET_TEXT, 2.5)
    return shapes


def bullet_shapes(scene: BulletScene, plot: Box) -> list[Plain]:
    """The shapes of a bullet: its scale behind the bars, open ends of ranges, and the target."""
    shapes: list[Plain] = []
    for tick in scene.ticks:
        ink = palette.AXIS if tick is scene.ticks[0] else palette.GRID
        for top, bottom in scene.stretches():
            shapes += path([(tick.at, top), (tick.at, bottom)], plot, ink, 1)
    for bar in scene.bars:
        if bar.far > bar.right:
            ink = palette.INK if bar.row.own else palette.STROKES["england"].colour
            middle = (bar.top + bar.bottom) / 2
            across = [(bar.right, middle), (bar.far, middle)]
            shapes += path(across, plot, ink, bar.bottom - bar.top)
            shapes += path(across, plot, palette.PAPER, bar.bottom - bar.top - 4)
    return shapes + _aim(scene, plot)


def _aim(scene: BulletScene, plot: Box) -> list[Plain]:
    own = scene.own_bar()
    if own is None or scene.target is None:
        return []
    shapes: list[Plain] = []
    for x in scene.target_at:
        line = [(x, own.top - 4), (x, own.bottom + 10)]
        hollow = scene.target.style == "proposed"
        shapes += path(line, plot, palette.PAPER, 9, layer="above")
        shapes += path(line, plot, palette.TEXT, 5 if hollow else 3.5, layer="above")
        if hollow:
            shapes += path(line, plot, palette.PAPER, 2.5, layer="above")
    return shapes


def path(
    corners: Corners, plot: Box, colour: str, width: float, dash: str = "", layer: str = "below"
) -> list[Plain]:
    """A path of straight lines, in shares of the plot: Plotly draws one line shape per stretch."""
    across, up = plot.right - plot.left, plot.bottom - plot.top
    stroke: Plain = {"color": colour, "width": width}
    if dash:
        stroke["dash"] = ",".join(f"{part}px" for part in dash.split())
    places = [
        (round((x - plot.left) / across, 4), round((plot.bottom - y) / up, 4)) for x, y in corners
    ]
    return [
        {
            "type": "line",
            "xref": "paper",
            "yref": "paper",
            "layer": layer,
            "x0": x0,
            "y0": y0,
            "x1": x1,
            "y1": y1,
            "line": stroke,
        }
        for (x0, y0), (x1, y1) in pairwise(places)
    ]
