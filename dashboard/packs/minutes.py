"""The minutes of one meeting: what was said and decided, in finished words.

Like a pack they are frozen as JSON (`dumps`) and read again (`loads`) without the database, and a
later version may only add fields that have a default.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from pydantic import TypeAdapter

from dashboard.packs.pack import Brought


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """Who was there, or was not; `capacity` as whom ("Chair", "Head of care leavers")."""

    name: str
    capacity: str = ""


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What was said at an item."""

    text: str
    exempt: bool = False


@dataclass(frozen=True, kw_only=True)
class Answered:
    """An answer, at the meeting or after it."""

    text: str
    by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question, and its answers so far; `indicator` a name or ""."""

    text: str
    by: str
    indicator: str = ""
    answers: tuple[Answered, ...] = ()
    exempt: bool = False


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A decision: what is to be done, by whom, by when; `indicator` a name or ""."""

    wording: str
    owner: str
    due: date
    indicator: str = ""
    exempt: bool = False


@dataclass(frozen=True, kw_only=True)
class MinutesItem:
    """A place on the agenda and what became of it there."""

    number: int
    title: str
    exempt: bool = False
    notes: tuple[Noted, ...] = ()
    questions: tuple[Asked, ...] = ()
    decisions: tuple[Decided, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """The minutes of a meeting; not agreed yet while `agreed_by` is "".

    `written_at` is when they were last written, or agreed. `brought` are the actions of earlier
    meetings as they stood at the end of this one.
    """

    version: int = 1
    council: str
    area: str
    notice: str = ""
    board: str
    held_on: date
    place: str = ""
    starts_at: str = ""
    written_at: datetime
    present: tuple[Attendee, ...] = ()
    apologies: tuple[Attendee, ...] = ()
    absent: tuple[Attendee, ...] = ()
    brought: tuple[Brought, ...] = ()
    items: tuple[MinutesItem, ...] = ()
    agreed_by: str = ""
    agreed_on: date | None = None
    is_open_part: bool = False

    @property
    def title(self) -> str:
        return f"Minutes: {self.board}, {self.held_on.day} {self.held_on:%B %Y}"

    def open_part(self) -> "Minutes":
        """The same without anything exempt; an exempt item keeps its place and title."""
        return replace(self, items=tuple(_opened(one) for one in self.items), is_open_part=True)


def _opened(item: MinutesItem) -> MinutesItem:
    if item.exempt:
        return replace(item, notes=(), questions=(), decisions=())
    return replace(
        item,
        notes=tuple(one for one in item.notes if not one.exempt),
        questions=tuple(one for one in item.questions if not one.exempt),
        decisions=tuple(one for one in item.decisions if not one.exempt),
    )


_ADAPTER = TypeAdapter(Minutes)


def dumps(minutes: Minutes) -> str:
    """Canonical JSON: the same minutes always give the same text."""
    return _ADAPTER.dump_json(minutes).decode()


def loads(body: str) -> Minutes:
    """The minutes as they were frozen."""
    return _ADAPTER.validate_json(body)
