"""What somebody posted to a meeting's page, and why it was not taken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import OperationalError
from django.db.models import QuerySet
from django.http import HttpRequest

from dashboard.boards.access import AtMeeting
from dashboard.boards.forms import BoardForm
from dashboard.errors import NotHereError
from dashboard.returning import BUSY
from indicators.refusal import RefusedError

M = TypeVar("M")


@dataclass(frozen=True)
class Done:
    """What to say, and where on the page it shows; `address` where the meeting has moved."""

    sentence: str
    anchor: str = ""
    query: str = ""
    address: str = ""


@dataclass(frozen=True)
class Kept:
    """What was refused, with everything typed: `about` is the number of what it is about.

    `form` is one with fields that say themselves what is wrong.
    """

    act: str
    about: int
    why: str
    words: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    form: BoardForm | None = None


class UnfitError(Exception):
    """A form that cannot be taken as it is; its fields say why."""

    def __init__(self, form: BoardForm) -> None:
        super().__init__("There is a problem")
        self.form = form


Act = Callable[[HttpRequest, AtMeeting], Done]


def attempt(act: Act, request: HttpRequest, here: AtMeeting) -> Done | Kept:
    """Do it, or keep what was typed with the reason. PermissionDenied goes on to its own page."""
    try:
        return act(request, here)
    except UnfitError as unfit:
        return _kept(request, "", unfit.form)
    except RefusedError as refusal:
        return _kept(request, str(refusal))
    except OperationalError:
        return _kept(request, BUSY)


def about(request: HttpRequest, rows: "QuerySet[M]", what: str) -> M:  # type: ignore[type-var]
    """The row that a form names; NotHereError where it is none of these."""
    number = request.POST.get("about", "")
    found = rows.filter(pk=number).first() if _is_number(number) else None
    if found is None:
        raise NotHereError(f"There is no such {what} at this meeting.")
    return found


def _kept(request: HttpRequest, why: str, form: BoardForm | None = None) -> Kept:
    number = request.POST.get("about", "")
    return Kept(
        act=request.POST.get("act", ""),
        about=int(number) if _is_number(number) else 0,
        why=why,
        words=request.POST.get("words", ""),
        typed={name: str(value) for name, value in request.POST.items()},
        form=form,
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
