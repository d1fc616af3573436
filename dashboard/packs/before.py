"""What the board was told and decided at its last meeting, for the sheets of the next one."""

from collections import defaultdict
from collections.abc import Mapping

from improvement.boards.queries import decisions_of, previous

from dashboard.packs.gate import may_be_public
from dashboard.packs.pack import Before, Pack, loads
from improvement.boards.models import Decision, Edition, Kind, Meeting
from indicators.periods.spoken import long_day


def before(meeting: Meeting, kind: Kind) -> Mapping[str, Before]:
    """By the indicator's slug; empty where the board has not met with papers yet."""
    last = previous(meeting)
    pack = _papers(last, kind) if last else None
    if last is None or pack is None:
        return {}
    decided = _decided(last, kind)
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


def _decided(last: Meeting, kind: Kind) -> Mapping[str, list[str]]:
    """What was decided about each indicator, and whether it is done by now, in a sentence."""
    found = defaultdict(list)
    for one in decisions_of(last):
        decision = one.decision
        if decision.indicator and may_show(decision, kind):
            slug = decision.indicator.slug
            by = f"{decision.owner}, by {long_day(decision.due)}"
            found[slug].append(f"{decision.wording} ({by}): {one.word.lower()}")
    return found


def may_show(decision: Decision, kind: Kind) -> bool:
    """Whether an edition may tell of a decision."""
    if decision.exempt and kind != Kind.EXEMPT:
        return False
    return kind != Kind.PUBLIC or may_be_public(decision.wording, figures_withheld=False)
