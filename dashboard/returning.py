"""A return as its pages meet it: whose it is, who may read it, and acts that may be refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role, reader_of, roles_of
from dashboard.errors import NotHereError
from dashboard.standpoint import Standpoint
from indicators.returns import may
from indicators.returns.models import Return
from indicators.returns.states import Part
from indicators.returns.verbs import RefusedError

BUSY = "The database is busy. Nothing was changed: try again in a moment."


@dataclass(frozen=True)
class Mine:
    """A return and its reader's part in it: None for an administrator, who only looks."""

    of: Return
    user: User
    part: Part | None

    @property
    def context(self) -> dict[str, object]:
        """What every page of the return gives its template."""
        stand = Standpoint(area=self.of.area, as_of=None, reader=reader_of(self.user))
        return {"return": self.of, "standpoint": stand, "part": self.part}


def my_return(request: HttpRequest, pk: int) -> Mine:
    """The return, for its team and administrators: what is not signed yet is nobody else's to read.

    Raises NotHereError or PermissionDenied, in words.
    """
    of = Return.objects.select_related("area", "team").filter(pk=pk).first()
    if of is None:
        raise NotHereError("There is no such return.", [("The overview", reverse("overview"))])
    user = cast(User, request.user)  # strangers are sent to sign in before
    part = may.part_in(user, of.team)
    if part is None and Role.ADMINISTRATOR not in roles_of(user):
        raise PermissionDenied(
            f"This return is for the officers and approvers of the team {of.team}. "
            "Its figures can be read when they are signed."
        )
    return Mine(of, user, part)


def refused(act: Callable[[], object]) -> str:
    """Do something to a return; why it was refused, as a sentence, or empty where it is done."""
    try:
        act()
    except (RefusedError, PermissionDenied) as refusal:
        return str(refusal)
    except OperationalError:
        return BUSY
    return ""
