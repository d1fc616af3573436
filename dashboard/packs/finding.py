"""What a slide says of an indicator: its finding in one sentence, and two or three lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.packs.pack import Brought, Sheet, Words
from indicators.assessment.words import capital
from indicators.periods.spoken import long_day

# Letters in the largest size: a headline of two halves that is read at a glance, or one half.
GLANCE, HALF = 75, 110
SAID = 120  # letters of what somebody said; the speaker has the whole
PEERS = ("england", "neighbours")
NOT_COMPARED = "Not judged against England or similar authorities."
NOBODY_OWNS = "Decide who answers for this figure, and by when."


@dataclass(frozen=True)
class Line:
    """One of the lines: a word that says what it is about, and a sentence."""

    heading: str
    text: str


def cut(text: str, most: int) -> str:
    """The text on one line, ended by "…" at a word where it is longer than `most` letters."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    return f"{words[: most - 1].rsplit(' ', 1)[0].rstrip('.,;:')} …"


def finding(sheet: Sheet) -> tuple[str, str]:
    """The words in the largest size and those that follow them: together the whole headline.

    A long headline is halved; one that is longer still gives way to the figure and its target.
    """
    headline = sheet.headline
    first, _, second = headline.partition("; ")
    if len(headline) <= (GLANCE if second else HALF):
        return headline, ""
    if second and len(first) <= HALF:
        return f"{first}.", capital(second)
    if not sheet.value:
        return sheet.word, headline
    target = f", target {sheet.target}" if sheet.target else ""
    return f"{sheet.value}{target}", headline


def lines_of(sheet: Sheet, brought: Sequence[Brought]) -> tuple[Line, ...]:
    """Beside others; target and gap in children; what was said, or the open action, or its place.

    Where none of the last three is known, two lines are enough.
    """
    if not sheet.value:
        return (*_target(sheet), *_said(sheet, brought), Line("Next", _ask(sheet)))
    place = (Line("Place", sheet.place),) if sheet.place else ()
    last = _said(sheet, brought) or place
    return (Line("Compared", _compared(sheet)), *_target(sheet), *last)


def _compared(sheet: Sheet) -> str:
    return "\n".join(_peers(sheet)) or NOT_COMPARED


def _peers(sheet: Sheet) -> Iterator[str]:
    for kind in PEERS:
        one = sheet.beside_of(kind)
        if one is not None:
            # A baseline of another day says which.
            when = f" {one.period}" if one.period and one.period != sheet.period else ""
            value = f" {one.value}" if one.value else ""
            yield f"{one.name}{value}{when}: {one.word[:1].lower()}{one.word[1:]}."


def _target(sheet: Sheet) -> tuple[Line, ...]:
    text = sheet.children or sheet.target_because or sheet.target
    return (Line("Target", text),) if text else ()


def _said(sheet: Sheet, brought: Sequence[Brought]) -> tuple[Line, ...]:
    newest = newest_words(sheet)
    if newest is not None:
        return (Line("Said", cut(newest.text, SAID)),)
    for one in brought:
        if one.indicator == sheet.name and one.status.lower() != "done":
            return (Line("Action", f"{cut(one.wording, SAID)} ({state(one)})"),)
    return ()


def newest_words(sheet: Sheet) -> Words | None:
    """The newest remark or commentary; of one day a remark, which is made for the meeting."""
    return max((*sheet.remarks, *sheet.commentary), key=lambda one: one.on, default=None)


def state(one: Brought) -> str:
    """How a decision stands: whose it is, when it is due, done or not."""
    overdue = ", overdue" if one.overdue else ""
    return f"{one.owner}, due {long_day(one.due)}: {one.status}{overdue}"


def _ask(sheet: Sheet) -> str:
    return f"Ask the team that answers for it: {sheet.owner}." if sheet.owner else NOBODY_OWNS
