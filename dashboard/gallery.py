"""Made-up readings for the gallery: one of each verdict and of each kind of chart.

They are of Exampleshire, which is no real place, and are judged by the same judge as all others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from accounts.models import User
from indicators.areas.models import Area
from indicators.assessment import Baseline, Point, assess
from indicators.assessment.values import Break
from indicators.catalogue.models import Indicator, Series, Source, Theme
from indicators.ledger.door import Figure
from indicators.periods import Period
from indicators.readings import points
from indicators.readings.reading import Beside, Reading
from indicators.targets.history import KnownTarget, history
from indicators.targets.models import Target

TODAY = date(2026, 1, 5)
AREA = Area(pk=1, code="X99000001", name="Exampleshire", kind=Area.Kind.LOCAL_AUTHORITY)
THEME = Theme(pk=1, slug="example", name="An example theme", order=1)
SOURCE = Source(slug="example", name="A made-up table", publisher="Nobody", licence="None needed")
NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
PERSON = User(username="example", first_name="Example", last_name="person")
TEXTS = {
    "definition": "Made up to show how a page looks.",
    "why_it_matters": "It does not: no child is counted here.",
    "what_good_looks_like": "A page that reads well.",
    "caveats": ["Every number here is invented."],
    "definition_source": "This page",
    "limit": "statutory: an example of a limit",
}


@dataclass(frozen=True)
class Example:
    """A reading and what it is an example of."""

    shows: str
    reading: Reading


def examples() -> list[Example]:
    """Every status and every direction, each judged from its own line."""
    return [
        Example("Missed, and worse than the year before", _read(1, "150 160 190 240", _target(40))),
        Example("Close, on a straight line to its target", _read(2, "220 210 200 190", _way())),
        Example("Met, and really improving", _read(3, "220 210 200 140", _target(40))),
        Example("No target agreed", _read(4, "200 200 200 200", None)),
        Example("The newest figure is missing", _read(5, "200 195 190 c", _target(40))),
        Example("A single figure: a bullet", _read(6, "190", _target(40))),
    ]


def chart_examples(shown: Sequence[Example]) -> list[tuple[str, Reading]]:
    """What a chart may have to draw beside its line."""
    plain = shown[0].reading
    middle = date(2023, 6, 1)
    gap = _read(7, "200 195 c 190", _target(40))
    return [
        ("A line with a fixed target", plain),
        ("A line with a way to its target", shown[1].reading),
        ("A proposed target, hollow", replace(shown[3].reading, proposed=_target(35))),
        ("A break of definition", replace(plain, breaks=(Break(on=middle, why="An example"),))),
        ("A missing period, and a mark of another source", replace(gap, marks=(_mark(gap),))),
        ("A single figure", shown[5].reading),
    ]


def target_examples() -> list[KnownTarget]:
    """In force, proposed, ended, refused."""
    ended = {"ended_at": _at(9), "ended_by": PERSON, "ended_why": "An example of a reason."}
    proposed = {"confirmed_at": None, "confirmed_by": None}
    rows = [
        _target(40),
        _target(38, **proposed),
        _target(45, **ended),
        _target(20, **proposed, **ended),
    ]
    return [known for row in rows for known in history([row])]


def without_figure() -> Reading:
    return Reading(indicator=_indicator(8), area=AREA, as_of=None)


def _read(number: int, counted: str, target: Target | None) -> Reading:
    """A reading of a proportion out of 400, counted in the years up to 2024-25."""
    indicator = _indicator(number)
    series = Series(
        pk=number,
        indicator=indicator,
        key="published",
        kind=Series.Kind.PUBLISHED,
        source=SOURCE,
        relation=Series.Relation.SAME,
        span=indicator.span,
        frequency="year",
        lag_days=245,
        rounding=Decimal(1),
        compare=Series.Compare.INTERVAL,
        is_proportion=True,
        note="Made up.",
    )
    own = _line(counted.split(), series)
    country = Baseline(
        kind="england",
        name="the made-up country",
        points=tuple(Point(period=one.period, value=Decimal(42)) for one in own),
    )
    measure = points.measure(indicator, series)
    return Reading(
        indicator=indicator,
        area=AREA,
        as_of=None,
        series=series,
        measure=measure,
        own=own,
        baselines=(country,),
        target=target,
        targets=(target,) if target else (),
        assessment=assess(
            measure,
            [points.point(figure) for figure in own],
            target=points.target(target) if target else None,
            baselines=[country],
            today=TODAY,
        ),
    )


def _indicator(number: int) -> Indicator:
    return Indicator(
        pk=number,
        slug=f"example-{number}",
        theme=THEME,
        order=number,
        name=f"An example of an indicator, number {number}",
        unit=Indicator.Unit.PERCENT,
        decimals=0,
        polarity=Indicator.Polarity.LOWER,
        span=Indicator.Span.IN_PERIOD,
        frequency="year",
        people="care leavers",
        texts=TEXTS,
    )


def _line(counted: Sequence[str], series: Series) -> tuple[Figure, ...]:
    years = range(2025 - len(counted), 2025)
    return tuple(
        _figure(one, Period.parse(f"{year}-{(year + 1) % 100:02}"), series)
        for one, year in zip(counted, years, strict=True)
    )


def _figure(counted: str, period: Period, series: Series) -> Figure:
    number = Decimal(counted) if counted.isdigit() else None
    return Figure(
        id=0,
        series_id=series.pk,
        area_id=AREA.pk,
        period=period,
        breakdown="total",
        value=None if number is None else number / 4,
        value_upper=None,
        numerator=number,
        denominator=None if number is None else Decimal(400),
        qualifier="",
        missing_reason="suppressed" if number is None else "",
        status="final",
        period_stated=True,
        edition="",
        reference="table 1",
        note="",
        source=SOURCE.name,
        source_slug=SOURCE.slug,
        known_on=date(period.ends.year, 11, 27),
        known_on_estimated=False,
        revision=1,
    )


def _mark(reading: Reading) -> Beside:
    """A figure of another definition beside the line."""
    series = Series(
        indicator=reading.indicator,
        kind=Series.Kind.REPORT,
        key="report",
        relation=Series.Relation.CLOSE,
        span=reading.indicator.span,
        frequency="year",
        lag_days=0,
        compare=Series.Compare.NONE,
        is_proportion=True,
        label="another age group",
    )
    figure = replace(reading.own[0], value=Decimal(55), numerator=None, denominator=None)
    measure = points.measure(reading.indicator, series)
    return Beside(figure=figure, series=series, area=AREA, measure=measure)


def _target(high: int, **more: Any) -> Target:
    fields = {
        "indicator": _indicator(1),
        "area": AREA,
        "high": Decimal(high),
        "tolerance": Decimal(5),
        "starts": date(2021, 4, 1),
        "origin": Target.Origin.COUNCIL,
        "why": "An example of a reason.",
        "known_on": date(2025, 1, 6),
        "recorded_at": _at(6),
        "by": PERSON,
        "confirmed_at": _at(7),
        "confirmed_by": PERSON,
    }
    return Target(pk=high, **{**fields, **more})


def _way() -> Target:
    return _target(40, starts=date(2022, 3, 31), start_value=Decimal(55), due=date(2027, 3, 31))


def _at(day: int) -> datetime:
    return datetime(2025, 1, day, 12, tzinfo=UTC)
