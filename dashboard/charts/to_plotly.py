"""Draws a chart as a Plotly figure in plain dicts, from the same scenes as the SVG.

Every text and mark is where the SVG has it, so that one can take the other's place unnoticed; the
script scales the figure to the drawing's size. Only `scatter` and `bar` are used, as the basic
bundle knows no other. plotly.py checks these dicts in tests, never at request time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from html import escape
from typing import Any

from dashboard.charts import palette
from dashboard.charts.bullet import BulletScene, bullet
from dashboard.charts.compose import compose
from dashboard.charts.description import Chart
from dashboard.charts.layout import Box
from dashboard.charts.plotly_shapes import bullet_shapes, scene_shapes
from dashboard.charts.scene import NARROW, WIDE, DrawnLine, DrawnMark, Placed, Scene, Sizes, Text

Plain = dict[str, Any]

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
HALO = "rgba(255,255,255,0.8)"
SHIFT = {"start": "left", "middle": "center", "end": "right"}


def to_plotly(chart: Chart) -> Plain:
    """`{"wide": {data, layout}, "narrow": {data, layout}, "config": …}`, ready for JSON.

    Sizes are in the units of the SVG of the same width.
    """
    return {
        "wide": _figure(chart, WIDE),
        "narrow": _figure(chart, NARROW),
        "config": CONFIG,
    }


def _figure(chart: Chart, width: int) -> Plain:
    if chart.kind == "bullet":
        return _bullet(bullet(chart, width))
    scene = compose(chart, width)
    plot, sizes = scene.frame.plot, scene.frame.sizes
    labels = [*scene.labels, *scene.x_labels(), *scene.y_labels()]
    layout = _layout(plot, sizes, sizes.height, labels)
    layout["xaxis"] |= {"type": "date", "range": _days(scene)}
    values = scene.frame.values
    layout["yaxis"] |= {"range": [values.low, values.high]}
    layout["shapes"] = scene_shapes(scene)
    traces = [_marks(scene.marks)] if scene.marks else []
    traces += [_line(line) for line in scene.lines]
    return {"data": traces, "layout": layout}


def _layout(plot: Box, sizes: Sizes, height: float, labels: Sequence[Text]) -> Plain:
    axis: Plain = {
        "fixedrange": True,
        "showticklabels": False,
        "ticks": "",
        "showline": False,
        "showgrid": False,
        "zeroline": False,
    }
    return {
        "width": sizes.width,
        "height": height,
        "margin": {
            "l": plot.left,
            "r": sizes.width - plot.right,
            "t": plot.top,
            "b": height - plot.bottom,
            "pad": 0,
            "autoexpand": False,
        },
        "font": {"family": palette.FONT, "size": sizes.label, "color": palette.TEXT},
        "paper_bgcolor": palette.PAPER,
        "plot_bgcolor": palette.PAPER,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": palette.PAPER,
            "bordercolor": palette.INK,
            "align": "left",
            "font": {"family": palette.FONT, "size": sizes.label, "color": palette.TEXT},
        },
        "xaxis": dict(axis),
        "yaxis": dict(axis),
        "annotations": [_annotation(label, plot) for label in labels],
    }


def _annotation(label: Text, plot: Box) -> Plain:
    return {
        "text": said(label.text),
        "x": round((label.x - plot.left) / (plot.right - plot.left), 4),
        # The middle of the small letters, as Plotly centres a line of text.
        "y": round((plot.bottom - label.y + 0.32 * label.size) / (plot.bottom - plot.top), 4),
        "xref": "paper",
        "yref": "paper",
        "xanchor": SHIFT[label.anchor],
        "yanchor": "middle",
        "showarrow": False,
        "borderpad": 0,
        "bgcolor": HALO if label.halo else "rgba(0,0,0,0)",
        "font": {
            "size": label.size,
            "color": label.colour,
            "weight": 700 if label.bold else 400,
        },
    }


def said(text: str) -> str:
    """A text that Plotly, which reads some tags in every text, shows as it is.

    No tag but a line break is ever added: Plotly turns others, such as bold, into style
    attributes, which the Content-Security-Policy refuses.
    """
    return escape(text, quote=False)


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
    layout = _layout(plot, scene.sizes, scene.height, scene.labels)
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
