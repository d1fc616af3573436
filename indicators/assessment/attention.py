"""What needs attention, and why it stands where it stands.

For now: red first, then really worse than a year before, then worse than England, then worse than a
year before where chance could not be tested; within each in the order of the catalogue. Everything
else is left out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indicators.assessment.values import Assessment


@dataclass(frozen=True, kw_only=True)
class Concern:
    """A place on the list: `index` is that of the assessment in the order given."""

    index: int
    assessment: Assessment
    reason: str


def _red(one: Assessment) -> str:
    return f"It is red: {one.target.because}" if one.target.status == "red" else ""


def _worse_than_before(one: Assessment) -> str:
    if one.direction.verdict != "declining" or not one.direction.tested:
        return ""
    return f"It is worse than a year before: {one.direction.because}"


def _worse_than_england(one: Assessment) -> str:
    worse = [b for b in one.baselines if b.kind == "england" and b.verdict == "worse"]
    return f"It is worse than England. {worse[0].because}" if worse else ""


def _worse_untested(one: Assessment) -> str:
    if one.direction.verdict != "declining" or one.direction.tested:
        return ""
    return f"It is worse than a year before, which is not tested: {one.direction.because}"


RULES: tuple[Callable[[Assessment], str], ...] = (
    _red,
    _worse_than_before,
    _worse_than_england,
    _worse_untested,
)


def order(assessments: Sequence[Assessment]) -> list[Concern]:
    """The assessments that need attention, most pressing first, from those in catalogue order."""
    concerns = []
    for index, assessment in enumerate(assessments):
        rank, reason = _first_reason(assessment)
        if reason:
            concerns.append((rank, Concern(index=index, assessment=assessment, reason=reason)))
    return [concern for _, concern in sorted(concerns, key=lambda pair: pair[0])]


def _first_reason(assessment: Assessment) -> tuple[int, str]:
    reasons = ((rank, rule(assessment)) for rank, rule in enumerate(RULES))
    return next(((rank, reason) for rank, reason in reasons if reason), (len(RULES), ""))
