"""Random charts: any values, gaps, left-out years, breaks, marks and names."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from dashboard.charts.description import (
    BreakMark,
    Chart,
    ChartPoint,
    Line,
    Mark,
    Role,
    Table,
    TargetStep,
    TargetStyle,
)

NAMES = ["Worcestershire", "Bournemouth, Christchurch and Poole", "Bath", "Isles of Scilly"]
STYLES: list[TargetStyle] = ["agreed", "proposed", "demonstration"]
OTHERS: list[Role] = ["england", "region", "neighbours"]
REASONS = ["suppressed", "not available", "not collected"]
values = st.floats(min_value=0, max_value=100, allow_nan=False).map(lambda value: round(value, 1))


@st.composite
def points(draw: st.DrawFn) -> tuple[ChartPoint, ...]:
    """Years in order, some without a value and some left out altogether."""
    years = draw(st.sets(st.integers(2005, 2025), min_size=1, max_size=15))
    found = []
    for year in sorted(years):
        value = draw(st.none() | values)
        found.append(
            ChartPoint(
                at=date(year, 3, 31),
                label=f"{year - 1}-{year % 100:02}",
                value=value,
                text="" if value is None else f"{value:g}%",
                missing=draw(st.sampled_from(REASONS)) if value is None else "",
                provisional=draw(st.booleans()),
            )
        )
    return tuple(found)


@st.composite
def lines(draw: st.DrawFn, role: Role) -> Line:
    name = f"{draw(st.sampled_from(NAMES))} ({role})"
    return Line(name=name, role=role, points=draw(points()))


@st.composite
def targets(draw: st.DrawFn) -> tuple[TargetStep, ...]:
    starts, first, last = draw(st.integers(2004, 2026)), draw(values), draw(values)
    ends = draw(st.none() | st.integers(starts + 1, 2030).map(lambda year: date(year, 3, 31)))
    bounds = draw(st.sampled_from([((first, last),), ((min(first, last),) * 2, (100, 100))]))
    label = draw(st.sampled_from(["Target 40%", "Proposed demonstration target 62.5% by 2027"]))
    style = draw(st.sampled_from(STYLES))
    return (
        TargetStep(starts=date(starts, 4, 1), ends=ends, bounds=bounds, label=label, style=style),
    )


marks = st.builds(
    lambda year, value: Mark(
        at=date(year, 11, 17),
        period=f"Nov {year}",
        value=value,
        text=f"{value:g}%",
        label=f"{value:g}% inspection {year}, ages 18 to 21",
    ),
    st.integers(2004, 2026),
    values,
)
breaks = st.builds(
    lambda year, why: BreakMark(on=date(year, 4, 1), why=why),
    st.integers(2004, 2026),
    st.sampled_from(["Counted by case holder", "A new age band: 19 to 21, not 18 to 21"]),
)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    roles: list[Role] = [
        "own",
        *draw(st.sets(st.sampled_from(OTHERS))),
    ]
    return Chart(
        kind="line",
        title="A finding.",
        summary="A summary.",
        unit=draw(st.sampled_from(["percent", "count", "days", "pounds"])),
        unit_words="Percent of care leavers aged 19 to 21",
        decimals=1,
        lines=tuple(draw(lines(role)) for role in roles),
        table=Table(caption="", columns=(), rows=()),
        target=draw(st.just(()) | targets()),
        breaks=tuple(draw(st.lists(breaks, max_size=2))),
        marks=tuple(draw(st.lists(marks, max_size=2))),
        zero=draw(st.booleans()),
    )
