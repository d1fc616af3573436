"""The drawing's inks, widths and dashes: one ink for the own authority, quiet greys for the others.

Colour is kept for judgement, so nothing here is green, amber or red, and every line differs from
every other by width or dash, so that a black-and-white print loses nothing. The greys that draw
have a contrast of at least 3:1 on white, those that write at least 4.5:1 (WCAG 2.2, 1.4.11, 1.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.charts.description import Role
from dashboard.charts.dots import DotRole

INK = "#0f2e4c"
TEXT = "#0b0c0c"
QUIET_TEXT = "#505a5f"
GRID = "#e3e6e8"
AXIS = "#858d91"
PAPER = "#ffffff"
FONT = "'Source Sans 3', arial, sans-serif"


@dataclass(frozen=True)
class Stroke:
    """How a line is drawn: `dash` as in SVG's stroke-dasharray, empty for a solid line."""

    colour: str
    width: float
    dash: str = ""

    def heavier(self, weight: float) -> Stroke:
        """The same so many times wider, its dashes longer with it."""
        dash = " ".join(f"{float(part) * weight:g}" for part in self.dash.split())
        return Stroke(self.colour, self.width * weight, dash)


STROKES: dict[Role, Stroke] = {
    "own": Stroke(INK, 3),
    "england": Stroke("#6b7479", 2),
    "neighbours": Stroke("#6b7479", 2, "2 3"),
    "region": Stroke("#858d91", 1.5, "9 3 2 3"),
    "other": Stroke(INK, 1.5, "3 3"),
}
TARGET = Stroke(TEXT, 1.5, "7 4")

# In a dot plot shape and size tell them apart as well.
DOTS: dict[DotRole, str] = {
    "own": INK,
    "neighbour": "#3d454a",
    "region": "#6b7479",
    "other": "#858d91",
}
BANDS = ("#f3f5f6", "#fafbfb")
