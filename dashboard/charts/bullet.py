"""The geometry of a bullet: one value with what it is held against, all on one scale."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.charts.compose import unit_words
from dashboard.charts.description import Chart, TargetStep
from dashboard.charts.layout import text_width, wrapped
from dashboard.charts.palette import INK, QUIET_TEXT, TEXT
from dashboard.charts.scale import ValueAxis, value_axis
from dashboard.charts.scene import Sizes, Text, Tick, sizes

LEADING = 1.25


@dataclass(frozen=True, kw_only=True)
class Row:
    """One bar: whose it is, of when, how long; `upper` where the source gives a range."""

    name: str
    period: str
    text: str
    value: float
    upper: float | None = None
    note: str = ""
    own: bool = False
    provisional: bool = False


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A row in its place; `far` is the end of the range where there is one, else `right`."""

    row: Row
    left: float
    right: float
    far: float
    top: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class BulletScene:
    """A bullet with everything in its place, in a view box of its width and this height."""

    chart: Chart
    sizes: Sizes
    axis: ValueAxis
    height: float
    foot: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    target: TargetStep | None
    target_at: tuple[float, ...]
    labels: tuple[Text, ...]

    def stretches(self) -> list[tuple[float, float]]:
        """Where scale lines run: behind the bars, as through the names they would be in the way."""
        behind = [(bar.top - 3, bar.bottom + 3) for bar in self.bars]
        return [*behind, (self.foot - 4, self.foot + 2)]

    def own_bar(self) -> Bar | None:
        """The bar of the own figure, which the target crosses."""
        return next((bar for bar in self.bars if bar.row.own), None)


def bullet_rows(chart: Chart) -> tuple[Row, ...]:
    """The newest value of every line, the own one first, then the figures that stand beside it."""
    rows = []
    for line in sorted(chart.lines, key=lambda line: line.role != "own"):
        point = line.newest
        if point is not None and point.value is not None:
            rows.append(
                Row(
                    name=line.name,
                    period=point.label,
                    text=point.text,
                    value=point.value,
                    upper=point.upper,
                    note=point.note,
                    own=line.role == "own",
                    provisional=point.provisional,
                )
            )
    for mark in chart.marks:
        # The value stands at the end of the bar, so the name above it need not say it too.
        name = mark.label.removeprefix(mark.text).strip()
        rows.append(
            Row(
                name=name[:1].upper() + name[1:],
                period=mark.period,
                text=mark.text,
                value=mark.value,
                note=mark.note,
            )
        )
    return tuple(rows)


def target_shown(chart: Chart) -> TargetStep | None:
    """The target in force when the own figure was taken, else the newest there is."""
    newest = chart.own.newest if chart.own else None
    steps = sorted(chart.target, key=lambda step: step.starts)
    if newest is not None:
        for step in reversed(steps):
            if step.starts <= newest.at and (step.ends is None or step.ends >= newest.at):
                return step
    return steps[-1] if steps else None


def bullet(chart: Chart, width: int) -> BulletScene:
    """The scene of a bullet in a view box of `width`; bars start at zero, or their length lies."""
    size, rows, step = sizes(width), bullet_rows(chart), target_shown(chart)
    aims = _aims(chart, step)
    axis = value_axis(
        [*(row.value for row in rows), *(row.upper or 0.0 for row in rows), *aims],
        chart.unit,
        zero=True,
        most=size.ticks,
    )
    values = [text_width(row.text, size.label * 1.4, bold=True) for row in rows]
    at = _Scale(axis, 1.0, width - 12 - max(values, default=0.0))
    labels = unit_words(chart.unit_words, size)
    bars, level = [], labels[-1].y + 12.0
    for row in rows:
        name, level = _name(row, size, level)
        bar = _bar(row, at, size, level)
        labels += [*name, _value(bar, size)]
        level = bar.bottom + 10
        if row.own and step is not None:
            aim, level = _aim(step.label, at.x(aims[-1]), size, bar.bottom)
            labels += aim
        bars.append(bar)
    foot = level + 2
    labels += [
        Text(
            text=axis.text(tick),
            x=at.x(tick),
            y=foot + 6 + size.tick,
            size=size.tick,
            colour=QUIET_TEXT,
            anchor="start" if tick == axis.low else "middle",
        )
        for tick in axis.ticks
    ]
    return BulletScene(
        chart=chart,
        sizes=size,
        axis=axis,
        height=foot + 12 + size.tick,
        foot=foot,
        bars=tuple(bars),
        ticks=tuple(Tick(at=at.x(tick), text=axis.text(tick)) for tick in axis.ticks),
        target=step,
        target_at=tuple(at.x(aim) for aim in aims),
        labels=tuple(labels),
    )


@dataclass(frozen=True)
class _Scale:
    axis: ValueAxis
    left: float
    room: float

    def x(self, value: float) -> float:
        return self.left + self.axis.share(value) * self.room


def _aims(chart: Chart, step: TargetStep | None) -> list[float]:
    newest = chart.own.newest if chart.own else None
    if step is None:
        return []
    return [step.value(pair, newest.at if newest else step.starts) for pair in step.bounds]


def _name(row: Row, size: Sizes, level: float) -> tuple[list[Text], float]:
    state = ", provisional" if row.provisional else ""
    words = f"{row.name}, {row.period}{state}" if row.period else row.name
    lines = wrapped(words, size.width - 4, size.label, bold=row.own)
    colour = INK if row.own else QUIET_TEXT
    texts = [
        Text(
            text=line,
            x=0,
            y=level + (n + 1) * size.label * LEADING,
            size=size.label,
            colour=colour,
            bold=row.own,
        )
        for n, line in enumerate(lines)
    ]
    return texts, texts[-1].y + max(7.0, 0.4 * size.label)


def _bar(row: Row, at: _Scale, size: Sizes, top: float) -> Bar:
    zero = max(0.0, at.axis.low)
    right = at.x(row.value)
    far = at.x(row.upper) if row.upper is not None else right
    height = (28 if row.own else 12) * size.weight
    return Bar(row=row, left=at.x(zero), right=right, far=far, top=top, bottom=top + height)


def _value(bar: Bar, size: Sizes) -> Text:
    big = size.label * (1.4 if bar.row.own else 1.0)
    return Text(
        text=bar.row.text,
        x=max(bar.left, bar.right, bar.far) + 8,
        y=(bar.top + bar.bottom) / 2 + big * 0.35,
        size=big,
        colour=INK if bar.row.own else QUIET_TEXT,
        bold=bar.row.own,
    )


def _aim(words: str, x: float, size: Sizes, level: float) -> tuple[list[Text], float]:
    lines = wrapped(words, size.width * 0.6, size.tick)
    half = max(text_width(line, size.tick) for line in lines) / 2
    middle = min(max(x, half), size.width - half)
    texts = [
        Text(
            text=line,
            x=middle,
            y=level + 8 + (n + 1) * size.tick * LEADING,
            size=size.tick,
            colour=TEXT,
            anchor="middle",
        )
        for n, line in enumerate(lines)
    ]
    return texts, texts[-1].y + 10
