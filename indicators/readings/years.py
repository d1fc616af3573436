"""A line that is given more often than once a year, seen at the end of each year alone."""

from dataclasses import replace

from django.utils import timezone

from indicators.assessment import assess
from indicators.ledger.door import Figure
from indicators.readings import points
from indicators.readings.reading import Reading
from indicators.targets.choice import in_force

YEAR_ENDS = 3  # the financial year's last month
# What stands for a whole year, or for its last day. A quarter alone does not.
WHOLE = ("day", "year-to-date", "rolling-12-months", "financial-year", "financial-years")


def by_year(reading: Reading) -> Reading | None:
    """The reading of the year ends, judged anew; None where the line has none to choose from."""
    own = tuple(figure for figure in reading.own if _ends_a_year(figure))
    if reading.series is None or reading.measure is None or not own:
        return None
    if reading.series.frequency == "year":
        return None
    measure = replace(reading.measure, frequency="year")
    held = in_force(reading.targets, own[-1].period.ends, reading.as_of)
    return replace(
        reading,
        measure=measure,
        own=own,
        target=held,
        coming=(),
        assessment=assess(
            measure,
            [points.point(figure) for figure in own],
            target=points.target(held) if held else None,
            proposed=points.target(reading.proposed) if reading.proposed else None,
            baselines=reading.baselines,
            breaks=reading.breaks,
            today=reading.as_of or timezone.localdate(),
        ),
    )


def _ends_a_year(figure: Figure) -> bool:
    return figure.period.ends.month == YEAR_ENDS and figure.period.kind in WHOLE
