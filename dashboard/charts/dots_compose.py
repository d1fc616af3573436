"""Puts every dot, band, level and label of a dot plot in its place, for one width."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.charts.compose import unit_words
from dashboard.charts.dots import Dot, DotBand, DotPlot
from dashboard.charts.dots_labels import (
    GAP,
    band_texts,
    foot_texts,
    level_texts,
    level_width,
    own_texts,
    tick_texts,
)
from dashboard.charts.dots_scene import DEPTH, RADII, DotScene, KeyMark, PlacedBand, PlacedDot
from dashboard.charts.layout import Box, text_width, wrapped
from dashboard.charts.palette import INK, QUIET_TEXT
from dashboard.charts.scale import ValueAxis, value_axis
from dashboard.charts.scene import Sizes, Text, Tick, sizes

INSET = 8.0


def compose_dots(chart: DotPlot, width: int) -> DotScene:
    """The scene of a dot plot in a view box of `width`."""
    size = sizes(width)
    axis = value_axis(chart.values(), chart.unit, most=size.ticks)
    key, texts, level = _key(chart, size)
    unit = unit_words(chart.unit_words, size)
    texts += [_moved(row, level) for row in unit]
    top = level + unit[-1].y + 10 + (size.tick * 1.5 if chart.bands else 0)
    foot = foot_texts(chart, axis, size, top + size.height * 0.75)
    gutter = (
        min(size.gutter, max((level_width(one, size) for one in chart.levels), default=0.0)) + GAP
    )
    left = max(text_width(axis.text(tick), size.tick) for tick in axis.ticks) + 9
    plot = Box(left, top, size.width - gutter, top + size.height * 0.75)
    place = _Places(chart, plot, axis)
    dots = tuple(place.dot(n, dot) for n, dot in enumerate(chart.dots))
    bands = tuple(place.band(one) for one in chart.bands)
    levels = tuple((one, place.y(one.value)) for one in chart.levels)
    ticks = tuple(Tick(at=place.y(tick), text=axis.text(tick)) for tick in axis.ticks)
    texts += [*tick_texts(ticks, plot, size), *band_texts(bands, plot, size), *foot]
    ends, leaders = level_texts(levels, plot, size)
    texts += ends
    named, ties = own_texts(dots, levels, plot, size, texts)
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
