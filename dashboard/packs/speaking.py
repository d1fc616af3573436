"""The speaker's notes of a slide: what to know of a figure before somebody asks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.packs.finding import state
from dashboard.packs.pack import Before, Brought, Pack, Sheet, Words
from dashboard.packs.staged import left_out
from indicators.periods.spoken import long_day


@dataclass(frozen=True)
class Note:
    """Texts under one heading."""

    heading: str
    texts: tuple[str, ...]


def noted(pairs: Iterable[tuple[str, Iterable[str]]]) -> tuple[Note, ...]:
    """The notes that have something to say."""
    found = ((heading, tuple(text for text in texts if text)) for heading, texts in pairs)
    return tuple(Note(heading, texts) for heading, texts in found if texts)


def about_sheet(sheet: Sheet, brought: Sequence[Brought]) -> tuple[Note, ...]:
    """Of an indicator, in the order in which a board asks."""
    return noted(
        (
            ("The finding in full", (sheet.headline, sheet.meaning, sheet.place)),
            *_last_time(sheet.before),
            ("Said now", _spoken((*sheet.remarks, *sheet.commentary, *sheet.notes))),
            ("Actions", _actions(one for one in brought if one.indicator == sheet.name)),
            ("Target", (sheet.target_because, sheet.target_said, sheet.children)),
            ("Changed", (sheet.direction_because,)),
            ("How far it can be trusted", (*sheet.quality, sheet.late)),
            ("To bear in mind", sheet.caveats),
            ("Not on the slide", left_out(sheet.chart) if sheet.chart else ()),
            ("Definition", (_first_sentence(text) for _, text in sheet.definition[:1])),
            ("Source", sheet.sources),
            ("Who answers for it", (sheet.owner,)),
        )
    )


def about_actions(brought: Sequence[Brought]) -> tuple[Note, ...]:
    """Of decisions brought from earlier meetings: wording, state and what was said, in full."""
    return noted((one.wording, (*_actions([one]), one.indicator)) for one in brought)


def about_attention(pack: Pack) -> tuple[Note, ...]:
    """Why each stands where it stands."""
    because = [f"{pack.sheet(one.slug).name}: {one.because}" for one in pack.attention]
    return noted((("Why these", because), ("In which order", (pack.attention_rule,))))


def about_meeting(pack: Pack) -> tuple[Note, ...]:
    """Whose meeting it is, and what this edition of the papers does not show."""
    board = pack.board
    sent = f"{long_day(pack.despatched_at.date())}, by {pack.despatched_by}."
    return noted(
        (
            ("What the board is for", (board.purpose, board.cadence)),
            ("Who is here", (board.audience,)),
            ("Papers despatched", (sent,)),
            ("Left out of these papers", pack.left_out),
        )
    )


def _last_time(before: Before | None) -> Iterator[tuple[str, Iterable[str]]]:
    if before is not None:
        said = (before.headline, *_spoken(before.said), *before.decisions)
        yield f"Last time, {long_day(before.held_on)}", said


def _spoken(said: Iterable[Words]) -> Iterator[str]:
    for one in said:
        about = f", about the figure {one.about}" if one.about else ""
        yield f"{one.by}, {long_day(one.on)}{about}: {one.text}"


def _actions(brought: Iterable[Brought]) -> Iterator[str]:
    for one in brought:
        yield f"{one.wording} ({state(one)})."
        yield one.said
        if one.meetings > 1:
            yield f"Before the board at {one.meetings} meetings, this one included."


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return f"{head}." if stop else text
