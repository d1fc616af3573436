"""All authorities on one scale, small enough for a table cell, with one of them marked.

The words stand beside it, so it is hidden from readers.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts import palette
from dashboard.charts.elements import Element, element, path_of

WIDTH, HEIGHT, EDGE = 120, 26, 5


def strip(values: Sequence[float], own: float) -> Element:
    """A tick for each value, lowest on the left, and a taller mark with a head for `own`."""
    low, span = min(values), max(values) - min(values)

    def across(value: float) -> float:
        return EDGE + ((value - low) / span if span else 0.5) * (WIDTH - 2 * EDGE)

    ticks = sorted({round(across(value), 1) for value in values})
    drawn = [
        element(
            "path",
            d="".join(path_of([(x, 12), (x, HEIGHT - 4)]) for x in ticks),
            stroke=palette.AXIS,
            stroke_width=1,
            opacity=0.7,
        ),
        element(
            "path",
            d=path_of([(across(own), 6), (across(own), HEIGHT)]),
            stroke=palette.INK,
            stroke_width=3,
        ),
        element("circle", cx=across(own), cy=5, r=4.5, fill=palette.INK),
    ]
    return element(
        "svg",
        *drawn,
        class_="sl-strip",
        aria_hidden="true",
        focusable="false",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
    )
