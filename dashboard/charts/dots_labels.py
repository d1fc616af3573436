"""What is written in and around a dot plot: each text in its place, none over another."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.dots import DotPlot, Level
from dashboard.charts.dots_scene import PlacedBand, PlacedDot
from dashboard.charts.layout import (
    Box,
    Wanted,
    anywhere,
    best_place,
    places,
    spread,
    text_width,
    wrapped,
)
from dashboard.charts.palette import INK, QUIET_TEXT, TEXT
from dashboard.charts.scale import ValueAxis
from dashboard.charts.scene import Corners, Sizes, Text, Tick

LEADING, GAP = 1.25, 10.0


def foot_texts(chart: DotPlot, axis: ValueAxis, size: Sizes, bottom: float) -> list[Text]:
    """What the order is, and where a cut axis starts."""
    rows = wrapped(f"{chart.order} {axis.note}".strip(), size.width - 4, size.tick, most=4)
    return [
        Text(
            text=row,
            x=0,
            y=bottom + 8 + (n + 1) * size.tick * LEADING,
            size=size.tick,
            colour=QUIET_TEXT,
        )
        for n, row in enumerate(rows)
    ]


def tick_texts(ticks: Sequence[Tick], plot: Box, size: Sizes) -> list[Text]:
    return [
        Text(
            text=tick.text,
            x=plot.left - 7,
            y=tick.at + size.tick * 0.35,
            size=size.tick,
            colour=QUIET_TEXT,
            anchor="end",
        )
        for tick in ticks
    ]


def band_texts(bands: Sequence[PlacedBand], plot: Box, size: Sizes) -> list[Text]:
    """Each quarter's name over it: in short where any of them has no room for more."""
    fits = all(text_width(one.band.label, size.tick) <= one.right - one.left - 6 for one in bands)
    return [
        Text(
            text=one.band.label if fits else one.band.short,
            x=(one.left + one.right) / 2,
            y=plot.top - 6,
            size=size.tick,
            colour=TEXT,
            anchor="middle",
        )
        for one in bands
    ]


def _rows(level: Level, size: Sizes) -> list[str]:
    return wrapped(f"{level.name} {level.text}", size.gutter - GAP - 4, size.label)


def level_width(level: Level, size: Sizes) -> float:
    return max(text_width(row, size.label) for row in _rows(level, size)) + 2


def level_texts(
    levels: Sequence[tuple[Level, float]], plot: Box, size: Sizes
) -> tuple[list[Text], list[Corners]]:
    rows = [_rows(level, size) for level, _ in levels]
    heights = [len(one) * size.label * LEADING + 3 for one in rows]
    wanted = [Wanted(y, height) for (_, y), height in zip(levels, heights, strict=True)]
    texts: list[Text] = []
    leaders: list[Corners] = []
    for (_, y), lines, height, centre in zip(
        levels, rows, heights, spread(wanted, plot.top - 8, plot.bottom + 8), strict=True
    ):
        for n, line in enumerate(lines):
            texts.append(
                Text(
                    text=line,
                    x=plot.right + GAP,
                    y=centre - height / 2 + (n + 1) * size.label * LEADING - 0.25 * size.label,
                    size=size.label,
                    colour=QUIET_TEXT,
                )
            )
        if abs(centre - y) > 4:
            leaders.append(((plot.right, y), (plot.right + GAP - 3, centre)))
    return texts, leaders


def own_texts(
    dots: Sequence[PlacedDot],
    levels: Sequence[tuple[Level, float]],
    plot: Box,
    size: Sizes,
    taken: Sequence[Text],
) -> tuple[list[Text], list[Corners]]:
    """Whose the large dot is, and its value, where it covers least."""
    own = next((one for one in dots if one.dot.role == "own"), None)
    if own is None:
        return [], []
    words, big = f"{own.dot.name} {own.dot.text}", size.label * 1.15
    rows = wrapped(words, max(90.0, (plot.right - plot.left) * 0.45), big, bold=True)
    width = max(text_width(row, big, bold=True) for row in rows)
    height = len(rows) * big * LEADING
    ink = [Box(one.x - 5, one.y - 5, one.x + 5, one.y + 5) for one in dots]
    ink += [
        Box(x, y - 2, x + 20, y + 2)
        for _, y in levels
        for x in range(int(plot.left), int(plot.right), 20)
    ]
    room = Box(plot.left + 2, plot.top, plot.right, plot.bottom - 2)
    box = best_place(
        places(own.x, own.y, width, height, away=16),
        (own.x, own.y),
        room,
        [text.box for text in taken],
        ink,
    )
    box = box or best_place(
        anywhere(room, width, height), (own.x, own.y), room, [text.box for text in taken], ink
    )
    if box is None:
        return [], []
    near = box.nearest(own.x, own.y)
    far = box.distance(own.x, own.y) > 20
    texts = [
        Text(
            text=row,
            x=box.left,
            y=box.top + (n + 1) * big * LEADING - 0.3 * big,
            size=big,
            colour=INK,
            bold=True,
            halo=True,
        )
        for n, row in enumerate(rows)
    ]
    ties: list[Corners] = [((own.x, own.y), near)] if far else []
    return texts, ties
