"""The demonstration users' seats, so that a meeting can be tried out. Never in production."""

from collections.abc import Mapping

from accounts.models import User
from accounts.roles import roles_of
from accounts.service import loader
from improvement.boards.models import Seat
from improvement.boards.queries import boards
from improvement.boards.verbs import give_seat

SEATS: Mapping[str, str] = {
    "chair": Seat.Role.CHAIR,
    "clerk": Seat.Role.CLERK,
    "viewer": Seat.Role.MEMBER,
}


def seat() -> None:
    """Seat them on boards where they never sat; what an administrator changed stays."""
    users = User.objects.filter(is_demonstration=True, is_active=True, username__in=SEATS)
    people = {user.username: user for user in users if roles_of(user)}
    for board in boards():
        been = {one.user_id for one in board.seats.all()}
        has_chair = board.seats.filter(ended_at=None, role=Seat.Role.CHAIR).exists()
        for name, role in SEATS.items():
            taken = role == Seat.Role.CHAIR and has_chair
            if name in people and people[name].pk not in been and not taken:
                give_seat(board, people[name], role=role, by=loader())
