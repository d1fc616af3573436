"""The words of the officers' pages: fields, reasons, states, lateness."""

from datetime import date

from indicators.assessment.words import capital
from indicators.ledger.models import Missing
from indicators.periods import Period
from indicators.returns.models import Return
from indicators.returns.states import State

LABELS = {
    "numerator": "Numerator",
    "denominator": "Denominator",
    "value": "Figure",
    "so_far": "Typed is",
    "missing_reason": "Why there is no figure",
    "expected_on": "Expected on",
    "explanation": "Explanation",
    "says": "What it says",
    "why": "Why it is so",
    "next": "What comes next",
    "grade": "Grade",
    "grade_why": "Why this grade",
    "revised_why": "Why the published figure is corrected",
}
# The reasons that a council gives for its own figures, in its words.
REASONS = {
    Missing.NOT_AVAILABLE.value: "Not available: not known yet",
    Missing.NOT_COLLECTED.value: "Not collected: nobody counted it",
    Missing.NOT_APPLICABLE.value: "Not applicable: there was nothing to count",
    Missing.UNRELIABLE.value: "Unreliable: too uncertain to publish",
}
STATES = {
    State.OPEN: "Open",
    State.SUBMITTED: "Waits for a signature",
    State.RETURNED: "Given back",
    State.PUBLISHED: "Published",
}
LEVELS = {"error": "To mend", "warning": "To explain", "wanted": "To fill in"}


def title(period: Period) -> str:
    """A period as a heading says it: "July to September 2026"."""
    return capital(period.spoken.removeprefix("in ").removeprefix("at ").removeprefix("the "))


def name(of: Return) -> str:
    """What a return is called among the others of its team."""
    if of.kind == Return.Kind.CORRECTION:
        return f"Correction of {title(of.period)} (number {of.pk})"
    return title(of.period)


def reason(key: str) -> str:
    """Why there is no figure; what is no reason of ours is said as it is."""
    return REASONS.get(key) or dict(Missing.choices).get(key, key)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 line", "4 lines"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def late(days: int) -> str:
    """How late in working days; empty where it is not."""
    return f"{count(days, 'working day')} late" if days else ""


def weekday(day: date) -> str:
    """A day near enough to be named with its weekday: "Wednesday 21 October 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"
