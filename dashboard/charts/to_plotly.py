"""Draws a chart as a Plotly figure in plain dicts, from the same scenes as the SVG.

Every text and mark is where the SVG has it, so that one can take the other's place unnoticed; the
script scales the figure to the drawing's size. Only `scatter` and `bar` are used, as the basic
bundle knows no other. plotly.py checks these dicts in tests, never at request time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from dashboard.charts import palette
from dashboard.charts.bullet import BulletScene, bullet
from dashboard.charts.compose import compose
from dashboard.charts.description import Chart
from dashboard.charts.dots import DotPlot
from dashboard.charts.dots_compose import compose_dots
from dashboard.charts.dots_plotly import dot_figure
from dashboard.charts.layout import Box
from dashboard.charts.plotly_layout import Plain, layout_of, said
from dashboard.charts.plotly_shapes import bullet_shapes, scene_shapes
from dashboard.charts.scene import NARROW, WIDE, DrawnLine, DrawnMark, Placed, Scene

# Plotly 4 offers to upload a figure to a public service unless told not to.
CONFIG: Plain = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": False,
    "scrollZoom": False,
    "doubleClick": False,
    "locale": "en",
}


def to_plotly(chart: Chart | DotPlot) -> Plain:
    """`{"wide": {data, layout}, "narrow": {data, layout}, "config": …}`, ready for JSON.

    Sizes are in the units of the SVG of the same width.
    """
    return {
        "wide": _figure(chart, WIDE),
        "narrow": _figure(chart, NARROW),
        "config": CONFIG,
    }


def _figure(chart: Chart | DotPlot, width: int) -> Plain:
    if isinstance(chart, DotPlot):
        return dot_figure(compose_dots(chart, width))
    if chart.kind == "bullet":
        return _bullet(bullet(chart, width))
    scene = compose(chart, width)
    plot, sizes = scene.frame.plot, scene.frame.sizes
    labels = [*scene.labels, *scene.x_labels(), *scene.y_labels()]
    layout = layout_of(plot, sizes, sizes.height, labels)
    layout["xaxis"] |= {"type": "date", "range": _days(scene)}
    values = scene.frame.values
    layout["yaxis"] |= {"range": [values.low, values.high]}
    layout["shapes"] = scene_shapes(scene)
    traces = [_marks(scene.marks)] if scene.marks else []
    traces += [_line(line) for line in scene.lines]
    return {"data": traces, "layout": layout}


def _days(scene: Scene) -> list[str]:
    """The two ends of the plot as moments: the axis, and the inset on both sides of it."""
    axis, frame = scene.frame.time, scene.frame
    room = frame.plot.right - frame.plot.left - 2 * frame.inset
    inset = timedelta(days=((axis.last - axis.first).days or 1) * frame.inset / room)
    first, last = (datetime.combine(day, time()) for day in (axis.first, axis.last))
    if axis.first == axis.last:
        last += timedelta(days=1)
    return [(first - inset).isoformat(), (last + inset).isoformat()]


def _line(line: DrawnLine) -> Plain:
    """One trace; an empty place between two runs keeps Plotly from joining them."""
    stroke = palette.STROKES[line.line.role]
    dots: list[Placed | None] = []
    for run in line.runs:
        dots += [None, *run] if dots else run
    fills = [palette.PAPER if dot and dot.point.provisional else stroke.colour for dot in dots]
    rims = [stroke.colour if dot and dot.point.provisional else palette.PAPER for dot in dots]
    dash = {"dash": ",".join(f"{part}px" for part in stroke.dash.split())} if stroke.dash else {}
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": said(line.line.name),
        "x": [dot.point.at.isoformat() if dot else None for dot in dots],
        "y": [dot.point.value if dot else None for dot in dots],
        "text": [_hover(line.line.name, dot) for dot in dots],
        "hovertemplate": "%{text}<extra></extra>",
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": stroke.colour, "width": stroke.width, **dash},
        "marker": {
            "size": [2 * line.radius(dot) if dot else 0 for dot in dots],
            "color": fills,
            "line": {
                "color": rims,
                "width": [1.5 if dot and line.radius(dot) else 0 for dot in dots],
            },
            "opacity": 1,
        },
    }


def _hover(name: str, dot: Placed | None) -> str:
    if dot is None:
        return ""
    point = dot.point
    state = ", provisional" if point.provisional else ""
    rows = [f"{said(name)} {said(point.text)}", said(point.label) + state, said(point.note)]
    return "<br>".join(row for row in rows if row)


def _marks(marks: Sequence[DrawnMark]) -> Plain:
    rows = [[said(mark.mark.label), said(mark.mark.period), said(mark.mark.note)] for mark in marks]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Figures beside the line",
        "x": [mark.mark.at.isoformat() for mark in marks],
        "y": [mark.mark.value for mark in marks],
        "text": ["<br>".join(part for part in row if part) for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "symbol": "diamond",
            "size": 14,
            "color": palette.PAPER,
            "line": {"color": palette.INK, "width": 2},
        },
    }


def _bullet(scene: BulletScene) -> Plain:
    """The bars, on a vertical axis in the units of the drawing."""
    left, right = scene.ticks[0].at, scene.ticks[-1].at
    plot = Box(left, 0, right, scene.foot)
    layout = layout_of(plot, scene.sizes, scene.height, scene.labels)
    layout["xaxis"] |= {"range": [scene.axis.low, scene.axis.ticks[-1]]}
    layout["yaxis"] |= {"range": [scene.foot, 0]}
    layout["shapes"] = bullet_shapes(scene, plot)
    layout["barmode"] = "overlay"
    traces = []
    for bar in scene.bars:
        row = bar.row
        ink = palette.INK if row.own else palette.STROKES["england"].colour
        rows = [f"{said(row.name)} {said(row.text)}", said(row.period), said(row.note)]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": said(row.name),
                "x": [row.value],
                "y": [(bar.top + bar.bottom) / 2],
                "width": [bar.bottom - bar.top],
                "hovertext": ["<br>".join(part for part in rows if part)],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "marker": {
                    "color": palette.PAPER if row.provisional else ink,
                    "line": {"color": ink, "width": 2 if row.provisional else 0},
                },
            }
        )
    return {"data": traces, "layout": layout}
