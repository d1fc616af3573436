"""Who may do what at a board, in two voices: `can` and `acts` for pages, `check` for verbs."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from accounts.roles import Reader, Role, reader_of, roles_of
from improvement.boards.models import Board, Kind, Meeting, Seat
from improvement.boards.states import ALLOWED, FROM_ITS_DAY, Act, State, state_of
from indicators.periods.spoken import long_day
from indicators.refusal import RefusedError

Person = User | AnonymousUser
PREPARING = frozenset({Seat.Role.CHAIR.value, Seat.Role.CLERK.value})
WHO: dict[Act, frozenset[str]] = {
    **dict.fromkeys(Act, PREPARING),
    Act.ASK: frozenset(Seat.Role.values),
    Act.AGREE: frozenset({Seat.Role.CHAIR.value}),
}
READS: dict[Kind | None, tuple[Kind, ...]] = {
    None: (),
    Kind.PUBLIC: (Kind.PUBLIC,),
    Kind.COUNCIL: (Kind.COUNCIL, Kind.PUBLIC),
    Kind.EXEMPT: (Kind.EXEMPT, Kind.COUNCIL, Kind.PUBLIC),
}


def seat_of(user: Person, board: Board) -> Seat | None:
    """The person's place on a board today; none for those without a role. One query."""
    if not roles_of(user):
        return None
    return Seat.objects.filter(board=board, user=user.pk, ended_at=None).first()


def edition_for(user: Person, board: Board) -> Kind | None:
    """The fullest edition of a board's papers that this person may read; None for none of them.

    Where a meeting has no exempt edition, who might read it reads the council's.
    """
    return _edition(user, seat_of(user, board))


def editions_for(user: Person) -> dict[int, Kind]:
    """The same for every board, by its number, those without any left out. Two queries."""
    if not roles_of(user):
        return {}
    seats = {one.board_id: one for one in Seat.objects.filter(user=user.pk, ended_at=None)}
    numbers = Board.objects.order_by().values_list("pk", flat=True)
    found = {number: _edition(user, seats.get(number)) for number in numbers}
    return {number: kind for number, kind in found.items() if kind}


def sees_exempt(user: Person, board: Board) -> bool:
    """Whether this person sees what is exempt: items, remarks, what was recorded at them."""
    return edition_for(user, board) == Kind.EXEMPT


def acts(user: Person, meeting: Meeting) -> frozenset[Act]:
    """For templates: everything that this person may do to a meeting now."""
    part, state = _part(user, seat_of(user, meeting.board)), state_of(meeting)
    theirs = [act for act in Act if part in WHO[act]]
    return frozenset(act for act in theirs if _is_time(meeting, state, act))


def can(user: Person, meeting: Meeting, act: Act) -> bool:
    """Whether to offer it."""
    return act in acts(user, meeting)


def check(user: Person, meeting: Meeting, act: Act) -> None:
    """PermissionDenied where it is somebody else's act, RefusedError where it is not the time.

    Either has the sentence that the page shows.
    """
    check_part(user, meeting.board, act)
    state = state_of(meeting)
    if not _is_time(meeting, state, act):
        raise RefusedError(_not_now(meeting, state, act))


def check_part(user: Person, board: Board, act: Act) -> None:
    """Whose act it is, whatever the time; PermissionDenied with the sentence."""
    sentence = _not_theirs(_part(user, seat_of(user, board)), act)
    if sentence:
        raise PermissionDenied(f"{board}: {sentence}")


def can_call(user: Person, board: Board) -> bool:
    """Whether to offer to call a meeting."""
    return not board.is_retired and (
        Role.ADMINISTRATOR in roles_of(user) or _part(user, seat_of(user, board)) in PREPARING
    )


def check_call(user: Person, board: Board) -> None:
    """As `check`, for calling a meeting."""
    if board.is_retired:
        raise RefusedError(f"{board} is retired: its file is gone. Its meetings stay.")
    if not can_call(user, board):
        raise PermissionDenied(
            f"{board}: its chair, its clerk or an administrator calls a meeting."
        )


def check_seat(user: Person) -> None:
    """Whether this person may give and end seats: who sits somewhere reads more than others."""
    if isinstance(user, User) and user.is_service:
        return
    if Role.ADMINISTRATOR not in roles_of(user):
        raise PermissionDenied("An administrator says who sits on a board.")


def _edition(user: Person, seat: Seat | None) -> Kind | None:
    reader = reader_of(user)
    if reader == Reader.PARTNER:
        return Kind.PUBLIC if seat else None
    if reader != Reader.COUNCIL:
        return None
    return Kind.EXEMPT if seat and seat.sees_exempt else Kind.COUNCIL


def _part(user: Person, seat: Seat | None) -> str | None:
    """The part somebody plays; a partner is a member, as the narrower part is the safe one."""
    if seat is None:
        return None
    return Seat.Role.MEMBER.value if reader_of(user) == Reader.PARTNER else seat.role


def _not_theirs(part: str | None, act: Act) -> str:
    if part in WHO[act]:
        return ""
    if act == Act.AGREE:
        return "only the chair agrees the minutes."
    if act == Act.ASK:
        return "this is for those who sit on the board."
    return "this is for the chair and the clerk."


def _is_time(meeting: Meeting, state: State, act: Act) -> bool:
    if act in FROM_ITS_DAY and meeting.held_on > timezone.localdate():
        return False
    return act in ALLOWED[state]


def _not_now(meeting: Meeting, state: State, act: Act) -> str:
    """Why an act of theirs cannot be done in this state."""
    if state in (State.PLANNED, State.DESPATCHED) and act in FROM_ITS_DAY:
        day = long_day(meeting.held_on)
        if meeting.held_on > timezone.localdate():
            return f"The meeting is on {day}. What happens there is recorded from that day on."
    if state == State.PLANNED:
        return "The papers have not been despatched yet."
    if state == State.PAST:
        return (
            f"The meeting was on {long_day(meeting.held_on)}. Papers show what was known at "
            "despatch, so none can be made after its day. What happened there can be recorded."
        )
    if state == State.DESPATCHED:
        one = meeting.editions.defer("body").select_related("by").earliest("at")
        day = long_day(timezone.localdate(one.at))
        return f"{one.by} despatched the papers on {day}. They stay as they are."
    minutes = meeting.minutes
    day = long_day(timezone.localdate(minutes.at))
    return f"{minutes.by} agreed the minutes on {day}. They stay as they are."
