"""Lines that two people typed at once: both are shown, and the second person chooses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from dashboard.returns import words
from dashboard.returns.typed import KINDS, Posted, name_of
from indicators.returns.models import Entry
from indicators.returns.verbs import Conflict, Typed

KINDS_TYPED = {False: "this quarter alone", True: "the year so far"}


@dataclass(frozen=True)
class Difference:
    """A field that the two typed differently, as a reader sees it."""

    label: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Shown:
    """One line to decide on; `hidden` carries mine until it is decided."""

    entry: Entry
    differences: Sequence[Difference]
    hidden: Sequence[tuple[str, str]]
    choice: str = ""

    @property
    def id(self) -> str:
        return name_of(self.entry, "choice")


@dataclass(frozen=True)
class Chosen:
    """What was decided: mine to be typed over theirs, and the lines where nothing was chosen."""

    mine: Sequence[Typed]
    undecided: Sequence[Conflict]


def shown(conflicts: Sequence[Conflict], post: Mapping[str, str]) -> list[Shown]:
    """For the page, with what has been chosen so far."""
    return [_shown(one, post.get(name_of(one.entry, "choice"), "")) for one in conflicts]


def _shown(one: Conflict, choice: str) -> Shown:
    theirs = {name: getattr(one.entry, name) for name in one.mine}
    differences = [
        Difference(words.LABELS[name], said(name, theirs[name]), said(name, mine))
        for name, mine in one.mine.items()
        if mine != theirs[name]
    ]
    hidden = [(name_of(one.entry, "version"), str(one.entry.version))]
    for name, mine in one.mine.items():
        hidden.append((name_of(one.entry, name), _posted(name, mine)))
    return Shown(one.entry, differences, hidden, choice)


def said(name: str, value: object) -> str:
    """A field's value in words; "nothing" where it is empty."""
    if name == "so_far":
        return KINDS_TYPED[bool(value)]
    if name == "missing_reason" and value:
        return words.reason(str(value))
    return str(value) or "nothing"


def _posted(name: str, value: object) -> str:
    if name == "so_far":
        return next(text for text, so_far in KINDS.items() if so_far == value)
    return str(value)


def chosen(post: QueryDict, entries: Sequence[Entry], posted: Posted) -> Chosen:
    """Read the choices; where one is missing nothing is decided yet."""
    lines = {entry.pk: entry for entry in entries}
    choice = {one.entry: post.get(name_of(lines[one.entry], "choice"), "") for one in posted.typed}
    if all(text in ("mine", "theirs") for text in choice.values()):
        return Chosen([one for one in posted.typed if choice[one.entry] == "mine"], [])
    undecided = [Conflict(entry=lines[one.entry], mine=one.fields) for one in posted.typed]
    return Chosen([], undecided)
