"""What somebody's typing changes on a line, and whether a colleague was first.

A field that still says what its version said was not touched: it never takes the place of what a
colleague typed meanwhile.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indicators.ledger.models import Missing
from indicators.returns.models import Entry, Event, Grade
from indicators.returns.spans import is_cumulative
from indicators.returns.states import Verb

# What an officer types on a line. All of it is kept as it was typed.
TYPED = (
    *("numerator", "denominator", "value", "so_far", "missing_reason", "expected_on"),
    *("explanation", "says", "why", "next", "grade", "grade_why", "revised_why"),
)
# What is chosen from a list, not typed.
CHOSEN = {"missing_reason": ("reason", Missing.values), "grade": ("grade", Grade.values)}
LONGEST = 4000  # characters of a text
Versions = Mapping[tuple[int, int], Mapping[str, Any]]


class RefusedError(Exception):
    """Something that cannot be done; the message is for the person who tried."""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What somebody typed on one line over the version that they had before them."""

    entry: int
    version: int
    fields: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Touched:
    """A line that somebody changed: what it says now, and the fields that would say otherwise."""

    entry: Entry
    version: int
    current: dict[str, Any]
    mine: dict[str, Any]

    @property
    def is_overtaken(self) -> bool:
        """Whether a colleague typed on the line after the version that was changed."""
        return self.version != self.entry.version


def touched(lines: Sequence[Entry], typed: Iterable[Typed]) -> Iterator[Touched]:
    """Of these lines, those that would say something else; one query.

    RefusedError for a line that is none of them, and for a choice that is not in its list.
    """
    entries = {entry.pk: entry for entry in lines}
    said = versions(lines)
    for one in typed:
        entry = entries.get(one.entry)
        if entry is None:
            raise RefusedError("A line is not of this section. Open the section again.")
        base = said.get((entry.pk, one.version)) or untouched(entry)
        mine = {name: text for name, text in _keepable(one.fields).items() if text != base[name]}
        current = fields_of(entry)
        if any(current[name] != text for name, text in mine.items()):
            yield Touched(entry=entry, version=one.version, current=current, mine=mine)


def fields_of(entry: Entry) -> dict[str, Any]:
    """Everything that is typed on a line."""
    return {name: getattr(entry, name) for name in TYPED}


def untouched(entry: Entry) -> dict[str, Any]:
    """What the line said before anybody typed on it."""
    return fields_of(Entry(so_far=is_cumulative(entry.period)))


def versions(entries: Iterable[Entry]) -> Versions:
    """What each version of each of these lines said; one query."""
    events = Event.objects.filter(verb=Verb.SAVE.value, entry__in=[one.pk for one in entries])
    return {
        (entry, version): now
        for entry, version, now in events.values_list("entry_id", "version", "now")
    }


def _keepable(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed as both databases can keep it; lines end alike, whatever browser sent them."""
    mine = {name: fields[name] for name in TYPED if name in fields}
    for name, text in mine.items():
        if isinstance(text, str):
            mine[name] = text.replace("\r\n", "\n").replace("\0", "")
    for name, (what, known) in CHOSEN.items():
        if mine.get(name) and mine[name] not in known:
            raise RefusedError(f"“{mine[name][:40]}” is no {what} of the list. Choose one there.")
    return mine
