"""A return as its page shows it: every section with its lines, its progress and what to do next."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from dashboard.returns import words
from dashboard.returns.progress import Progress, is_filled, progress
from dashboard.returns.sheet import EARLIER_SHOWN, Line, anchor
from dashboard.returns.typed import Fault, Offered, Posted
from indicators.returns import may
from indicators.returns.checking import Checked, checked
from indicators.returns.checks.situation import Situation
from indicators.returns.denominators import Shared, shared
from indicators.returns.models import Commentary, Entry, Event, Published, Quality, Return, Section
from indicators.returns.states import Part, State, Verb
from indicators.returns.talk import Thread, sort
from indicators.returns.verbs import TYPED, Conflict

FILTERS = {"all": "All lines", "empty": "Empty", "findings": "With something to mend or explain"}


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What somebody tried with a section and what stood in the way; everything typed is in it.

    `sentence` is about the whole section; `refused` is why it could not be submitted.
    """

    section: int
    posted: Posted = field(default_factory=Posted)
    sentence: str = ""
    refused: str = ""
    conflicts: Sequence[Conflict] = ()


@dataclass(frozen=True)
class Block:
    """Lines that follow each other in one table; `shared` is a denominator typed above them."""

    lines: Sequence[Line]
    shared: Shared | None = None
    text: str = ""

    @property
    def id(self) -> str:
        return f"shared-{self.shared.key}" if self.shared else ""

    @property
    def hidden(self) -> Sequence[tuple[str, int]]:
        """Versions of lines that share the denominator and are not shown by the filter."""
        shown = {line.entry.pk for line in self.lines}
        every = self.shared.entries if self.shared else ()
        return [(f"e{one.pk}-version", one.version) for one in every if one.pk not in shown]

    @property
    def faults(self) -> Sequence[str]:
        """What is found about the denominator, once."""
        found = (one for line in self.lines for one in line.findings if one.field == "denominator")
        return list(dict.fromkeys(one.says for one in found))


@dataclass(frozen=True, kw_only=True)
class View:
    """A section for one reader. `reads`: whether its lines are theirs to read."""

    checked: Checked
    progress: Progress
    reads: bool
    writes: bool
    takes_back: bool
    corrects: bool
    blocks: Sequence[Block]
    corrections: Sequence[Line]
    talks: Sequence[tuple[Line, Thread]]
    answers: bool
    left_out: int
    attempt: Attempt | None
    moves: Mapping[str, Event]

    @property
    def section(self) -> Section:
        return self.checked.section

    @property
    def id(self) -> str:
        return f"section-{self.section.theme.slug}"

    @property
    def tag(self) -> str:
        """Of the messages that are said here."""
        return f"at-{self.section.pk}"

    @property
    def state(self) -> str:
        return words.STATES[State(self.section.state)]

    @property
    def lines(self) -> list[Line]:
        return [*(line for block in self.blocks for line in block.lines), *self.corrections]

    @property
    def unsaved(self) -> Sequence[tuple[str, str]]:
        """What was typed here and cannot be saved any more, with its line and field."""
        return [] if self.writes else self._typed_and_not_saved()

    @property
    def kept_back(self) -> Sequence[tuple[str, str]]:
        """What could not be kept while other lines wait for a choice."""
        faulty = self.attempt.posted.kept_back() if self.attempt else Posted()
        return self._typed_and_not_saved(faulty)

    def _typed_and_not_saved(self, posted: Posted | None = None) -> list[tuple[str, str]]:
        if posted is None:
            posted = self.attempt.posted if self.attempt else Posted()
        return [
            (f"{line.name}, {words.LABELS[name].lower()}", text)
            for line in self.lines
            for name, text in posted.texts.get(line.entry.pk, {}).items()
            if text and name != "so_far" and text != getattr(line.entry, name)
        ]

    @property
    def typed_last(self) -> Entry | None:
        typed = [one.line.entry for one in self.checked.situations if one.line.entry.typed_at]
        return max(typed, key=lambda one: (one.typed_at, one.pk), default=None)

    @property
    def submitted(self) -> Event | None:
        return self.moves.get(Verb.SUBMIT.value)

    @property
    def signed(self) -> Event | None:
        return self.moves.get(Verb.SIGN.value)

    @property
    def given_back(self) -> Event | None:
        returned = self.section.state == State.RETURNED
        return self.moves.get(Verb.GIVE_BACK.value) if returned else None

    @property
    def summary(self) -> Sequence[Fault]:
        """For the top of the page: what stands in the way, each with its field's id."""
        if self.attempt is None:
            return []
        found = [Fault("", self.attempt.sentence)] if self.attempt.sentence else []
        found += self.attempt.posted.faults
        if self.attempt.refused:
            stopping = [
                Fault(anchor(line, one), f"{line.name}: {one.says}")
                for line in self.lines
                for one in line.findings
                if one.stops
            ]
            found += stopping or [Fault("", self.attempt.refused)]
        return found


@dataclass(frozen=True)
class Desk:
    """Everything that the sections of one return are shown from, for one reader, on one day."""

    of: Return
    part: Part | None
    reads_drafts: bool
    today: date
    offered: Offered
    moves: Mapping[int, Mapping[str, Event]]
    threads: Mapping[int, Thread]

    def view(self, one: Checked, attempt: Attempt | None, show: str = "all") -> View:
        section = one.section
        published = section.state == State.PUBLISHED
        reads = published or self.reads_drafts
        writes = may.can(self.part, section, Verb.SAVE)
        lines = _lines(one, attempt, self.offered, writes) if reads else []
        shown = [line for line in lines if _is_shown(line, show)]
        return View(
            checked=one,
            progress=progress([one]),
            reads=reads,
            writes=writes,
            takes_back=may.can(self.part, section, Verb.TAKE_BACK),
            corrects=not may.refusal_to_correct(self.part, section),
            blocks=_blocks(shown, one, attempt),
            corrections=[line for line in shown if line.entry.seen],
            talks=[
                (line, self.threads[line.entry.pk])
                for line in lines
                if line.entry.pk in self.threads and self.part is not None
            ],
            answers=may.can(self.part, section, Verb.ANSWER),
            left_out=len(lines) - len(shown),
            attempt=attempt,
            moves=self.moves.get(section.pk, {}),
        )


def desk(of: Return, part: Part | None, *, reads_drafts: bool, today: date) -> Desk:
    """Four queries."""
    events = list(
        Event.objects.filter(section__of=of).exclude(verb=Verb.SAVE.value).select_related("by")
    )
    moves: dict[int, dict[str, Event]] = defaultdict(dict)
    for one in events:
        moves[one.section_id][one.verb] = one
    return Desk(of, part, reads_drafts, today, offered(of), moves, sort(events).threads)


def views(at: Desk, attempt: Attempt | None, show: str) -> list[View]:
    """Every section, in the order of the child's journey; the one attempted is shown whole."""
    found = []
    for one in checked(at.of, today=at.today):
        mine = attempt if attempt and attempt.section == one.section.pk else None
        found.append(at.view(one, mine, "all" if mine else show))
    return found


def offered(of: Return, section: Section | None = None) -> Offered:
    """Of the last published period of each line: what was said, and the grade; three queries."""
    entries = list(
        Entry.objects.filter(**({"section": section} if section else {"section__of": of}))
    )
    series = {entry.series_id for entry in entries}
    ends_of = {entry.pk: entry.ends for entry in entries}
    about: dict[str, Any] = {"area": of.area_id, "series__in": series}
    said = _before(entries, list(Commentary.objects.filter(**about)))
    grades = _before(entries, list(Quality.objects.filter(**about)))
    recent = {pk: words for pk, words in said.items() if _is_recent(words, ends_of[pk])}
    return Offered(words=recent, grades=grades)


def _is_recent(words: Commentary, ends: date) -> bool:
    """What was said years ago is not still true because nobody said anything since."""
    return ends - words.ends <= timedelta(days=366)


def _before(entries: Iterable[Entry], published: Sequence[Any]) -> Mapping[int, Any]:
    """The newest of each line's series that is about an earlier period."""
    found: dict[int, Published] = {}
    for entry in entries:
        own = [
            one for one in published if one.series_id == entry.series_id and one.ends < entry.ends
        ]
        if own:
            found[entry.pk] = max(own, key=lambda one: (one.ends, one.at))
    return found


def _lines(one: Checked, attempt: Attempt | None, last: Offered, writes: bool) -> list[Line]:
    entries = [situation.line.entry for situation in one.situations]
    above = {
        entry.pk: f"shared-{group.key}" for group in shared(entries) for entry in group.entries
    }
    taken = {(entry.series_id, entry.period) for entry in entries}
    return [
        _line(one, situation, attempt, last, above.get(situation.line.entry.pk, ""), taken, writes)
        for situation in one.situations
    ]


def _line(
    one: Checked,
    situation: Situation,
    attempt: Attempt | None,
    last: Offered,
    above: str,
    taken: set[tuple[int, Any]],
    writes: bool,
) -> Line:
    entry = situation.line.entry
    posted = attempt.posted if attempt else Posted()
    tried = attempt is not None and bool(attempt.refused)
    findings = one.of(entry) if writes and (entry.version or tried) else []
    earlier = {figure.period for figure in situation.before if figure.period < entry.period}
    free = [period for period in earlier if (entry.series_id, period) not in taken]
    return Line(
        situation=situation,
        texts=_texts(entry) | posted.texts.get(entry.pk, {}),
        findings=findings,
        faults=[fault.says for fault in posted.faults if fault.anchor.startswith(f"e{entry.pk}-")],
        version=posted.versions.get(entry.pk, entry.version),
        words=last.words.get(entry.pk),
        quality=last.grades.get(entry.pk) if not entry.grade else None,
        shared=above,
        earlier=sorted(free, reverse=True)[:EARLIER_SHOWN] if not entry.seen else [],
    )


def _texts(entry: Entry) -> dict[str, str]:
    texts = {name: str(getattr(entry, name)) for name in TYPED}
    return texts | {"so_far": "so-far" if entry.so_far else "quarter"}


def _is_shown(line: Line, show: str) -> bool:
    if show == "empty":
        return not is_filled(line.situation)
    return show != "findings" or any(one.stops for one in line.findings)


def _blocks(lines: Sequence[Line], one: Checked, attempt: Attempt | None) -> list[Block]:
    """In the lines' order; those that share a denominator stand together, where the first is."""
    groups = {
        entry.pk: group
        for group in shared([situation.line.entry for situation in one.situations])
        for entry in group.entries
    }
    texts = attempt.posted.shared if attempt else {}
    blocks: list[Block] = []
    done: set[int] = set()
    for line in lines:
        group = groups.get(line.entry.pk)
        if line.entry.seen or line.entry.pk in done:
            continue
        if group is not None:
            together = [other for other in lines if groups.get(other.entry.pk) is group]
            done |= {other.entry.pk for other in together}
            blocks.append(Block(together, group, texts.get(group.key, group.typed)))
        elif blocks and blocks[-1].shared is None:
            blocks[-1] = Block([*blocks[-1].lines, line])
        else:
            blocks.append(Block([line]))
    return blocks
