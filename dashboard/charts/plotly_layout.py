"""What every Plotly figure shares: its frame in the units of the drawing, and its texts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from dashboard.charts import palette
from dashboard.charts.layout import Box
from dashboard.charts.scene import Sizes, Text

Plain = dict[str, Any]

HALO = "rgba(255,255,255,0.8)"
SHIFT = {"start": "left", "middle": "center", "end": "right"}


def layout_of(plot: Box, sizes: Sizes, height: float, labels: Sequence[Text]) -> Plain:
    """Where the plot lies in the drawing, with every label as an annotation."""
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
