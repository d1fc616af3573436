"""Draws a chart as the server's own SVG: real text, no script, no style, no fixed size."""

from __future__ import annotations

from dashboard.charts import palette
from dashboard.charts.bullet import bullet
from dashboard.charts.bullet_svg import bullet_shapes
from dashboard.charts.compose import compose
from dashboard.charts.description import Chart
from dashboard.charts.dots import DotPlot
from dashboard.charts.dots_compose import compose_dots
from dashboard.charts.dots_svg import dot_shapes
from dashboard.charts.elements import Element, element, path_of, text
from dashboard.charts.layout import wrapped
from dashboard.charts.scene import (
    STAGE,
    WIDE,
    Corners,
    DrawnLine,
    DrawnTarget,
    Placed,
    Scene,
    Text,
    sizes,
)

MARGIN = 16


def to_svg(
    chart: Chart | DotPlot, *, prefix: str = "chart", width: int = WIDE, alone: bool = False
) -> Element:
    """The chart as an `<svg>` whose ids start with `prefix`, which is unique on its page.

    `width` is that of the view box; the drawing takes the width of what holds it. `alone` adds
    the title above and source and as-of date below, for a file that leaves the page.
    """
    drawn, height, labels = _drawn(chart, width)
    drawn += [text(label) for label in labels]
    room = (0.0, 0.0, float(width), height)
    content: list[Element] = drawn
    if alone:
        content, room = _by_itself(chart, width, height, drawn)
    title, description = f"{prefix}-title", f"{prefix}-desc"
    return element(
        "svg",
        element("title", chart.title, id=title),
        element("desc", chart.summary, id=description),
        *content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=" ".join(f"{round(side, 1):g}" for side in room),
        # On a stage its top stands level with the words beside it.
        preserveAspectRatio="xMinYMin" if width == STAGE else None,
        # A file that is opened by itself needs a size; a drawing in a page takes the page's.
        width=room[2] if alone else None,
        height=room[3] if alone else None,
        role="img",
        aria_labelledby=title,
        aria_describedby=description,
        font_family=palette.FONT,
    )


def _drawn(chart: Chart | DotPlot, width: int) -> tuple[list[Element], float, tuple[Text, ...]]:
    """The shapes of a chart, its height, and its labels."""
    if isinstance(chart, DotPlot):
        dots = compose_dots(chart, width)
        return dot_shapes(dots), dots.height, dots.labels
    if chart.kind == "bullet":
        scene = bullet(chart, width)
        return bullet_shapes(scene), scene.height, scene.labels
    over_time = compose(chart, width)
    return _over_time(over_time), over_time.frame.sizes.height, over_time.labels


def _by_itself(
    chart: Chart | DotPlot, width: int, height: float, drawn: list[Element]
) -> tuple[list[Element], tuple[float, float, float, float]]:
    """The drawing on paper of its own, with title and sources: its parts and its view box."""
    size = sizes(width)
    title = wrapped(chart.title, width - 4, size.label * 1.3, bold=True)
    leading = size.label * 1.6
    texts = [
        Text(
            text=row,
            x=0,
            y=(n - len(title)) * leading + size.label * 0.6,
            size=size.label * 1.3,
            colour=palette.TEXT,
            bold=True,
        )
        for n, row in enumerate(title)
    ]
    said = [*chart.notes, *(words for words in (chart.sources, chart.as_of) if words)]
    rows = [row for words in said for row in wrapped(words, width - 4, size.tick, most=4)]
    texts += [
        Text(
            text=row,
            x=0,
            y=height + 8 + (n + 1) * size.tick * 1.3,
            size=size.tick,
            colour=palette.QUIET_TEXT,
        )
        for n, row in enumerate(rows)
    ]
    top, bottom = texts[0].y - leading, texts[-1].y + 8
    left, wide, high = -MARGIN, width + 2.0 * MARGIN, bottom - top + 2 * MARGIN
    paper = element("rect", x=left, y=top - MARGIN, width=wide, height=high, fill=palette.PAPER)
    return [paper, *drawn, *(text(row) for row in texts)], (left, top - MARGIN, wide, high)


def _over_time(scene: Scene) -> list[Element]:
    return [
        *_axes(scene),
        *(part for target in scene.targets for part in _target(target, scene.weight)),
        *(_leader(leader) for leader in scene.leaders),
        *_cuts(scene),
        *_gaps(scene),
        # Under the lines: a diamond may stand right where the line has a point of its own.
        *_marks(scene),
        *(part for line in scene.lines for part in _line(line, scene.weight)),
    ]


def _axes(scene: Scene) -> list[Element]:
    frame = scene.frame
    plot = frame.plot
    drawn = [
        element(
            "path",
            d=path_of([(plot.left, tick.at), (plot.right, tick.at)]),
            stroke=palette.GRID,
            stroke_width=1,
        )
        for tick in scene.y_ticks
    ]
    drawn.append(
        element(
            "path",
            d=path_of([(plot.left, plot.bottom), (plot.right, plot.bottom)]),
            stroke=palette.AXIS,
            stroke_width=1,
        )
    )
    for tick in scene.x_ticks:
        foot = plot.bottom + (6 if tick.text else 3)
        drawn.append(
            element(
                "path",
                d=path_of([(tick.at, plot.bottom), (tick.at, foot)]),
                stroke=palette.AXIS,
                stroke_width=1,
            )
        )
    return drawn + [text(label) for label in (*scene.x_labels(), *scene.y_labels())]


def _target(target: DrawnTarget, weight: float) -> list[Element]:
    line = path_of(target.path)
    stroke = palette.TARGET.heavier(weight)
    if target.step.style == "proposed":
        # Hollow: an outline with paper inside, so that nobody takes it for an agreed target.
        return [
            element("path", d=line, fill="none", stroke=stroke.colour, stroke_width=5 * weight),
            element("path", d=line, fill="none", stroke=palette.PAPER, stroke_width=3 * weight),
        ]
    return [
        element(
            "path",
            d=line,
            fill="none",
            stroke=stroke.colour,
            stroke_width=stroke.width,
            stroke_dasharray=stroke.dash,
        )
    ]


def _leader(leader: Corners) -> Element:
    return element(
        "path",
        d=path_of(leader),
        fill="none",
        stroke=palette.AXIS,
        stroke_width=0.75,
    )


def _cuts(scene: Scene) -> list[Element]:
    return [
        element(
            "path",
            element("title", f"Break: {cut.why}" if cut.why else "Break"),
            d=path_of([(cut.x, cut.top), (cut.x, scene.frame.plot.bottom)]),
            stroke=palette.QUIET_TEXT,
            stroke_width=1,
            stroke_dasharray="2 3",
        )
        for cut in scene.cuts
    ]


def _gaps(scene: Scene) -> list[Element]:
    foot = scene.frame.plot.bottom
    drawn = []
    for gap in scene.gaps:
        drawn.append(
            element(
                "path",
                element("title", f"No figure: {gap.why}" if gap.why else "No figure"),
                d=path_of([(gap.start - 5, foot - 3), (gap.end + 5, foot - 3)]),
                stroke=palette.QUIET_TEXT,
                stroke_width=2.5,
                stroke_linecap="round",
            )
        )
    return drawn


def _line(line: DrawnLine, weight: float) -> list[Element]:
    stroke = palette.STROKES[line.line.role].heavier(weight)
    drawn = [
        element(
            "path",
            d=path_of([(placed.x, placed.y) for placed in run]),
            fill="none",
            stroke=stroke.colour,
            stroke_width=stroke.width,
            stroke_dasharray=stroke.dash or None,
            stroke_linecap=None if stroke.dash else "round",
            stroke_linejoin="round",
        )
        for run in line.runs
        if len(run) > 1
    ]
    dots = [dot for run in line.runs for dot in run if line.radius(dot)]
    return drawn + [_dot(line, dot, weight) for dot in dots]


def _dot(line: DrawnLine, dot: Placed, weight: float) -> Element:
    stroke = palette.STROKES[line.line.role]
    point = dot.point
    state = ", provisional" if point.provisional else ""
    said = f"{line.line.name}: {point.text}, {point.label}{state}"
    return element(
        "circle",
        element("title", f"{said}. {point.note}" if point.note else said),
        cx=dot.x,
        cy=dot.y,
        r=line.radius(dot) * weight,
        fill=palette.PAPER if point.provisional else stroke.colour,
        stroke=stroke.colour if point.provisional else palette.PAPER,
        stroke_width=(2 if point.provisional else 1.5) * weight,
    )


def _marks(scene: Scene) -> list[Element]:
    drawn = []
    for mark in scene.marks:
        x, y = mark.x, mark.y
        diamond = path_of([(x, y - 8), (x + 8, y), (x, y + 8), (x - 8, y)]) + "Z"
        said = f"{mark.mark.text}, {mark.mark.period}. {mark.mark.note}".strip()
        drawn.append(
            element(
                "path",
                element("title", said),
                d=diamond,
                fill=palette.PAPER,
                stroke=palette.INK,
                stroke_width=2,
            )
        )
    return drawn
