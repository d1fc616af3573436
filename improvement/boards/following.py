"""What comes back: decisions brought to a meeting, open or about a figure; open questions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from improvement.boards.models import Answer, Board, Decision, Mark, Meeting, Question
from improvement.boards.queries import STANDING, readable
from indicators.areas.models import Area
from indicators.catalogue.models import Indicator


@dataclass(frozen=True)
class Followed:
    """A decision, how many later meetings it has been brought to, and what was said of it last."""

    decision: Decision
    meetings: int
    mark: Mark | None

    @property
    def is_done(self) -> bool:
        return self.mark is not None and self.mark.status == Mark.Status.DONE

    def is_overdue(self, day: date) -> bool:
        return not self.is_done and self.decision.due < day


def brought_to(meeting: Meeting, *, exempt: bool) -> list[Followed]:
    """Earlier decisions that were not done at the meeting before this one, oldest first.

    So one that was done since is there once more, as done. Each is as it stood on this meeting's
    day. Three queries.
    """
    on = meeting.held_on
    days = _days(meeting.board, meeting.area, on)
    before = max((day for day in days if day < on), default=on)
    decisions = _decisions(meeting.board, meeting.area, exempt=exempt).filter(
        meeting__held_on__lt=on
    )
    brought = [_followed(one, days, on) for one in decisions]
    return [one for one in brought if not (one.is_done and _was_done(one.decision, before))]


def open_decisions(board: Board, area: Area, *, exempt: bool) -> list[Followed]:
    """What the board has decided and is not done today, oldest first. Three queries."""
    today = timezone.localdate()
    days = _days(board, area, today)
    found = [_followed(one, days, today) for one in _decisions(board, area, exempt=exempt)]
    return [one for one in found if not one.is_done]


def decisions_on(indicator: Indicator, area: Area, reads: Mapping[int, str]) -> list[Followed]:
    """What boards have decided about an indicator, newest first. Three queries.

    `reads`: which boards' decisions may be read, as `may.editions_for` gives it.
    """
    about = Decision.objects.filter(indicator=indicator, meeting__area=area)
    decisions = list(_whole(readable(about, reads)).order_by("-meeting__held_on", "-pk"))
    today = timezone.localdate()
    held: dict[int, list[date]] = {}
    meetings = Meeting.objects.filter(
        board__in={one.meeting.board_id for one in decisions}, area=area, held_on__lte=today
    )
    for board, day in meetings.values_list("board_id", "held_on"):
        held.setdefault(board, []).append(day)
    return [_followed(one, held.get(one.meeting.board_id, []), today) for one in decisions]


def unanswered(
    board: Board, area: Area, *, exempt: bool, before: date | None = None
) -> list[Question]:
    """What was asked at the board's meetings, those before a day, and is not answered today.

    Oldest first, each with its meeting, item and indicator. One query.
    """
    answers = Answer.objects.filter(**STANDING, question=OuterRef("pk"))
    asked = Question.objects.filter(
        ~Exists(answers), **STANDING, meeting__board=board, meeting__area=area
    )
    if not exempt:
        asked = asked.filter(exempt=False, item__exempt=False)
    if before:
        asked = asked.filter(meeting__held_on__lt=before)
    return list(
        asked.select_related("meeting__board", "item", "indicator").order_by(
            "meeting__held_on", "item__order", "pk"
        )
    )


def _whole(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    marks = Mark.objects.filter(**STANDING).select_related("meeting", "by")
    return (
        decisions.filter(**STANDING)
        .select_related("meeting__board", "item", "indicator", "owner_user", "by")
        .prefetch_related(Prefetch("marks", marks, "standing_marks"))
        .order_by("meeting__held_on", "item__order", "pk")
    )


def _decisions(board: Board, area: Area, *, exempt: bool) -> QuerySet[Decision]:
    decisions = _whole(Decision.objects.filter(meeting__board=board, meeting__area=area))
    return decisions if exempt else decisions.filter(exempt=False)


def _days(board: Board, area: Area, until: date) -> list[date]:
    """The day of each meeting, oldest first."""
    of = board.meetings.filter(area=area, held_on__lte=until)
    return list(of.order_by("held_on").values_list("held_on", flat=True))


def _was_done(decision: Decision, meeting_on: date) -> bool:
    """Whether the meeting of that day left it as done; what was said after it does not count."""
    last = _last(
        one
        for one in _marks(decision)
        if (_said_on(one) <= meeting_on if one.meeting else _said_on(one) < meeting_on)
    )
    return last is not None and last.status == Mark.Status.DONE


def _followed(decision: Decision, days: Sequence[date], on: date) -> Followed:
    last = _last(one for one in _marks(decision) if _said_on(one) <= on)
    since = sum(decision.meeting.held_on < day <= on for day in days)
    return Followed(decision, since, last)


def _marks(decision: Decision) -> Iterable[Mark]:
    return decision.standing_marks  # type: ignore[attr-defined]


def _last(marks: Iterable[Mark]) -> Mark | None:
    return max(marks, key=lambda one: (_said_on(one), one.at, one.pk), default=None)


def _said_on(mark: Mark) -> date:
    """The day of the meeting at which it was said; between two, the day it was written."""
    return mark.meeting.held_on if mark.meeting else timezone.localdate(mark.at)
