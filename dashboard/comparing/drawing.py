"""From a comparison to the description of its dot plot."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from dashboard.charts import written
from dashboard.charts.dots import Dot, DotBand, DotPlot, DotRole, Level, LevelRole
from dashboard.comparing.rows import Row
from indicators.areas.models import Area
from indicators.assessment import Point
from indicators.assessment.baseline import own_interval
from indicators.assessment.places import LETTERS, QUARTERS
from indicators.ledger.door import Figure
from indicators.readings import points
from indicators.readings.places import Comparison, ranks

ORDERS = {
    "lower": "Each mark is an authority, the lowest figure first: lower is better.",
    "higher": "Each mark is an authority, the highest figure first: higher is better.",
    "context": "Each mark is an authority, the highest figure first.",
    "range": "Each mark is an authority, the highest figure first, which is not the best.",
}
QUARTERS_OF_CONTEXT = ("Highest quarter", "", "", "Lowest quarter")
SIZES = ("count", "fte")


def dot_plot(
    found: Comparison, rows: Sequence[Row], unit_words: str, *, intervals: bool = False
) -> DotPlot | None:
    """`rows` in the order of the comparison; None where nobody has a figure that compares."""
    drawn = [row for row in rows if ranks(row.figure)]
    if not drawn:
        return None
    return DotPlot(
        title=f"{found.indicator.name}: {found.sentence}",
        summary=_summary(found, drawn),
        unit=found.indicator.unit,
        unit_words=f"{unit_words}, {found.period.spoken}",
        order=ORDERS[found.indicator.polarity],
        dots=tuple(_dot(found, row, intervals) for row in drawn),
        names=_names(found),
        levels=tuple(_levels(found)),
        bands=tuple(_bands(found, drawn)),
        as_of=f"As of {found.as_of:%-d %B %Y}" if found.as_of else "",
        sources="; ".join(sorted({row.figure.source for row in drawn if row.figure})),
    )


def _dot(found: Comparison, row: Row, intervals: bool) -> Dot:
    point = _point(row.figure)
    place = row.authority.place
    ends = own_interval(found.measure, point) if intervals else None
    return Dot(
        name=row.area.name,
        role=row.role,
        value=float(point.value or 0),
        text=written.value(found.measure, point),
        note=place.short if place else "",
        interval=(float(ends[0]), float(ends[1])) if ends else None,
    )


def _point(figure: Figure | None) -> Point:
    if figure is None:
        raise ValueError("Only an authority with a figure is drawn.")
    return points.point(figure)


def _names(found: Comparison) -> tuple[tuple[DotRole, str], ...]:
    region = found.area if found.area.kind == Area.Kind.REGION else found.area.region
    return (
        ("own", found.area.name),
        ("neighbour", "Similar authorities"),
        ("region", f"Others in {region}" if region else ""),
        ("other", "All others"),
    )


def _levels(found: Comparison) -> Iterator[Level]:
    """England, and the mean of similar authorities; neither where numbers grow with the place."""
    if found.indicator.unit in SIZES:
        return
    if ranks(found.england) and found.area.kind != Area.Kind.COUNTRY:
        yield _level("England", "england", found, _point(found.england))
    if found.neighbours and found.neighbours.summary.mean is not None:
        mean = Point(period=found.period, value=found.neighbours.summary.mean)
        yield _level("Similar authorities", "neighbours", found, mean)


def _level(name: str, role: LevelRole, found: Comparison, point: Point) -> Level:
    text = written.value(found.measure, point)
    return Level(name=name, role=role, value=float(point.value or 0), text=text)


def _bands(found: Comparison, drawn: Sequence[Row]) -> Iterator[DotBand]:
    """The quarters as the ranking has them; none where nobody ranks."""
    if found.ranking.why_not:
        return
    at = [
        (number, found.ranking.quarter(row.authority.value))
        for number, row in enumerate(drawn)
        if row.authority.value is not None
    ]
    for quarter, members in groupby(at, key=lambda one: one[1]):
        places = [number for number, _ in members]
        label, short = _quarter(found.indicator.polarity, quarter)
        yield DotBand(label=label, short=short, first=places[0], last=places[-1])


def _quarter(polarity: str, quarter: int) -> tuple[str, str]:
    """What stands over a quarter, and the same where there is little room."""
    if polarity == "context":
        return QUARTERS_OF_CONTEXT[quarter], ""
    letter = LETTERS[quarter]
    ends = f"{letter}, {QUARTERS[letter]} quarter" if quarter in (0, 3) else letter
    return ends, letter


def _summary(found: Comparison, drawn: Sequence[Row]) -> str:
    """What a reader sees: how many, from what to what, the cuts, England."""
    ordered = sorted(drawn, key=lambda row: row.authority.value or 0)
    low, high = (written.value(found.measure, _point(ordered[n].figure)) for n in (0, -1))
    said = [
        f"{len(drawn)} local authorities {found.period.spoken}: "
        f"from {low} ({ordered[0].area}) to {high} ({ordered[-1].area})"
    ]
    cuts = found.ranking.cuts
    if cuts and not found.ranking.why_not:
        inner = [
            written.value(found.measure, Point(period=found.period, value=cut))
            for cut in (cuts.low, cuts.high)
        ]
        said.append(f"the middle half lies between {inner[0]} and {inner[1]}")
    said += [f"{level.name} {level.text}" for level in _levels(found)]
    return f"{'; '.join(said)}."
