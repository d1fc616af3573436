"""A chart as it is put on a stage: the same figures, without words that no back row could read."""

from dataclasses import replace

from dashboard.charts.description import BreakMark, Chart

ON_STAGE = ("own", "england", "neighbours", "other")
BREAK = "Counted differently"


def staged(chart: Chart) -> Chart:
    """The chart with the own line, England and similar authorities; the notes have the rest.

    The newest break is named, all are drawn. A bullet keeps what stands beside its one value.
    """
    if chart.kind == "bullet":
        return chart
    breaks = sorted(chart.breaks, key=lambda one: one.on)
    return replace(
        chart,
        lines=tuple(line for line in chart.lines if line.role in ON_STAGE),
        breaks=tuple(
            BreakMark(on=one.on, why=BREAK if one is breaks[-1] else "") for one in breaks
        ),
        marks=(),
    )


def left_out(chart: Chart) -> tuple[str, ...]:
    """What `staged` leaves out of the drawing, each as words for the speaker."""
    if chart.kind == "bullet":
        return ()
    lines = [
        f"{line.name}: {line.newest.text} ({line.newest.label})."
        for line in chart.lines
        if line.role not in ON_STAGE and line.newest
    ]
    return (*lines, *(f"{mark.label} ({mark.period})." for mark in chart.marks))
