"""What the board was told and decided at its last meeting, for the sheets of the next one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dashboard.packs.gate import may_be_public
from dashboard.packs.pack import Before, Pack, loads
from improvement.boards.following import Followed
from improvement.boards.models import Decision, Edition, Kind, Meeting
from improvement.boards.queries import previous_despatched
from indicators.periods.spoken import long_day

NOT_SAID = "Open"


def before(meeting: Meeting, kind: Kind, brought: Iterable[Followed]) -> Mapping[str, Before]:
    """By the indicator's slug; empty where the board has not met with papers yet.

    `brought` are the decisions that come to this meeting, as far as the edition may tell them.
    """
    last = previous_despatched(meeting)
    pack = _papers(last, kind) if last else None
    if last is None or pack is None:
        return {}
    decided = _decided(last, brought)
    return {
        one.slug: Before(
            held_on=pack.held_on,
            headline=one.headline,
            word=one.word,
            said=(*one.remarks, *one.commentary),
            decisions=tuple(decided.get(one.slug, ())),
        )
        for one in pack.sheets
    }


def _papers(last: Meeting, kind: Kind) -> Pack | None:
    """The same edition of the last meeting; without an exempt part the council's is the same."""
    found = {one.kind: one for one in Edition.objects.filter(meeting=last)}
    wanted = (Kind.EXEMPT, Kind.COUNCIL) if kind == Kind.EXEMPT else (kind,)
    edition = next((found[one] for one in wanted if one in found), None)
    return loads(edition.body) if edition else None


def _decided(last: Meeting, brought: Iterable[Followed]) -> Mapping[str, list[str]]:
    """What was decided about each indicator, and whether it is done by now, in a sentence."""
    found = defaultdict(list)
    for one in brought:
        decision = one.decision
        if decision.indicator and decision.meeting_id == last.pk:
            by = f"{decision.owner}, by {long_day(decision.due)}"
            said = f"{decision.wording.rstrip('.')} ({by}): {word(one).lower()}."
            found[decision.indicator.slug].append(said)
    return found


def word(followed: Followed) -> str:
    """What became of a decision: "Done", "Not done yet", or "Open" where nobody has said."""
    return followed.mark.get_status_display() if followed.mark else NOT_SAID


def may_show(decision: Decision, kind: Kind) -> bool:
    """Whether an edition may tell of a decision."""
    if decision.exempt and kind != Kind.EXEMPT:
        return False
    return kind != Kind.PUBLIC or may_be_public(decision.wording, figures_withheld=False)
