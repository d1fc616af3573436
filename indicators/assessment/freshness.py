"""Should the next figure be here by now?"""

from datetime import date, timedelta

from indicators.assessment.values import Freshness, Measure, Point
from indicators.periods.spoken import long_day


def judge(measure: Measure, point: Point | None, today: date) -> Freshness:
    """Late once the period after the newest has ended and the publication lag has passed."""
    if measure.kind == "report":
        because = "A figure from an inspection report has no next one."
        return Freshness(late=False, expected=None, because=because)
    following = point.period.following(measure.frequency) if point else None
    if following is None:
        because = "It is not known when the next figure is due."
        return Freshness(late=False, expected=None, because=because)
    expected = following.ends + timedelta(days=measure.lag_days)
    late = today > expected
    when = following.spoken.partition(" ")[2]  # "for 2025-26", not "in 2025-26"
    because = (
        f"The figure for {when} was expected by {long_day(expected)} and is late."
        if late
        else f"The figure for {when} is expected by {long_day(expected)}."
    )
    return Freshness(late=late, expected=expected, because=because)
