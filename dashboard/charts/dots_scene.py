"""The geometry of a dot plot: every dot, band, level and label in its place, for one width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.compose import unit_words
from dashboard.charts.dots import Dot, DotBand, DotPlot, DotRole, Level
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
from dashboard.charts.scale import ValueAxis, value_axis
from dashboard.charts.scene import Sizes, Text, Tick, sizes

# Back to front: whom the page is about is never hidden.
DEPTH: tuple[DotRole, ...] = ("other", "region", "neighbour", "own")
RADII: dict[DotRole, float] = {"own": 7.0, "neighbour": 6.0, "region": 4.5, "other": 2.8}
LEADING, GAP, INSET = 1.25, 10.0, 8.0


@dataclass(frozen=True, kw_only=True)
class PlacedDot:
    """A dot in its place; `whisker` is the interval's upper and lower end, where there is one."""

    dot: Dot
    x: float
    y: float
    radius: float
    whisker: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class PlacedBand:
    """A quarter from left to right."""

    band: DotBand
    left: float
    right: float


@dataclass(frozen=True, kw_only=True)
class KeyMark:
    """What a mark looks like, beside its name in the key."""

    role: DotRole
    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class DotScene:
    """A dot plot with everything in its place, in a view box of its width and this height."""

    chart: DotPlot
    sizes: Sizes
    axis: ValueAxis
    plot: Box
    height: float
    ticks: tuple[Tick, ...]
    bands: tuple[PlacedBand, ...]
    levels: tuple[tuple[Level, float], ...]
    dots: tuple[PlacedDot, ...]
    key: tuple[KeyMark, ...]
    labels: tuple[Text, ...]
    leaders: tuple[tuple[tuple[float, float], ...], ...]


def corners_of(role: DotRole, x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """Those of a diamond for a similar authority, of a triangle for one of the region."""
    if role == "neighbour":
        return [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
    foot = y + radius * 0.8
    return [(x, y - radius), (x + radius, foot), (x - radius, foot)]


def compose_dots(chart: DotPlot, width: int) -> DotScene:
    """The scene of a dot plot in a view box of `width`."""
    size = sizes(width)
    axis = value_axis(chart.values(), chart.unit, most=size.ticks)
    key, texts, level = _key(chart, size)
    unit = unit_words(chart.unit_words, size)
    texts += [_moved(row, level) for row in unit]
    top = level + unit[-1].y + 10 + (size.tick * 1.5 if chart.bands else 0)
    foot = _foot(chart, axis, size, top + size.height * 0.75)
    gutter = min(size.gutter, max((_wide(one, size) for one in chart.levels), default=0.0)) + GAP
    left = max(text_width(axis.text(tick), size.tick) for tick in axis.ticks) + 9
    plot = Box(left, top, size.width - gutter, top + size.height * 0.75)
    place = _Places(chart, plot, axis)
    dots = tuple(place.dot(n, dot) for n, dot in enumerate(chart.dots))
    bands = tuple(place.band(one) for one in chart.bands)
    levels = tuple((one, place.y(one.value)) for one in chart.levels)
    ticks = tuple(Tick(at=place.y(tick), text=axis.text(tick)) for tick in axis.ticks)
    texts += [*_tick_texts(ticks, plot, size), *_band_texts(bands, plot, size), *foot]
    ends, leaders = _level_texts(levels, plot, size)
    texts += ends
    named, ties = _own_text(dots, levels, plot, size, texts)
    return DotScene(
        chart=chart,
        sizes=size,
        axis=axis,
        plot=plot,
        height=foot[-1].y + 0.5 * size.tick,
        ticks=ticks,
        bands=bands,
        levels=levels,
        dots=tuple(sorted(dots, key=lambda one: DEPTH.index(one.dot.role))),
        key=key,
        labels=(*texts, *named),
        leaders=(*leaders, *ties),
    )


@dataclass(frozen=True)
class _Places:
    chart: DotPlot
    plot: Box
    axis: ValueAxis

    @property
    def _pitch(self) -> float:
        room = self.plot.right - self.plot.left - 2 * INSET
        return room / max(len(self.chart.dots), 1)

    def x(self, number: float) -> float:
        """The middle of the place with this number."""
        return self.plot.left + INSET + (number + 0.5) * self._pitch

    def y(self, value: float) -> float:
        return self.plot.bottom - self.axis.share(value) * (self.plot.bottom - self.plot.top)

    def dot(self, number: int, dot: Dot) -> PlacedDot:
        ends = dot.interval
        # Hundreds of dots on a phone would be one thick line.
        radius = RADII[dot.role] if dot.role != "other" else min(2.8, max(1.8, self._pitch * 0.7))
        return PlacedDot(
            dot=dot,
            x=self.x(number),
            y=self.y(dot.value),
            radius=radius,
            whisker=(self.y(ends[1]), self.y(ends[0])) if ends else None,
        )

    def band(self, band: DotBand) -> PlacedBand:
        return PlacedBand(band=band, left=self.x(band.first - 0.5), right=self.x(band.last + 0.5))


def _key(chart: DotPlot, size: Sizes) -> tuple[tuple[KeyMark, ...], list[Text], float]:
    """Marks and names in rows from the top, and how far down they reach."""
    marks, texts, x, y = [], [], 0.0, size.label
    for role, name in chart.key:
        (words,) = wrapped(name, size.width - 30, size.label, most=1)
        wide = text_width(words, size.label, bold=role == "own") + 34
        if x and x + wide > size.width:
            x, y = 0.0, y + size.label * 1.5
        marks.append(KeyMark(role=role, x=x + 9, y=y - size.label * 0.35))
        texts.append(
            Text(
                text=words,
                x=x + 22,
                y=y,
                size=size.label,
                bold=role == "own",
                colour=INK if role == "own" else QUIET_TEXT,
            )
        )
        x += wide + 8
    return tuple(marks), texts, y + 8


def _moved(row: Text, down: float) -> Text:
    return Text(text=row.text, x=row.x, y=row.y + down, size=row.size, colour=row.colour)


def _foot(chart: DotPlot, axis: ValueAxis, size: Sizes, bottom: float) -> list[Text]:
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


def _tick_texts(ticks: Sequence[Tick], plot: Box, size: Sizes) -> list[Text]:
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


def _band_texts(bands: Sequence[PlacedBand], plot: Box, size: Sizes) -> list[Text]:
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


def _wide(level: Level, size: Sizes) -> float:
    return max(text_width(row, size.label) for row in _rows(level, size)) + 2


def _level_texts(
    levels: Sequence[tuple[Level, float]], plot: Box, size: Sizes
) -> tuple[list[Text], list[tuple[tuple[float, float], ...]]]:
    rows = [_rows(level, size) for level, _ in levels]
    heights = [len(one) * size.label * LEADING + 3 for one in rows]
    wanted = [Wanted(y, height) for (_, y), height in zip(levels, heights, strict=True)]
    texts: list[Text] = []
    leaders: list[tuple[tuple[float, float], ...]] = []
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


def _own_text(
    dots: Sequence[PlacedDot],
    levels: Sequence[tuple[Level, float]],
    plot: Box,
    size: Sizes,
    taken: Sequence[Text],
) -> tuple[list[Text], list[tuple[tuple[float, float], ...]]]:
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
    return texts, [((own.x, own.y), near)] if far else []
