"""A meeting's papers as slides: one finding a slide, for a room that reads from the back row.

Nothing is judged or computed here: every word and number of a slide is the pack's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from dashboard.charts.description import Chart
from dashboard.packs import editions, words
from dashboard.packs.finding import Line, finding, lines_of, state
from dashboard.packs.pack import Attention, Pack, Section, Sheet
from dashboard.packs.speaking import (
    Note,
    about_actions,
    about_attention,
    about_meeting,
    about_sheet,
    noted,
)
from dashboard.packs.staged import staged
from indicators.periods.spoken import long_day

T = TypeVar("T")
Kind = Literal["title", "agenda", "actions", "attention", "indicator", "end"]

# What fits a slide even where everything takes all the lines that it may.
ITEMS_A_SLIDE, ACTIONS_A_SLIDE, SENTENCES_A_SLIDE = 7, 4, 5
SENTENCES = 7  # that need attention, on all slides
# How a line's figures come to be known, by its kind; of papers frozen before it was said, neither.
KNOWN = {"local": "signed off", "published": "published", "report": "published"}
UNTOLD = "known since"
QUIET = "By the rule in the notes no indicator in these papers needs attention."
MORE = "The first {} of {}. The others have a slide of their own as well."
END = (
    "A question is written down with who asks it, and comes back until it is answered.",
    "A decision has its wording, an owner and a date before the meeting ends.",
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a list; `to` is the number of the slide that says more, or 0."""

    words: str
    detail: str = ""
    to: int = 0


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One slide. `heading` are its largest words, `rest` those that follow; `over` stands above.

    `title` names it in a few words; `dates` says as of when. `chart` is None where there is none.
    """

    kind: Kind
    title: str
    heading: str
    dates: str
    number: int = 0
    of: int = 0
    over: str = ""
    name: str = ""
    rest: str = ""
    status: str = ""
    word: str = ""
    lines: tuple[Line, ...] = ()
    rows: tuple[Row, ...] = ()
    chart: Chart | None = None
    exempt: bool = False
    notes: tuple[Note, ...] = ()


def slides(pack: Pack) -> tuple[Slide, ...]:
    """All slides in the order in which they are shown, numbered from 1."""
    figures = tuple(_figures(pack))
    front = [_title(pack), *_agenda(pack), *_actions(pack)]
    parts = _attention_parts(pack)
    numbers = {slug: n for n, (slug, _) in enumerate(figures, len(front) + len(parts) + 1)}
    found = [*front, *_attention(pack, parts, numbers)]
    found += [*(slide for _, slide in figures), _end(pack)]
    return tuple(replace(one, number=n, of=len(found)) for n, one in enumerate(found, 1))


def _as_of(pack: Pack) -> str:
    return f"As of {long_day(pack.as_of)}"


def _title(pack: Pack) -> Slide:
    when = ", ".join(part for part in (long_day(pack.held_on), pack.starts_at, pack.place) if part)
    lines = (pack.notice, f"{editions.NAMES[pack.kind]}. {editions.SAID[pack.kind]}")
    return Slide(
        kind="title",
        title=pack.board.name,
        heading=pack.board.name,
        over=pack.council,
        rest=when,
        lines=tuple(Line("", text) for text in lines if text),
        dates=_as_of(pack),
        notes=about_meeting(pack),
    )


def _agenda(pack: Pack) -> Iterator[Slide]:
    is_exempt = pack.kind == "exempt"
    for items in _parts(pack.agenda, ITEMS_A_SLIDE):
        rows = [
            # Other editions have no words of an exempt item that a tag could stand before.
            Row(words=f"{one.number}. {'Exempt: ' if one.exempt and is_exempt else ''}{one.title}")
            for one in items
        ]
        yield Slide(
            kind="agenda", title="Agenda", heading="Agenda", rows=tuple(rows), dates=_as_of(pack)
        )


def _actions(pack: Pack) -> Iterator[Slide]:
    parts = _parts(pack.brought, ACTIONS_A_SLIDE) or [()]
    for number, part in enumerate(parts, 1):
        heading = f"Actions from earlier meetings{_which(number, parts)}"
        yield Slide(
            kind="actions",
            title=heading,
            heading=heading,
            rest="" if part else words.NO_ACTIONS,
            rows=tuple(Row(words=one.wording, detail=state(one)) for one in part),
            dates=_as_of(pack),
            notes=about_actions(part),
        )


def _attention_parts(pack: Pack) -> list[Sequence[Attention]]:
    """The sentences of one slide, or of two that are about alike."""
    first = pack.attention[:SENTENCES]
    most = SENTENCES_A_SLIDE if len(first) <= SENTENCES_A_SLIDE else (len(first) + 1) // 2
    return _parts(first, most) or [()]


def _attention(
    pack: Pack, parts: list[Sequence[Attention]], numbers: Mapping[str, int]
) -> Iterator[Slide]:
    more = MORE.format(SENTENCES, len(pack.attention)) if len(pack.attention) > SENTENCES else ""
    for number, part in enumerate(parts, 1):
        heading = f"What needs attention{_which(number, parts)}"
        sheets = [pack.sheet(one.slug) for one in part]
        yield Slide(
            kind="attention",
            title=heading,
            heading=heading,
            rest=more if part else QUIET,
            rows=tuple(
                Row(words=one.name, detail=one.headline, to=numbers.get(one.slug, 0))
                for one in sheets
            ),
            dates=_as_of(pack),
            notes=about_attention(pack),
        )


def _figures(pack: Pack) -> Iterator[tuple[str, Slide]]:
    """Each indicator once, in the board's order; a section's first slide says its question."""
    shown: set[str] = set()
    for section in pack.sections:
        is_first = True
        for slug in section.slugs:
            if slug not in shown:
                shown.add(slug)
                yield slug, _figure(pack, section, pack.sheet(slug), is_first=is_first)
                is_first = False


def _figure(pack: Pack, section: Section, sheet: Sheet, *, is_first: bool) -> Slide:
    heading, rest = finding(sheet)
    kind = sheet.series.partition("/")[0]
    known = f"; figure {KNOWN.get(kind, UNTOLD)} {sheet.known_since}" if sheet.known_since else ""
    return Slide(
        kind="indicator",
        title=sheet.name,
        heading=heading,
        over=f"{section.title}: {section.question}" if is_first else "",
        name=sheet.name,
        rest=rest,
        status=sheet.status,
        word=sheet.word,
        lines=lines_of(sheet, pack.brought),
        chart=staged(sheet.chart) if sheet.chart else None,
        dates=f"{_as_of(pack)}{known}",
        exempt=section.exempt,
        notes=about_sheet(sheet, pack.brought),
    )


def _end(pack: Pack) -> Slide:
    return Slide(
        kind="end",
        title="Questions and decisions",
        heading="Questions and decisions",
        lines=tuple(Line("", text) for text in END),
        dates=_as_of(pack),
        notes=noted((("Left out of these papers", pack.left_out),)),
    )


def _which(number: int, parts: Sequence[object]) -> str:
    return f", {number} of {len(parts)}" if len(parts) > 1 else ""


def _parts(items: Sequence[T], most: int) -> list[Sequence[T]]:
    return [items[start : start + most] for start in range(0, len(items), most)]
