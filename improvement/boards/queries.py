"""What pages and papers ask of boards and their meetings. What was struck is nowhere in here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from improvement.boards.models import (
    AgendaItem,
    Answer,
    Board,
    Decision,
    Edition,
    Meeting,
    Minute,
    Paper,
    Question,
    Remark,
    Seat,
)
from improvement.boards.states import with_state
from indicators.areas.models import Area

STANDING = {"struck_at": None}


@dataclass(frozen=True)
class BoardAndMeetings:
    """A board, the meeting to come that is nearest, and the last one before today."""

    board: Board
    next: Meeting | None
    last: Meeting | None


def boards() -> QuerySet[Board]:
    """Every board that has a file, in their order."""
    return Board.objects.filter(is_retired=False)


def boards_with_meetings(area: Area, today: date) -> list[BoardAndMeetings]:
    """Retired boards too, last, where they have met. Two queries."""
    meetings: dict[int, list[Meeting]] = {}
    for meeting in with_state(Meeting.objects.filter(area=area)).order_by("held_on"):
        meetings.setdefault(meeting.board_id, []).append(meeting)
    found = []
    for board in Board.objects.all():
        of = meetings.get(board.pk, [])
        if of or not board.is_retired:
            coming = [one for one in of if one.held_on >= today]
            past = [one for one in of if one.held_on < today]
            found.append(
                BoardAndMeetings(board, coming[0] if coming else None, past[-1] if past else None)
            )
    return found


def meetings(board: Board, area: Area) -> QuerySet[Meeting]:
    """Every meeting of a board about an area, newest first, with what tells its state."""
    return with_state(board.meetings.filter(area=area)).select_related("board", "area")


def meeting_on(board: Board, area: Area, day: date) -> Meeting | None:
    """The meeting of that day; one query, its state with it."""
    return meetings(board, area).filter(held_on=day).first()


def previous_despatched(meeting: Meeting) -> Meeting | None:
    """The board's last meeting before this one whose papers went out."""
    earlier = meetings(meeting.board, meeting.area).filter(held_on__lt=meeting.held_on)
    return earlier.exclude(editions=None).first()


def seats(board: Board, at: datetime | None = None) -> QuerySet[Seat]:
    """Who sits on the board at a moment, else now: the chair first, then clerks, then members."""
    moment = at or timezone.now()
    standing = board.seats.filter(Q(ended_at=None) | Q(ended_at__gt=moment), at__lte=moment)
    # The words chair, clerk and member happen to be in their order.
    return standing.select_related("user").order_by("role", "user__last_name", "user__username")


def edition(meeting: Meeting, kind: str) -> Edition | None:
    """What was frozen for these readers, whole."""
    return meeting.editions.select_related("by").filter(kind=kind).first()


def edition_read(meeting: Meeting, kind: str) -> Edition | None:
    """What somebody reads whose fullest edition this is: the council's where nothing is exempt."""
    wanted = ("exempt", "council") if kind == "exempt" else (kind,)
    found = {one.kind: one for one in meeting.editions.select_related("by").filter(kind__in=wanted)}
    return next((found[one] for one in wanted if one in found), None)


def editions(meeting: Meeting) -> dict[str, Edition]:
    """By kind, without their bodies: when, by whom, which digest. One query."""
    return {one.kind: one for one in meeting.editions.defer("body").select_related("by")}


def papers(meeting: Meeting) -> dict[tuple[str, str], Paper]:
    """The papers of its editions by kind and form, without their bytes. One query."""
    found = Paper.objects.filter(edition__meeting=meeting).defer("content")
    return {(one.kind, one.form): one for one in found}


def minutes_papers(meeting: Meeting) -> dict[tuple[str, str], Paper]:
    """The same of its minutes."""
    found = Paper.objects.filter(minutes__meeting=meeting).defer("content")
    return {(one.kind, one.form): one for one in found}


def papers_to_make() -> QuerySet[Paper]:
    """Oldest first, without bytes: those not made and not tried too often."""
    left = Paper.objects.filter(made_at=None, tries__lt=Paper.MOST_TRIES).defer("content")
    return left.order_by("tries", "pk")


def remarks(meeting: Meeting, *, exempt: bool) -> dict[int, Remark]:
    """What the council says, by the indicator's number; `exempt`: what is not released too."""
    standing = meeting.remarks.filter(**STANDING).select_related("by", "indicator")
    return {one.indicator_id: one for one in standing if exempt or not one.exempt}


@dataclass(frozen=True)
class ItemRecord:
    """Everything recorded at one item, in the order in which it was written."""

    item: AgendaItem
    notes: list[Minute]
    questions: list[Question]  # each with its `standing_answers`
    decisions: list[Decision]


def record(meeting: Meeting, *, exempt: bool) -> list[ItemRecord]:
    """The whole agenda with what was recorded at it; five queries however much that is.

    `exempt`: the exempt items, and what is exempt at the others, too.
    """
    shown = {} if exempt else {"exempt": False}
    of = {**STANDING, **shown}
    notes = Minute.objects.filter(**of).select_related("by")
    answers = Answer.objects.filter(**STANDING).select_related("by")
    questions = Question.objects.filter(**of).select_related("by", "indicator")
    decisions = Decision.objects.filter(**of).select_related("by", "indicator", "owner_user")
    items = meeting.items.filter(**shown).prefetch_related(
        Prefetch("notes", notes, "standing_notes"),
        Prefetch("questions", questions, "standing_questions"),
        Prefetch("standing_questions__answers", answers, "standing_answers"),
        Prefetch("decisions", decisions, "standing_decisions"),
    )
    return [
        ItemRecord(
            item=one,
            notes=list(one.standing_notes),  # type: ignore[arg-type]
            questions=list(one.standing_questions),  # type: ignore[arg-type]
            decisions=list(one.standing_decisions),  # type: ignore[arg-type]
        )
        for one in items
    ]


def readable(decisions: QuerySet[Decision], reads: Mapping[int, str]) -> QuerySet[Decision]:
    """Those of these decisions that somebody may read; `reads` as `may.editions_for` gives it."""
    whole = [board for board, kind in reads.items() if kind == "exempt"]
    return decisions.filter(
        Q(meeting__board__in=whole) | Q(meeting__board__in=list(reads), exempt=False)
    )
