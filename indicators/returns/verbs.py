"""What people do to a section: save, correct, submit, take back, ask, answer, give back, sign.

Each asks `may` first, locks the section, leaves an event and a link in the audit chain of the
return, all in one transaction. A state changes in `_move` and nowhere else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from accounts.models import User
from indicators.catalogue.models import Series
from indicators.ledger import audit
from indicators.ledger import verbs as ledger
from indicators.ledger.models import TOTAL, Observation
from indicators.periods import Period
from indicators.returns import corrections, may
from indicators.returns.checking import blocking
from indicators.returns.lines import signed
from indicators.returns.models import Entry, Event, Return, Section
from indicators.returns.opening import correction
from indicators.returns.outcome import leave_words
from indicators.returns.spans import is_cumulative
from indicators.returns.states import State, Verb, leads_to
from indicators.returns.touching import TYPED as TYPED
from indicators.returns.touching import RefusedError as RefusedError
from indicators.returns.touching import Typed as Typed
from indicators.returns.touching import fields_of, touched


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A line that somebody else typed in the meantime: theirs stands, mine is offered again."""

    entry: Entry
    mine: Mapping[str, Any]


@dataclass
class Saved:
    """What saving did: the lines written, and those where somebody else was first."""

    written: list[Entry] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def save(section: Section, typed: Sequence[Typed], *, by: User) -> Saved:
    """Keep what was typed, right or wrong. A line typed by somebody else since is a conflict.

    A field that still says what its version said was not touched: it never takes the place of what
    a colleague typed meanwhile.
    """
    saved = Saved()
    with _held(section, Verb.SAVE, by) as now:
        for one in touched(_entries(section), typed):
            if one.is_overtaken:
                saved.conflicts.append(Conflict(entry=one.entry, mine=one.current | one.mine))
                continue
            _type(one.entry, one.current, one.mine, by=by, now=now)
            saved.written.append(one.entry)
    return saved


def add_correction(
    section: Section, series: Series, period: Period, breakdown: str = TOTAL, *, by: User
) -> Entry:
    """A further line for a published figure that is wrong, with what was published typed on it.

    RefusedError where nothing is published for it, or where the section has the line already.
    """
    with _held(section, Verb.SAVE, by) as now:
        seen = _published(section, series, period, breakdown)
        key = {"series": series, "breakdown": breakdown, **corrections.where(period)}
        if section.entries.filter(**key).exists():
            raise RefusedError(
                f"{series.indicator} {period.spoken}: the section has a line for it already."
            )
        entry = Entry.objects.create(
            section=section, seen=seen.revision, so_far=is_cumulative(period), **key
        )
        typed = corrections.as_published(seen)
        _type(entry, fields_of(entry), typed, by=by, now=now, also=[entry])
    return entry


def start_correction(entry: Entry, *, by: User) -> Return:
    """Correct a published figure, in a return of its own or in one for it that is still open."""
    section = entry.section
    sentence = may.refusal_to_correct(may.part_in(by, section.of.team), section)
    if sentence:
        raise PermissionDenied(sentence)
    about = (entry.series, entry.period, entry.breakdown)
    with transaction.atomic():
        # One at a time: two officers who start at once go on in the same correction.
        Return.objects.select_for_update(of=("self",)).get(pk=section.of_id)
        seen = _published(section, *about)
        into = corrections.begun(entry)
        if into is None:
            today = timezone.localdate()
            made = correction([seen], team=section.of.team, area=seen.area, today=today, by=by)
            _repeat(made.sections.get(), seen, by=by)
            return made
        key = {"series": entry.series, "breakdown": entry.breakdown}
        if not into.entries.filter(**key, **corrections.where(entry.period)).exists():
            add_correction(into, *about, by=by)
    return into.of


def _published(section: Section, series: Series, period: Period, breakdown: str) -> Observation:
    """The figure to correct; RefusedError where the section cannot have it."""
    seen = corrections.published_figure(section.of.area, series, period, breakdown)
    if seen is None or series.indicator.theme_id != section.theme_id:
        what = f"{series.indicator} {period.spoken}"
        raise RefusedError(f"{what}: nothing is published that could be corrected here.")
    return seen


def _repeat(section: Section, seen: Observation, *, by: User) -> None:
    """Type what is published on the one line of a new correction."""
    with _held(section, Verb.SAVE, by) as now:
        entry = section.entries.get()
        _type(entry, fields_of(entry), corrections.as_published(seen), by=by, now=now)


def submit(section: Section, *, by: User) -> None:
    """Hand the section to the approver. RefusedError while a line stops it."""
    with _held(section, Verb.SUBMIT, by) as now:
        faults = blocking(section)
        if faults:
            raise RefusedError(" ".join(faults))
        _move(section, Verb.SUBMIT, by=by, now=now)


def take_back(section: Section, *, by: User) -> None:
    """Make a submitted section writable again, before anybody has signed it."""
    with _held(section, Verb.TAKE_BACK, by) as now:
        _move(section, Verb.TAKE_BACK, by=by, now=now)


def ask(entry: Entry, words: str, *, by: User) -> Event:
    """Put a question to the officers about one line."""
    return _speak(entry, Verb.ASK, words, by)


def answer(entry: Entry, words: str, *, by: User) -> Event:
    """Answer the approver's question about one line."""
    return _speak(entry, Verb.ANSWER, words, by)


def give_back(section: Section, why: str, *, by: User) -> None:
    """Hand the section back to the officers, with what they are to mend."""
    words = _words(why, "Say what is to be mended.")
    with _held(section, Verb.GIVE_BACK, by) as now:
        _move(section, Verb.GIVE_BACK, by=by, now=now, words=words)


def sign(section: Section, *, by: User) -> int:
    """Publish the section's figures, with what was said about them, in one transaction.

    Returns how many figures. RefusedError where the person typed one of them, or where one has
    been published by somebody else since.
    """
    with _held(section, Verb.SIGN, by) as now:
        entries = _entries(section)
        own = may.typed_oneself(by, entries)
        if own:
            raise RefusedError(_cannot_sign(section, own))
        faults = blocking(section)
        if faults:
            raise RefusedError(" ".join(faults))
        figures = signed(section, entries, on=timezone.localdate(now))
        try:
            written = ledger.publish(figures, by=by, chain=section.of.chain)
        except ledger.RefusedError as refusal:
            raise RefusedError(str(refusal)) from None
        words = leave_words(section.of.area, entries, by=by, at=now)
        _move(section, Verb.SIGN, by=by, now=now, also=words)
    return len(written)


def _cannot_sign(section: Section, own: Sequence[Entry]) -> str:
    people = may.signatories(section)
    who = " or ".join(str(one) for one in people) or "nobody yet: add a deputy to the team"
    lines = ", ".join(str(entry.series.indicator) for entry in own[:3])
    more = f" and {len(own) - 3} more" if len(own) > 3 else ""
    return f"You typed {lines}{more}, so somebody else has to sign. Who can: {who}."


@contextmanager
def _held(section: Section, verb: Verb, by: User) -> Iterator[datetime]:
    """The section as it stands now, locked until the end, if this person may do this to it."""
    with transaction.atomic():
        found = Section.objects.select_for_update(of=("self",)).get(pk=section.pk)
        section.state = found.state
        may.check(by, section, verb)
        yield timezone.now()


def _entries(section: Section) -> list[Entry]:
    return list(section.entries.select_related("series__indicator"))


def _type(
    entry: Entry,
    current: Mapping[str, Any],
    mine: Mapping[str, Any],
    *,
    by: User,
    now: datetime,
    also: Sequence[Model] = (),
) -> None:
    for name, text in mine.items():
        setattr(entry, name, text)
    entry.version += 1
    entry.typed_by, entry.typed_at = by, now
    entry.save(update_fields=[*mine, "version", "typed_by", "typed_at"])
    _leave(entry.section, Verb.SAVE, by=by, now=now, entry=entry, was=current, also=also)


def _speak(entry: Entry, verb: Verb, words: str, by: User) -> Event:
    text = _words(words, "Write the question." if verb is Verb.ASK else "Write the answer.")
    with _held(entry.section, verb, by) as now:
        return _leave(entry.section, verb, by=by, now=now, entry=entry, words=text)


def _words(text: str, otherwise: str) -> str:
    if not text.strip():
        raise RefusedError(otherwise)
    return text.strip()


def _move(
    section: Section,
    verb: Verb,
    *,
    by: User,
    now: datetime,
    words: str = "",
    also: Sequence[Model] = (),
) -> None:
    state = leads_to(State(section.state), verb)
    if state is None:
        raise RefusedError(may.HINDERED[State(section.state)])
    section.state = state.value
    section.save(update_fields=["state"])
    _leave(section, verb, by=by, now=now, words=words, also=also)


def _leave(
    section: Section,
    verb: Verb,
    *,
    by: User,
    now: datetime,
    entry: Entry | None = None,
    was: Mapping[str, Any] | None = None,
    words: str = "",
    also: Sequence[Model] = (),
) -> Event:
    """The event, and the link that vouches for it and for what else was written with it."""
    after: dict[str, Any] = {"words": words} if words else {}
    if entry and verb is Verb.SAVE:
        after = fields_of(entry)
    event = Event(
        section=section,
        entry=entry,
        version=entry.version if entry else 0,
        at=now,
        by=by,
        verb=verb.value,
        was=dict(was or {}),
        now=after,
    )
    # The plain query set is the one way past the closed manager.
    event = QuerySet[Event](Event).bulk_create([event])[0]
    audit.append(section.of.chain, verb=verb.value, by=by, rows=[event, *also])
    return event


def words_of(events: Iterable[Event]) -> list[Event]:
    """The questions and answers among them, oldest first."""
    return [one for one in events if one.verb in (Verb.ASK.value, Verb.ANSWER.value)]
