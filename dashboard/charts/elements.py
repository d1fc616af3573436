"""SVG elements as text: whatever is not already an element is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dashboard.charts.palette import PAPER
from dashboard.charts.scene import Text


class Element(str):
    """Finished SVG, safe to put into a page as it is (templates ask for `__html__`)."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def element(name: str, *children: str, **attributes: str | float | None) -> Element:
    """An element; `stroke_width=2` is written `stroke-width="2"`, and None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(
        child if isinstance(child, Element) else escape(_printable(child), quote=False)
        for child in children
    )
    return Element(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def text(label: Text) -> Element:
    """A line of text in its place."""
    return element(
        "text",
        label.text,
        x=label.x,
        y=label.y,
        font_size=label.size,
        font_weight="700" if label.bold else None,
        text_anchor=None if label.anchor == "start" else label.anchor,
        fill=label.colour,
        paint_order="stroke" if label.halo else None,
        stroke=PAPER if label.halo else None,
        stroke_width=4 if label.halo else None,
        stroke_linejoin="round" if label.halo else None,
    )


def path_of(points: Sequence[tuple[float, float]]) -> str:
    """Corners as the `d` of a path of straight lines."""
    return "M" + "L".join(f"{_plain(x)} {_plain(y)}" for x, y in points)


def _plain(value: str | float) -> str:
    # A tenth of a unit is finer than a screen shows; more digits only make the page heavier.
    return _printable(value) if isinstance(value, str) else f"{round(value, 1):g}"


def _printable(text: str) -> str:
    # XML has no place for control characters at all, escaped or not.
    return "".join(letter for letter in text if letter >= " " and letter not in "\ufffe\uffff")
