"""What the papers of one meeting say, in one edition: finished words and exact numbers.

A pack is frozen as JSON (`dumps`) and read again (`loads`) years later, so nothing in it needs the
database, and whoever draws it decides nothing. A later version may add fields that have a default
and may never rename, remove or reinterpret one.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from pydantic import TypeAdapter

from dashboard.charts.description import Chart
from indicators.periods.spoken import long_day

Kind = Literal["council", "exempt", "public"]
Status = Literal["green", "amber", "red", "none", "missing"]


@dataclass(frozen=True, kw_only=True)
class BoardSaid:
    """The board as its file described it at despatch."""

    slug: str
    name: str
    purpose: str
    cadence: str
    audience: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """A place on the agenda; `section` names the section of figures that belongs to it, or ""."""

    number: int
    title: str
    section: str = ""
    exempt: bool = False


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A decision of an earlier meeting, as it stood at despatch.

    `meetings` is how many meetings it has been before, this one included; `indicator` a name or "".
    """

    decided_on: date
    wording: str
    owner: str
    due: date
    status: str
    said: str = ""
    meetings: int = 1
    indicator: str = ""
    overdue: bool = False


@dataclass(frozen=True, kw_only=True)
class Words:
    """What somebody said of a figure: `about` is its period in words, `heading` why it was said."""

    text: str
    by: str
    on: date
    about: str = ""
    heading: str = ""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """How the newest figure stands beside a baseline: `value` as printed, `number` exact,
    `because` a sentence.
    """

    kind: str
    name: str
    value: str
    number: Decimal | None = None
    period: str
    word: str
    because: str


@dataclass(frozen=True, kw_only=True)
class Before:
    """What the board was told and decided at its last meeting about the same indicator."""

    held_on: date
    headline: str
    word: str
    said: tuple[Words, ...] = ()
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One indicator: everything its page says.

    `status` and `word` go together; `value` and `period` are "" where there is no figure, and
    `headline` then says why. `number` and `target_number` are the same exact, printed with
    `decimals`; `series` is the line that was judged; `known_words` says since when it is known, as
    exactly as that is known. `target` is as printed ("40%"), `target_said`
    who set it, when and why; `quality` are sentences on how far the figure can be trusted;
    `definition` pairs of heading and text. `chart` is None where there is nothing to draw; its
    table has every number, as printed and exact.
    """

    slug: str
    name: str
    section: str
    status: Status
    word: str
    headline: str
    meaning: str = ""
    value: str = ""
    number: Decimal | None = None
    decimals: int = 0
    period: str = ""
    known_on: date | None = None
    known_words: str = ""
    unit: str = ""
    direction: str = ""
    direction_because: str = ""
    target: str = ""
    target_number: Decimal | None = None
    target_said: str = ""
    target_because: str = ""
    beside: tuple[Beside, ...] = ()
    place: str = ""
    children: str = ""
    late: str = ""
    chart: Chart | None = None
    before: Before | None = None
    remarks: tuple[Words, ...] = ()
    commentary: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()
    quality: tuple[str, ...] = ()
    definition: tuple[tuple[str, str], ...] = ()
    caveats: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    owner: str = ""
    series: str = ""

    @property
    def known_since(self) -> str:
        """In words; earlier packs have the day only."""
        return self.known_words or (long_day(self.known_on) if self.known_on else "")

    def beside_of(self, kind: str) -> Beside | None:
        """England, the region or the neighbours, where they were compared or shown."""
        return next((one for one in self.beside if one.kind == kind), None)


@dataclass(frozen=True, kw_only=True)
class Section:
    """Figures that answer one question; `slugs` in the board's order."""

    title: str
    question: str
    slugs: tuple[str, ...]
    exempt: bool = False


@dataclass(frozen=True, kw_only=True)
class Attention:
    """An indicator that needs attention, and why it stands where it stands."""

    slug: str
    because: str


@dataclass(frozen=True, kw_only=True)
class Term:
    """An entry of the glossary."""

    word: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class SourceSaid:
    """Where figures came from: `newest` is when the newest of them was public."""

    name: str
    publisher: str
    licence: str
    newest: str = ""


@dataclass(frozen=True, kw_only=True)
class Pack:
    """The papers of a meeting. `notice` says that the authority is invented, else ""; `left_out`
    what this edition does not show, and why, in sentences; `disclosed` the ids of the council's own
    figures that a public edition shows.
    """

    version: int = 1
    kind: Kind
    council: str
    area: str
    area_code: str
    notice: str = ""
    board: BoardSaid
    held_on: date
    place: str = ""
    starts_at: str = ""
    despatched_at: datetime
    despatched_by: str
    as_of: date
    agenda: tuple[Item, ...] = ()
    brought: tuple[Brought, ...] = ()
    attention: tuple[Attention, ...] = ()
    attention_rule: str = ""
    sections: tuple[Section, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    glossary: tuple[Term, ...] = ()
    sources: tuple[SourceSaid, ...] = ()
    left_out: tuple[str, ...] = ()
    disclosed: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        return f"{self.board.name}, {self.held_on:%-d %B %Y}"

    def sheet(self, slug: str) -> Sheet:
        """The sheet of an indicator that a section or the attention list names."""
        return next(one for one in self.sheets if one.slug == slug)

    def number(self, slug: str) -> int:
        """Its place among the sheets, from 1: the same number in page, PDF, workbook and slides."""
        return next(n for n, one in enumerate(self.sheets, 1) if one.slug == slug)


_ADAPTER = TypeAdapter(Pack)


def dumps(pack: Pack) -> str:
    """Canonical JSON: the same pack always gives the same text."""
    return _ADAPTER.dump_json(pack).decode()


def loads(body: str) -> Pack:
    """The pack as it was frozen."""
    return _ADAPTER.validate_json(body)
