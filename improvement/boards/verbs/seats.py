"""Who sits on a board: a seat is given and ends, and its history stays."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import Reader, reader_of, roles_of
from improvement.boards import may
from improvement.boards.models import Attendance, Board, Meeting, Seat
from improvement.boards.verbs.attendance import expect
from indicators.refusal import RefusedError


def give_seat(
    board: Board, user: User, *, by: User, role: str = Seat.Role.MEMBER, sees_exempt: bool = False
) -> Seat:
    """Seat somebody; they are expected at the meetings whose papers have not gone out.

    Chair and clerk see the exempt part. Another role for the same person is another seat, after
    this one has ended.
    """
    may.check_seat(by)
    if role not in Seat.Role.values:
        raise RefusedError(f"“{role}” is no role on a board.")
    sees_exempt = sees_exempt or role != Seat.Role.MEMBER
    with transaction.atomic():
        board = Board.objects.select_for_update().get(pk=board.pk)
        _check(board, user, role, sees_exempt)
        seat = Seat.objects.create(
            board=board, user=user, role=role, sees_exempt=sees_exempt, by=by, at=timezone.now()
        )
        for meeting in _open(board):
            if not meeting.attendance.filter(user=user).exists():
                expect(meeting, [seat], by=by)
    return seat


def take_seat(seat: Seat, *, by: User) -> Seat:
    """End a seat. Its holder is no longer expected where the papers have not gone out."""
    may.check_seat(by)
    with transaction.atomic():
        seat = Seat.objects.select_for_update(of=("self",)).select_related("board").get(pk=seat.pk)
        if seat.ended_at:
            raise RefusedError("This seat has ended already.")
        seat.ended_at, seat.ended_by = timezone.now(), by
        seat.save(update_fields=["ended_at", "ended_by"])
        Attendance.objects.filter(
            meeting__in=_open(seat.board), user=seat.user, status=Attendance.Status.EXPECTED
        ).delete()
    return seat


def _open(board: Board) -> QuerySet[Meeting]:
    """The meetings to come without papers."""
    coming = board.meetings.filter(held_on__gte=timezone.localdate())
    return coming.filter(editions=None, minutes=None)


def _check(board: Board, user: User, role: str, sees_exempt: bool) -> None:
    if board.is_retired:
        raise RefusedError(f"{board} is retired: its file is gone.")
    if not roles_of(user):
        raise RefusedError(f"{user} has no role yet. Give them one under People first.")
    if sees_exempt and reader_of(user) == Reader.PARTNER:
        raise RefusedError(
            f"{user} is a partner, who sits as a member and reads the public papers."
        )
    standing = Seat.objects.filter(board=board, ended_at=None).select_related("user")
    for seat in standing:
        if seat.user_id == user.pk:
            raise RefusedError(f"{user} sits on this board already. End that seat first.")
        if role == seat.role == Seat.Role.CHAIR:
            raise RefusedError(f"{seat.user} chairs this board. End that seat first.")
