"""Draws a bullet's scene as SVG elements."""

from __future__ import annotations

from dashboard.charts import palette
from dashboard.charts.bullet import Bar, BulletScene
from dashboard.charts.elements import Element, element, path_of


def bullet_shapes(scene: BulletScene) -> list[Element]:
    """Scale, bars and target of a bullet, back to front."""
    return [*_grid(scene), *(part for bar in scene.bars for part in _bar(bar)), *_target(scene)]


def _grid(scene: BulletScene) -> list[Element]:
    return [
        element(
            "path",
            d=path_of([(tick.at, top), (tick.at, bottom)]),
            stroke=palette.AXIS if tick is scene.ticks[0] else palette.GRID,
            stroke_width=1,
        )
        for tick in scene.ticks
        for top, bottom in scene.stretches()
    ]


def _bar(bar: Bar) -> list[Element]:
    row = bar.row
    stroke = palette.INK if row.own else palette.STROKES["england"].colour
    hollow = row.provisional
    state = ", provisional" if hollow else ""
    said = f"{row.name}: {row.text}, {row.period}{state}"
    drawn = [
        element(
            "rect",
            element("title", f"{said}. {row.note}" if row.note else said),
            x=min(bar.left, bar.right),
            y=bar.top,
            width=abs(bar.right - bar.left),
            height=bar.bottom - bar.top,
            fill=palette.PAPER if hollow else stroke,
            stroke=stroke if hollow else None,
            stroke_width=2 if hollow else None,
        )
    ]
    if bar.far > bar.right:
        drawn.append(
            element(
                "rect",
                x=bar.right,
                y=bar.top + 1,
                width=bar.far - bar.right,
                height=bar.bottom - bar.top - 2,
                fill=palette.PAPER,
                stroke=stroke,
                stroke_width=2,
            )
        )
    return drawn


def _target(scene: BulletScene) -> list[Element]:
    own = scene.own_bar()
    if own is None or scene.target is None:
        return []
    drawn, weight = [], scene.sizes.weight
    for x in scene.target_at:
        line = path_of([(x, own.top - 4), (x, own.bottom + 10)])
        hollow = scene.target.style == "proposed"
        # A rim of paper lets the line be seen where it crosses the dark bar.
        drawn += [
            element("path", d=line, stroke=palette.PAPER, stroke_width=9 * weight),
            element(
                "path", d=line, stroke=palette.TEXT, stroke_width=(5 if hollow else 3.5) * weight
            ),
        ]
        if hollow:
            drawn.append(element("path", d=line, stroke=palette.PAPER, stroke_width=2.5 * weight))
    return drawn
