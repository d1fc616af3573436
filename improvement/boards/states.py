"""Where a meeting stands, and what may be done then: one table, and nothing else decides."""

from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from improvement.boards.models import Edition, Meeting, Minutes


class State(StrEnum):
    """Derived from what there is, never kept: papers, minutes, and whether the day is over."""

    PLANNED = "planned"
    PAST = "past"  # its day is over and no papers went out
    DESPATCHED = "despatched"
    CLOSED = "closed"  # its minutes are agreed


class Act(StrEnum):
    """What a person does to a meeting."""

    CHANGE = "change"  # its day, its place, its agenda
    REMARK = "remark"
    DESPATCH = "despatch"
    ATTEND = "attend"
    ASK = "ask"
    ANSWER = "answer"
    RECORD = "record"
    MARK = "mark"
    AGREE = "agree"


RECORDING = {Act.ATTEND, Act.ASK, Act.ANSWER, Act.RECORD, Act.MARK, Act.AGREE}
ALLOWED: dict[State, frozenset[Act]] = {
    State.PLANNED: frozenset({Act.CHANGE, Act.REMARK, Act.ATTEND, Act.DESPATCH}),
    State.PAST: frozenset({Act.CHANGE, *RECORDING}),
    State.DESPATCHED: frozenset(RECORDING),
    State.CLOSED: frozenset({Act.ANSWER, Act.MARK}),
}
# Nobody records before it happens.
FROM_ITS_DAY = frozenset({Act.RECORD, Act.AGREE})


def with_state(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """The meetings with what `state_of` asks of each, in the same query."""
    of = {"meeting": OuterRef("pk")}
    return meetings.annotate(
        has_papers=Exists(Edition.objects.filter(**of)),
        has_minutes=Exists(Minutes.objects.filter(**of)),
    )


def state_of(meeting: Meeting, today: date | None = None) -> State:
    """Where it stands today; one query, none where it came from `with_state`."""
    if not hasattr(meeting, "has_minutes"):
        found = with_state(Meeting.objects.filter(pk=meeting.pk)).get()
    else:
        found = meeting
    if found.has_minutes:  # type: ignore[attr-defined]
        return State.CLOSED
    if found.has_papers:  # type: ignore[attr-defined]
        return State.DESPATCHED
    day = today or timezone.localdate()
    return State.PAST if meeting.held_on < day else State.PLANNED
