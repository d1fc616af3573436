"""Who is expected at a meeting, and who came."""

from collections.abc import Iterable

from django.utils import timezone

from accounts.models import User
from improvement.boards.keeping import held, name_of
from improvement.boards.models import Attendance, Meeting, Seat
from improvement.boards.states import Act
from indicators.refusal import RefusedError


def expect(meeting: Meeting, seats: Iterable[Seat], *, by: User) -> None:
    """Those who sit on the board; for the verbs that call a meeting or give a seat."""
    now = timezone.now()
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            user=seat.user,
            name=str(seat.user),
            capacity=seat.get_role_display(),
            by=by,
            at=now,
        )
        for seat in seats
    )


def invite(meeting: Meeting, name: str, *, by: User, capacity: str = "") -> Attendance:
    """Expect a guest."""
    with held(meeting, Act.ATTEND, by) as now:
        return Attendance.objects.create(
            meeting=meeting,
            name=name_of(name, "Give the guest's name."),
            capacity=name_of(capacity, "") if capacity.strip() else "Guest",
            by=by,
            at=now,
        )


def uninvite(guest: Attendance, *, by: User) -> None:
    """Take a guest off the list who was put there by mistake."""
    with held(guest.meeting, Act.ATTEND, by):
        if guest.user_id:
            raise RefusedError(f"{guest.name} sits on the board. Say that they sent apologies.")
        guest.delete()


def attend(one: Attendance, status: str, *, by: User) -> Attendance:
    """Say whether somebody comes or came; what was said last counts until minutes are agreed."""
    if status not in Attendance.Status.values:
        raise RefusedError(f"“{status}” says nothing about attendance. Choose one of the list.")
    with held(one.meeting, Act.ATTEND, by) as now:
        one.status, one.by, one.at = status, by, now
        one.save(update_fields=["status", "by", "at"])
    return one
