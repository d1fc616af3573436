"""Charts to try the drawing on: real figures where they are known, else invented and called so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.charts.description import (
    BreakMark,
    Chart,
    ChartPoint,
    Column,
    Line,
    Mark,
    Role,
    Table,
    TargetStep,
)


def year_points(first: int, values: Sequence[float | None], unit: str = "%") -> list[ChartPoint]:
    """Financial years from the one that starts in `first`; None is a suppressed figure."""
    return [
        ChartPoint(
            at=date(year + 1, 3, 31),
            label=f"{year}-{(year + 1) % 100:02}",
            value=value,
            text="" if value is None else f"{value:g}{unit}",
            missing="suppressed" if value is None else "",
        )
        for year, value in enumerate(values, first)
    ]


def line(
    name: str, role: Role, first: int, values: Sequence[float | None], unit: str = "%"
) -> Line:
    return Line(name=name, role=role, points=tuple(year_points(first, values, unit)))


def chart_of(
    *lines: Line, title: str, unit: str = "percent", unit_words: str, **more: Any
) -> Chart:
    """A chart whose table is made here, apart from the code under test."""
    labels = sorted({(point.at, point.label) for one in lines for point in one.points})
    rows = tuple(
        (
            label,
            *(next((p.text or p.missing for p in one.points if p.at == at), "") for one in lines),
        )
        for at, label in labels
    )
    columns = (Column(heading="Period", numeric=False), *(Column(heading=x.name) for x in lines))
    return Chart(
        kind=more.pop("kind", "line"),
        title=title,
        summary=f"{title} The table has every figure.",
        unit=unit,
        unit_words=unit_words,
        decimals=0,
        lines=lines,
        table=Table(caption=title, columns=columns, rows=rows),
        sources="Source: Department for Education, published 27 November 2025. "
        "Open Government Licence v3.0.",
        **more,
    )


def demonstration(value: float, starts: date = date(2024, 4, 1)) -> TargetStep:
    return TargetStep(
        starts=starts,
        ends=None,
        bounds=((value, value),),
        label=f"Demonstration target {value:g}%",
        style="demonstration",
    )


INSPECTION = Mark(
    at=date(2016, 11, 17),
    period="24 Oct to 17 Nov 2016",
    value=48,
    text="48%",
    label="48% inspection 2016, ages 18 to 21",
    note="Another definition: ages 18 to 21.",
)
OWN = line("Worcestershire", "own", 2016, [45, 42, 40, 43, 45, 34, 44, 51, 45])
ENGLAND = line("England", "england", 2016, [40, 39, 39, 39, 41, 38, 38, 39, 40])
NEIGHBOURS = line(
    "Statistical neighbours", "neighbours", 2016, [39, 38, 38, 38, 42, 40, 39, 41, 41]
)
REGION = line("West Midlands", "region", 2016, [41, 40, 38, 40, 43, 40, 39, 40, 41])

NEET = chart_of(
    OWN,
    ENGLAND,
    NEIGHBOURS,
    REGION,
    title="45% of care leavers were not in education, employment or training in 2024-25.",
    unit_words="Percent of care leavers aged 19 to 21",
    target=(demonstration(40),),
    marks=(INSPECTION,),
)
CASELOAD = chart_of(
    line("Worcestershire", "own", 2012, [16.2, 15.8, 17.1, 18.9, 17.4, 16.1, 15.7, 15.2, 16.8], ""),
    line("England", "england", 2012, [16.1, 16.5, 16.1, 15.6, 17.8, 17.4, 16.9, 16.3, 16.6], ""),
    title="Invented: each social worker had 16.8 cases at 30 September 2020.",
    unit="cases-per-worker",
    unit_words="Cases per social worker, full-time equivalent",
    breaks=(BreakMark(on=date(2016, 4, 1), why="Counted by case holder from 2016-17"),),
    target=(
        TargetStep(
            starts=date(2012, 4, 1), ends=date(2018, 3, 31), bounds=((18, 18),), label="Target 18"
        ),
        TargetStep(starts=date(2018, 4, 1), ends=None, bounds=((16, 16),), label="Target 16"),
    ),
)
GAPS = chart_of(
    line("Worcestershire", "own", 2014, [62, 64, None, None, 71, 70, None, 74, 76, 75, 79]),
    line("England", "england", 2014, [66, 67, 68, 68, 69, None, 67, 68, 68, 69, 70]),
    title="Invented: 79% in time, with years in which the figure is suppressed.",
    unit_words="Percent of children with a health assessment in time",
    target=(
        TargetStep(
            starts=date(2022, 4, 1),
            ends=date(2027, 3, 31),
            bounds=((76, 90),),
            label="Proposed: 90% by March 2027",
            style="proposed",
        ),
    ),
)
COUNTS = chart_of(
    line("Worcestershire", "own", 2015, [698, 712, 764, 801, 834, 876, 912, 954, 1003, 1061], ""),
    title="Invented: 1,061 children were looked after at 31 March 2025.",
    unit="count",
    unit_words="Children looked after at 31 March",
)
BULLET = chart_of(
    Line(name="Worcestershire", role="own", points=tuple(year_points(2016, [48]))),
    Line(name="England", role="england", points=tuple(year_points(2016, [40]))),
    Line(name="Statistical neighbours", role="neighbours", points=tuple(year_points(2016, [38]))),
    kind="bullet",
    title="48% of care leavers were not in education, employment or training.",
    unit_words="Percent of care leavers aged 19 to 21",
    target=(demonstration(40, date(2016, 4, 1)),),
)
SAMPLES = {
    "neet": NEET,
    "caseload": CASELOAD,
    "gaps": GAPS,
    "counts": COUNTS,
    "bullet": BULLET,
}
