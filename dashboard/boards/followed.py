"""Decisions that are followed from meeting to meeting, as a page says them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.models import User
from dashboard.boards.access import AtBoard, AtMeeting
from dashboard.boards.words import ordinal
from dashboard.standpoint import Standpoint
from improvement.boards.following import (
    Followed,
    brought_to,
    decisions_on,
    open_decisions,
    unanswered,
)
from improvement.boards.may import editions_for
from improvement.boards.models import Decision, Mark, Question
from indicators.catalogue.models import Indicator


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A decision, how often it has been before the board, and whether its day has passed."""

    decision: Decision
    mark: Mark | None
    is_done: bool
    is_overdue: bool
    meetings: int

    @property
    def times(self) -> str:
        """Such as "third meeting"; nothing where it was before no later one."""
        return f"{ordinal(self.meetings)} meeting" if self.meetings else ""


def still_open(here: AtBoard) -> list[Shown]:
    """What the board decided and has not done, oldest first. Three queries."""
    today = timezone.localdate()
    found = open_decisions(here.board, here.area, exempt=here.sees_exempt)
    return [_shown(one, today) for one in found]


def brought(here: AtMeeting) -> list[Shown]:
    """Decisions of earlier meetings that come to this one, oldest first. Three queries."""
    day = here.meeting.held_on
    return [_shown(one, day) for one in brought_to(here.meeting, exempt=here.sees_exempt)]


def waiting(here: AtBoard) -> list[Question]:
    """What was asked and has no answer yet, oldest first. One query."""
    return unanswered(here.board, here.area, exempt=here.sees_exempt)


def asked_before(here: AtMeeting) -> list[Question]:
    """The same of the meetings before this one. One query."""
    day = here.meeting.held_on
    return unanswered(here.board, here.area, exempt=here.sees_exempt, before=day)


def decided_about(indicator: Indicator, stand: Standpoint, user: User) -> list[Shown]:
    """What boards decided about an indicator, newest first, for its page of today.

    One query where they decided nothing, as is usual.
    """
    decided = Decision.objects.filter(indicator=indicator, meeting__area=stand.area)
    if stand.as_of or not decided.exists():
        return []
    found = decisions_on(indicator, stand.area, editions_for(user))
    return [_shown(one, stand.day) for one in found]


def marks_of(here: AtMeeting) -> dict[int, Mark]:
    """What was said last of each decision of this meeting, by its number. One query."""
    marks = Mark.objects.filter(decision__meeting=here.meeting, struck_at=None)
    return {one.decision_id: one for one in marks.select_related("meeting").order_by("at", "pk")}


def decided(here: AtBoard) -> Counter[int]:
    """How much was decided at each meeting of the board, by the meeting's number. One query."""
    found = Decision.objects.filter(
        meeting__board=here.board, meeting__area=here.area, struck_at=None
    )
    shown = found if here.sees_exempt else found.filter(exempt=False)
    return Counter(shown.values_list("meeting_id", flat=True))


def _shown(one: Followed, day: date) -> Shown:
    return Shown(
        decision=one.decision,
        mark=one.mark,
        is_done=one.is_done,
        is_overdue=one.is_overdue(day),
        meetings=one.meetings,
    )
