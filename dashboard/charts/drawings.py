"""What a page puts in the place of a chart: its wide and its narrow drawing, of which one shows."""

from __future__ import annotations

from dashboard.charts.description import Chart
from dashboard.charts.elements import Element, element
from dashboard.charts.scene import NARROW, WIDE
from dashboard.charts.to_svg import to_svg


def drawings(chart: Chart, prefix: str) -> Element:
    """Both SVGs in their boxes; `prefix` starts the ids and is unique on the page."""
    return element(
        "div",
        *(
            element(
                "div",
                to_svg(chart, prefix=f"{prefix}-{size}", width=width),
                class_=f"sl-chart__{size}",
                data_chart_size=size,
            )
            for size, width in (("wide", WIDE), ("narrow", NARROW))
        ),
        class_="sl-chart__drawing",
    )
