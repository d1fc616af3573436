"""Who reads the pages of returns."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import User
from accounts.roles import Reader, Role, reader_of, roles_of
from indicators.returns.may import part_in
from indicators.returns.models import Return
from indicators.returns.states import Part

NOT_THEIRS = "Returns are for the council's own people: they hold figures that nobody has signed."


def council_reader(request: HttpRequest, otherwise: str = NOT_THEIRS) -> User:
    """The reader, or PermissionDenied with the sentence: a partner has no part in this."""
    user = request.user
    if not isinstance(user, User) or reader_of(user) != Reader.COUNCIL:
        raise PermissionDenied(otherwise)
    return user


def part_and_reading(user: User, of: Return) -> tuple[Part | None, bool]:
    """The part somebody plays in a return, and whether its drafts are theirs to read.

    They are for the team and for administrators; others see how far it is.
    """
    part = part_in(user, of.team)
    return part, part is not None or Role.ADMINISTRATOR in roles_of(user)
