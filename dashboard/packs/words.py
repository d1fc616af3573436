"""What every form of the papers says in the same words."""

from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.packs import editions
from dashboard.packs.pack import Brought, Pack, Status, Words
from indicators.periods.spoken import long_day

HERE = ZoneInfo("Europe/London")  # a council's clock, wherever the papers are drawn
HOW_TO_READ = (
    "Figures, verdicts and words are as they were known when the papers were sent out.",
    "A status is given by shape and word as well as by colour: a circle says the target is met, "
    "a triangle that it is close, a square that it is missed, a diamond that there is no target, "
    "a ring that there is no figure.",
    "A change or a difference is called real only where chance alone would hardly bring it about; "
    "where that cannot be tested, the words say so.",
)
# The five shapes of a status as characters, for where nothing can be drawn.
SHAPES: dict[Status, str] = {
    "green": "●",
    "amber": "▲",
    "red": "■",
    "none": "◇",
    "missing": "○",
}
NOTHING_NEEDS = "By the rule below no indicator in these papers needs attention."
NOTHING_CHOSEN = (
    "No indicator is chosen for this board. Its file names them, section by section; "
    "the next papers will show what it names."
)
NOTHING_LEFT_OUT = "Nothing that the board chose is left out of this edition."
NO_ACTIONS = "No decision of an earlier meeting is open."
NO_AGENDA = "No agenda was set."


def moment(at: datetime) -> str:
    """Such as "24 November 2026, 14:56", by the clock in London."""
    local = at.astimezone(HERE)
    return f"{long_day(local.date())}, {local:%H:%M}"


def facts(pack: Pack) -> list[tuple[str, str]]:
    """What a cover says, as pairs of heading and text; what is not known is not there."""
    when = ", ".join(part for part in (long_day(pack.held_on), pack.starts_at) if part)
    pairs = [
        ("Meeting", when),
        ("Place", pack.place),
        ("Council", pack.council),
        ("Area", "" if pack.area == pack.council else pack.area),
        ("Figures as known on", long_day(pack.as_of)),
        ("Sent out", f"{moment(pack.despatched_at)}, by {pack.despatched_by}"),
        ("Edition", f"{editions.NAMES[pack.kind]}. {editions.SAID[pack.kind]}"),
        ("What the board is for", pack.board.purpose),
        ("Meets", pack.board.cadence),
        ("Who reads these papers", pack.board.audience),
    ]
    return [(heading, f"{text[:1].upper()}{text[1:]}") for heading, text in pairs if text]


def signed(words: Words) -> str:
    """Who said it and when: "Head of care leavers, 3 October 2026"."""
    return f"{words.by}, {long_day(words.on)}"


def state(brought: Brought) -> str:
    """How an action stands, with what is late said in words."""
    late = "overdue" if brought.overdue else ""
    return ", ".join(part for part in (brought.status, late) if part)
