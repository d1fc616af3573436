"""What belongs to one meeting and not to its figures: remarks, and decisions that come back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from dashboard.packs.before import word
from dashboard.packs.gate import may_be_public
from dashboard.packs.pack import Brought, Words
from improvement.boards.following import Followed
from improvement.boards.models import Kind, Meeting, Remark
from indicators.readings.reading import Reading


@dataclass(frozen=True, kw_only=True)
class Remarks:
    """By the indicator's slug; those that an edition for everybody may not say, and how many are
    `exempt` and not in this edition.
    """

    said: Mapping[str, Sequence[Words]]
    unfit: Sequence[Remark]
    exempt: int


def remarks_of(
    meeting: Meeting, kind: Kind, read: Sequence[Reading], hidden: Collection[int]
) -> Remarks:
    """What this edition says for the meeting, by slug, and the remarks that it may not say."""
    lacking = {one.indicator.slug for one in read if _touches(one, hidden)}
    said: dict[str, list[Words]] = {}
    unfit, exempt = [], 0
    for remark in meeting.remarks.filter(struck_at=None).select_related("by", "indicator"):
        slug = remark.indicator.slug
        if remark.exempt and kind != Kind.EXEMPT:
            exempt += 1
            continue
        if kind == Kind.PUBLIC and not may_be_public(remark.text, figures_withheld=slug in lacking):
            unfit.append(remark)
            continue
        words = Words(text=remark.text, by=str(remark.by), on=timezone.localdate(remark.at))
        said.setdefault(slug, []).append(words)
    return Remarks(said=said, unfit=unfit, exempt=exempt)


def _touches(reading: Reading, figures: Collection[int]) -> bool:
    """Whether any figure of the line, or beside it, is kept back."""
    shown = [*reading.own, *(one.figure for one in reading.marks)]
    return any(one.id in figures for one in shown)


def brought(followed: Followed, meeting: Meeting, kind: Kind) -> Brought:
    """A decision of an earlier meeting, as it stands before this one."""
    decision, mark = followed.decision, followed.mark
    return Brought(
        decided_on=decision.meeting.held_on,
        wording=decision.wording,
        owner=decision.owner,
        due=decision.due,
        status=word(followed),
        said=mark.said if mark and kind != Kind.PUBLIC else "",
        meetings=followed.meetings,
        indicator=decision.indicator.name if decision.indicator else "",
        overdue=followed.is_overdue(meeting.held_on),
    )
