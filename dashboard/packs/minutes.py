"""The minutes of one meeting as they are shown and printed, from the text that was frozen.

`loads` reads `improvement.boards.minuting.draft`, as canonical JSON, without the database.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter

from dashboard.packs.pack import Kind
from improvement.boards.minuting import without_exempt
from improvement.boards.models import Mark
from improvement.boards.models import Minutes as Agreed
from indicators.periods.spoken import long_day


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """Who was expected: `capacity` as whom ("Chair", "Guest"), `status` a word of Attendance."""

    name: str
    status: str
    capacity: str = ""


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What was said at an item."""

    text: str
    exempt: bool = False


@dataclass(frozen=True, kw_only=True)
class About:
    """The indicator that a question or a decision is about."""

    slug: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question, with its answers."""

    text: str
    asked_by: str
    indicator: About | None = None
    answers: tuple[str, ...] = ()
    exempt: bool = False


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A decision: what is to be done, by whom, by when."""

    wording: str
    owner: str
    due: date
    indicator: About | None = None
    exempt: bool = False


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A decision of an earlier meeting, as this one heard that it stands."""

    wording: str
    owner: str
    due: date
    decided_on: date
    status: str
    said: str = ""
    exempt: bool = False


@dataclass(frozen=True, kw_only=True)
class MinutesItem:
    """A place on the agenda and what became of it there; `hidden`: these readers see no more."""

    number: int
    title: str
    kind: str = ""
    exempt: bool = False
    hidden: bool = False
    notes: tuple[Noted, ...] = ()
    questions: tuple[Asked, ...] = ()
    decisions: tuple[Decided, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """The minutes of a meeting, with the exempt part only where `kind` is "exempt".

    `agreed_by` is "" while nobody agreed them; `at` is when that was done, or the draft was read;
    `papers` the digest of each edition that the meeting had before it.
    """

    kind: Kind
    area: str
    notice: str = ""
    board: str
    held_on: date
    place: str = ""
    starts_at: str = ""
    attendance: tuple[Attendee, ...] = ()
    actions: tuple[Marked, ...] = ()
    items: tuple[MinutesItem, ...] = ()
    papers: dict[str, str]
    agreed_by: str = ""
    at: datetime

    @property
    def title(self) -> str:
        return f"Minutes: {self.board}, {long_day(self.held_on)}"

    def who(self, status: str) -> tuple[Attendee, ...]:
        """Those who were present, sent apologies, were absent or only expected."""
        return tuple(one for one in self.attendance if one.status == status)


_ADAPTER = TypeAdapter(Minutes)


def loads(body: str, kind: str, *, at: datetime, agreed_by: str = "", notice: str = "") -> Minutes:
    """Minutes as they were frozen; but for the kind "exempt", without what is exempt."""
    whole = json.loads(body)
    said = whole if kind == "exempt" else without_exempt(whole)
    actions = [{**one, "status": Mark.Status(one["status"]).label} for one in said["actions"]]
    more: dict[str, Any] = {"at": at, "agreed_by": agreed_by, "notice": notice}
    return _ADAPTER.validate_python(
        {**said, **said["meeting"], "kind": kind, "actions": actions, **more}
    )


def minutes_of(agreed: Agreed, kind: str) -> Minutes:
    """Minutes that the chair has agreed, for those who may see this kind."""
    notice = agreed.meeting.area.notice
    return loads(agreed.body, kind, at=agreed.at, agreed_by=str(agreed.by), notice=notice)
