"""Which board and which meeting an address names, and who reads about it."""

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from dashboard.errors import NotHereError
from improvement.boards import may, queries
from improvement.boards.models import Board, Kind, Meeting, Seat
from improvement.boards.states import State, state_of
from indicators.areas.lookup import find
from indicators.areas.models import Area
from indicators.periods.spoken import long_day

NOT_SEATED = "its pages are for those who sit on it. An administrator says who does."


@dataclass(frozen=True, kw_only=True)
class AtBoard:
    """A board and its reader: their seat, if any, and the fullest edition that they may read."""

    user: User
    area: Area
    board: Board
    seat: Seat | None
    kind: Kind

    @property
    def sees_exempt(self) -> bool:
        return self.kind == Kind.EXEMPT

    @property
    def prepares(self) -> bool:
        """Whether the reader is its chair or its clerk, whatever may be done now."""
        return (
            self.kind == Kind.EXEMPT and self.seat is not None and self.seat.role in may.PREPARING
        )

    @property
    def reads(self) -> tuple[Kind, ...]:
        """The editions that are theirs to read, the fullest first."""
        return may.READS[self.kind]


@dataclass(frozen=True, kw_only=True)
class AtMeeting(AtBoard):
    """A meeting of it, where it stands, and what this reader may do to it now."""

    meeting: Meeting
    state: State
    acts: frozenset[str]

    @property
    def address(self) -> str:
        return address_of(self.meeting)

    @property
    def context(self) -> dict[str, object]:
        """What every page of the meeting gives its template."""
        return {
            "here": self,
            "board": self.board,
            "meeting": self.meeting,
            "state": self.state.value,
            "acts": self.acts,
        }


def at_board(request: HttpRequest, slug: str) -> AtBoard:
    """Raises NotHereError with the nearest boards, or PermissionDenied for a partner elsewhere."""
    user = cast(User, request.user)  # strangers are sent to sign in before
    board = Board.objects.filter(slug=slug).first()
    if board is None:
        raise NotHereError(f"There is no board “{slug}”.", _like(slug, may.editions_for(user)))
    kind = may.edition_for(user, board)
    if kind is None:
        raise PermissionDenied(f"{board}: {NOT_SEATED}")
    return AtBoard(
        user=user, area=own_area(), board=board, seat=may.seat_of(user, board), kind=kind
    )


def at_meeting(request: HttpRequest, slug: str, day: str) -> AtMeeting:
    """The same for a meeting; NotHereError names those that there are."""
    here = at_board(request, slug)
    held_on = _day(here, day)
    found = queries.meeting_on(here.board, here.area, held_on)
    if found is None:
        raise NotHereError(f"{here.board} has no meeting on {long_day(held_on)}.", _days(here))
    return AtMeeting(
        user=here.user,
        area=here.area,
        board=here.board,
        seat=here.seat,
        kind=here.kind,
        meeting=found,
        state=state_of(found),
        acts=frozenset(act.value for act in may.acts(here.user, found)),
    )


def own_area() -> Area:
    """Boards meet about the council's own area."""
    return find(settings.SIGHTLINE_AREA)


def address_of(meeting: Meeting, page: str = "meeting") -> str:
    """Of one of a meeting's pages."""
    return reverse(page, args=[meeting.board.slug, meeting.held_on.isoformat()])


def _day(here: AtBoard, text: str) -> date:
    try:
        if len(text) != len("2026-11-26"):  # other ways of ISO 8601 would be a second address
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise NotHereError(
            f"“{text}” is not a date. Write the day of the meeting like 2026-11-26.",
            _days(here),
        ) from None


def _days(here: AtBoard) -> list[tuple[str, str]]:
    named = [
        (f"The meeting on {long_day(one.held_on)}", address_of(one))
        for one in queries.meetings(here.board, here.area)
    ]
    return [*named, (str(here.board), reverse("board", args=[here.board.slug]))]


def _like(slug: str, reads: dict[int, Kind]) -> list[tuple[str, str]]:
    """The boards whose addresses are nearest, else all of them; only those that may be read."""
    names = {one.slug: one.name for one in queries.boards() if one.pk in reads}
    near = get_close_matches(slug, names, n=3, cutoff=0.4) or list(names)
    return [(names[one], reverse("board", args=[one])) for one in near]
