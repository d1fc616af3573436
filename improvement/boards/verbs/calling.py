"""A meeting is called for a day, with an agenda that the board's file begins."""

from collections.abc import Iterator
from datetime import date, time

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from improvement.boards import may
from improvement.boards.keeping import held, name_of
from improvement.boards.models import AgendaItem, Board, Meeting, Seat
from improvement.boards.states import Act
from improvement.boards.verbs.attendance import expect
from indicators.areas.models import Area
from indicators.periods.spoken import long_day
from indicators.refusal import RefusedError

EARLIEST = date(2000, 1, 1)
YEARS_AHEAD = 3


def call(
    board: Board,
    area: Area,
    held_on: date,
    *,
    by: User,
    place: str = "",
    starts_at: time | None = None,
) -> Meeting:
    """Call a meeting; those who sit on the board are expected.

    A day in the past is allowed, so that an earlier meeting can be recorded; its papers cannot be
    despatched any more.
    """
    may.check_call(by, board)
    with transaction.atomic():
        board = Board.objects.select_for_update().get(pk=board.pk)
        _check_day(board, area, held_on)
        meeting = Meeting.objects.create(
            board=board,
            area=area,
            held_on=held_on,
            place=_place(place),
            starts_at=starts_at,
            by=by,
            at=timezone.now(),
        )
        AgendaItem.objects.bulk_create(_agenda(meeting))
        seats = Seat.objects.filter(board=board, ended_at=None).select_related("user")
        expect(meeting, seats, by=by)
    return meeting


def change(
    meeting: Meeting, *, held_on: date, by: User, place: str = "", starts_at: time | None = None
) -> Meeting:
    """Another day, time or place, until the papers have gone out."""
    with held(meeting, Act.CHANGE, by):
        _check_day(meeting.board, meeting.area, held_on, besides=meeting)
        meeting.held_on, meeting.place, meeting.starts_at = held_on, _place(place), starts_at
        meeting.save(update_fields=["held_on", "place", "starts_at"])
    return meeting


def _check_day(board: Board, area: Area, held_on: date, *, besides: Meeting | None = None) -> None:
    latest = timezone.localdate().year + YEARS_AHEAD
    if held_on < EARLIEST or held_on.year > latest:
        raise RefusedError(f"{long_day(held_on)} is not between 2000 and {latest}. Check the year.")
    same = board.meetings.filter(area=area, held_on=held_on)
    if besides:
        same = same.exclude(pk=besides.pk)
    if same.exists():
        raise RefusedError(f"{board} meets on {long_day(held_on)} already. Open that meeting.")


def _place(place: str) -> str:
    return name_of(place, "") if place.strip() else ""


def _agenda(meeting: Meeting) -> Iterator[AgendaItem]:
    """The two fixed items, one for each section of the papers, then the board's standing ones."""
    kind = AgendaItem.Kind
    lines: list[tuple[str, str, str, bool]] = [
        (kind.ACTIONS, kind.ACTIONS.label, "", False),
        (kind.YOUNG_PEOPLE, kind.YOUNG_PEOPLE.label, "", False),
        *((kind.SECTION, one.title, one.title, one.exempt) for one in meeting.board.sections),
        *((kind.OTHER, title, "", exempt) for title, exempt in meeting.board.standing_items),
    ]
    for order, (which, title, section, exempt) in enumerate(lines, 1):
        yield AgendaItem(
            meeting=meeting, order=order, kind=which, title=title, section=section, exempt=exempt
        )
