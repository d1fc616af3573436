"""A line small enough for a table cell; the words stand beside it, so it is hidden from readers."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts import palette
from dashboard.charts.description import BreakMark, Line
from dashboard.charts.elements import Element, element, path_of

WIDTH, HEIGHT, EDGE = 120, 32, 5


def sparkline(line: Line, breaks: Sequence[BreakMark] = ()) -> Element:
    """The line alone, with its newest figure as a dot and the same gaps as in the chart."""
    valued = [point for point in line.points if point.value is not None]
    if not valued:
        return element("svg", aria_hidden="true", viewBox=f"0 0 {WIDTH} {HEIGHT}")
    values = [point.value for point in valued if point.value is not None]
    least, span = min(values), max(values) - min(values)
    first, days = line.points[0].at, (line.points[-1].at - line.points[0].at).days

    def place(at_days: int, value: float) -> tuple[float, float]:
        across = at_days / days if days else 1.0
        up = (value - least) / span if span else 0.5
        return EDGE + across * (WIDTH - 2 * EDGE), HEIGHT - EDGE - up * (HEIGHT - 2 * EDGE)

    drawn = []
    for run in line.segments(breaks):
        corners = [place((p.at - first).days, p.value) for p in run if p.value is not None]
        if len(corners) > 1:
            drawn.append(
                element(
                    "path",
                    d=path_of(corners),
                    fill="none",
                    stroke=palette.INK,
                    stroke_width=2,
                    stroke_linejoin="round",
                )
            )
        else:
            drawn.append(
                element("circle", cx=corners[0][0], cy=corners[0][1], r=2, fill=palette.INK)
            )
    x, y = place((valued[-1].at - first).days, values[-1])
    hollow = valued[-1].provisional
    drawn.append(
        element(
            "circle",
            cx=x,
            cy=y,
            r=4,
            fill=palette.PAPER if hollow else palette.INK,
            stroke=palette.INK,
            stroke_width=2 if hollow else None,
        )
    )
    return element(
        "svg",
        *drawn,
        class_="sl-sparkline",
        aria_hidden="true",
        focusable="false",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
    )
