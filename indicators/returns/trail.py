"""Everything that happened to a return, told in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from indicators.ledger.models import Missing
from indicators.ledger.verification import verify_chain
from indicators.returns.models import Event, Grade, Return
from indicators.returns.spans import has_both

# How the fields of a line are called, in the order in which they are told.
FIELDS: Mapping[str, str] = {
    "numerator": "Numerator",
    "denominator": "Denominator",
    "value": "Value",
    "so_far": "Counted for",
    "missing_reason": "Reason for no figure",
    "expected_on": "Expected on",
    "explanation": "Explanation",
    "says": "What it says",
    "why": "Why",
    "next": "What comes next",
    "grade": "Grade",
    "grade_why": "Reason for the grade",
    "revised_why": "Why it is corrected",
}
NOTHING = "nothing"
WORDS: Mapping[str, Mapping[Any, str]] = {
    "so_far": {True: "the year so far", False: "the quarter alone"},
    "missing_reason": dict(Missing.choices),
    "grade": dict(Grade.choices),
}


@dataclass(frozen=True)
class Change:
    """One field of a line before and after, as a person reads it."""

    field: str
    was: str
    now: str


@dataclass(frozen=True)
class Told:
    """One event: what was done (`event`, with who and when), and what it changed."""

    event: Event
    changes: tuple[Change, ...]

    @property
    def about(self) -> str:
        """The line, or the whole section."""
        entry = self.event.entry
        if entry is None:
            return str(self.event.section.theme)
        part = "" if entry.breakdown == "total" else f", {entry.breakdown}"
        return f"{entry.series.indicator}, {entry.period}{part}"

    @property
    def words(self) -> str:
        return str(self.event.now.get("words", ""))


def events_of(of: Return) -> Iterable[Event]:
    """Oldest first, with all that `told` needs; one query."""
    return Event.objects.filter(section__of=of).select_related(
        "by", "section__theme", "entry__series__indicator"
    )


def told(events: Iterable[Event]) -> list[Told]:
    """In the order given."""
    return [Told(event, tuple(_changes(event))) for event in events]


def _changes(event: Event) -> Iterator[Change]:
    if event.entry is None or not event.was:
        return
    for name, label in FIELDS.items():
        was, now = event.was.get(name), event.now.get(name)
        if was != now and (name != "so_far" or has_both(event.entry.period)):
            yield Change(label, _said(name, was), _said(name, now))


def _said(name: str, value: Any) -> str:
    said = WORDS.get(name, {}).get(value, value)
    return f"{said}" if said not in ("", None) else NOTHING


def chain_faults(of: Return) -> list[str]:
    """Where the audit chain of a return breaks, a sentence each."""
    return [str(fault) for fault in verify_chain(of.chain)]
