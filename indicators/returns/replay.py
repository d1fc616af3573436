"""What the events of a return make of it, held against what its rows say now.

Sections and entries may change, so no digest covers what is in them: their events say it instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from indicators.ledger.verification import CHUNK, Fault
from indicators.returns.models import Entry, Event, Section
from indicators.returns.spans import is_cumulative
from indicators.returns.states import State, Verb, leads_to
from indicators.returns.verbs import TYPED

SECTIONS, ENTRIES = Section._meta.db_table, Entry._meta.db_table
EVENTS = Event._meta.db_table


@dataclass
class Line:
    """What was typed on one entry last."""

    now: dict[str, Any]
    version: int = 0
    by: int | None = None
    at: datetime | None = None


@dataclass
class Replayed:
    """Where the events lead: the state of each section, and what each entry says."""

    states: dict[int, State] = field(default_factory=dict)
    lines: dict[int, Line] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def replayed() -> Replayed:
    """Everything that happened, done again from the beginning."""
    done = Replayed()
    for event in Event.objects.order_by("pk").iterator(CHUNK):
        _move(done, event)
        if event.verb == Verb.SAVE and event.entry_id:
            _type(done, event.entry_id, event)
    return done


def faults() -> Iterator[Fault]:
    """The sections and entries that say something else than their events."""
    done = replayed()
    yield from done.faults
    for number, state in Section.objects.values_list("pk", "state"):
        if state != done.states.get(number, State.OPEN):
            yield Fault(SECTIONS, number, f"is {state}, and its events lead elsewhere")
    for entry in Entry.objects.order_by("pk").iterator(CHUNK):
        line = done.lines.get(entry.pk) or Line(_untyped(entry))
        if _line(entry) != line:
            yield Fault(ENTRIES, entry.pk, "says something else than what was typed last")


def _move(done: Replayed, event: Event) -> None:
    state = done.states.get(event.section_id, State.OPEN)
    after = leads_to(state, Verb(event.verb)) if event.verb in list(Verb) else None
    if after is None:
        done.faults.append(Fault(EVENTS, event.pk, f"cannot follow: the section was {state}"))
    done.states[event.section_id] = after or state


def _type(done: Replayed, entry: int, event: Event) -> None:
    before = done.lines.get(entry)
    if before and (event.was != before.now or event.version != before.version + 1):
        done.faults.append(Fault(EVENTS, event.pk, "does not follow what was typed before"))
    done.lines[entry] = Line(event.now, event.version, event.by_id, event.at)


def _line(entry: Entry) -> Line:
    return Line(
        {name: getattr(entry, name) for name in TYPED},
        entry.version,
        entry.typed_by_id,
        entry.typed_at,
    )


def _untyped(entry: Entry) -> dict[str, Any]:
    blank = Entry(so_far=is_cumulative(entry.period))
    return {name: getattr(blank, name) for name in TYPED}
