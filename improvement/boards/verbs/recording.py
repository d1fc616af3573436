"""What happens at a meeting and after it: questions, answers, decisions, marks and notes."""

from datetime import date
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from improvement.boards import may
from improvement.boards.keeping import held, keep, locked, name_of, text_of
from improvement.boards.keeping import strike as strike_row
from improvement.boards.models import (
    AgendaItem,
    Answer,
    Decision,
    Mark,
    Meeting,
    Minute,
    Question,
)
from improvement.boards.states import Act
from indicators.catalogue.models import Indicator
from indicators.periods.spoken import long_day
from indicators.refusal import RefusedError

Slip = TypeVar("Slip", Question, Answer, Decision, Mark, Minute)
FROZEN = "It stands in agreed minutes, which stay as they are."


def ask(
    item: AgendaItem,
    text: str,
    *,
    by: User,
    asked_by: str = "",
    indicator: Indicator | None = None,
    exempt: bool = False,
) -> Question:
    """Put a question; `asked_by` where the clerk writes down somebody else's."""
    if item.exempt and not may.sees_exempt(by, item.meeting.board):
        raise PermissionDenied("This item is exempt.")
    with held(item.meeting, Act.ASK, by) as now:
        row = Question(
            meeting=item.meeting,
            item=item,
            indicator=indicator,
            asked_by=name_of(asked_by, "") if asked_by.strip() else str(by),
            text=text_of(text, "Write the question."),
            exempt=exempt or item.exempt,
            by=by,
            at=now,
        )
        return keep(item.meeting, "ask", [row], by=by)[0]


def answer(question: Question, text: str, *, by: User) -> Answer:
    """Answer a question, at the meeting or later."""
    meeting = question.meeting
    with held(meeting, Act.ANSWER, by) as now:
        _standing(question)
        row = Answer(question=question, text=text_of(text, "Write the answer."), by=by, at=now)
        return keep(meeting, "answer", [row], by=by)[0]


def decide(
    item: AgendaItem,
    wording: str,
    *,
    owner: str,
    due: date | None,
    by: User,
    owner_user: User | None = None,
    indicator: Indicator | None = None,
    exempt: bool = False,
) -> Decision:
    """Record a decision: its words, who does it, and by when."""
    meeting = item.meeting
    owner = owner if owner.strip() or not owner_user else str(owner_user)
    with held(meeting, Act.RECORD, by) as now:
        if due is None:
            raise RefusedError("Say by when: a decision has a date.")
        if due < meeting.held_on:
            raise RefusedError(f"{long_day(due)} is before the meeting. Give a later day.")
        row = Decision(
            meeting=meeting,
            item=item,
            indicator=indicator,
            wording=text_of(wording, "Write what was decided."),
            owner=name_of(owner, "Say who does it: a decision has an owner."),
            owner_user=owner_user,
            due=due,
            exempt=exempt or item.exempt,
            by=by,
            at=now,
        )
        return keep(meeting, "decide", [row], by=by)[0]


def note(item: AgendaItem, text: str, *, by: User, exempt: bool = False) -> Minute:
    """Note what was said at an item."""
    with held(item.meeting, Act.RECORD, by) as now:
        row = Minute(
            meeting=item.meeting,
            item=item,
            text=text_of(text, "Write the note."),
            exempt=exempt or item.exempt,
            by=by,
            at=now,
        )
        return keep(item.meeting, "note", [row], by=by)[0]


def mark(
    decision: Decision, status: str, *, by: User, said: str = "", meeting: Meeting | None = None
) -> Mark:
    """Say whether a decision is done; at which later meeting, or None where it was between two."""
    if status not in Mark.Status.values:
        raise RefusedError(f"“{status}” is neither done nor not done. Choose one of the two.")
    of = decision.meeting
    with locked(of):
        _standing(decision)
        may.check(by, of, Act.MARK)
        if meeting:
            _check_later(meeting, of)
        now = timezone.now()
        row = Mark(
            decision=decision,
            status=status,
            said=text_of(said, "") if said.strip() else "",
            meeting=meeting,
            by=by,
            at=now,
        )
        if meeting is None:
            return keep(of, "mark", [row], by=by)[0]
        with held(meeting, Act.RECORD, by):
            return keep(meeting, "mark", [row], by=by)[0]


def strike(slip: Slip, why: str, *, by: User) -> Slip:
    """Say that something recorded was a slip, and why; the history keeps it.

    RefusedError where it stands in agreed minutes.
    """
    meeting = _meeting_of(slip)
    act = Act.RECORD
    if isinstance(slip, Answer):
        act = Act.ANSWER
    elif isinstance(slip, Mark) and slip.meeting is None:
        act = Act.MARK
    with held(meeting, act, by) as now:
        if isinstance(slip, Answer) and _is_in_minutes(slip):
            raise RefusedError(FROZEN)
        return strike_row(meeting, slip, why, by=by, at=now)


def _meeting_of(slip: Question | Answer | Decision | Mark | Minute) -> Meeting:
    if isinstance(slip, Answer):
        return slip.question.meeting
    if isinstance(slip, Mark):
        return slip.meeting or slip.decision.meeting
    return slip.meeting


def _is_in_minutes(answer: Answer) -> bool:
    minutes = getattr(answer.question.meeting, "minutes", None)
    return minutes is not None and minutes.at >= answer.at


def _standing(row: Question | Decision) -> None:
    """RefusedError where somebody has struck it meanwhile; asked under the meeting's lock."""
    if not type(row).objects.filter(pk=row.pk, struck_at=None).exists():
        raise RefusedError("This has been struck. Open the page again.")


def _check_later(meeting: Meeting, of: Meeting) -> None:
    same = (meeting.board_id, meeting.area_id) == (of.board_id, of.area_id)
    if not same or meeting.held_on <= of.held_on:
        raise RefusedError(f"It was decided on {long_day(of.held_on)}. Mark it at a later meeting.")
