"""The minutes of a meeting as its page shows them: as a draft, or as the chair agreed them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.boards.access import AtMeeting
from improvement.boards.frozen import canonical, digest
from improvement.boards.minuting import draft, has_exempt, without_exempt
from improvement.boards.models import Attendance, Kind, Minutes, Paper
from improvement.boards.queries import minutes_papers


@dataclass(frozen=True, kw_only=True)
class Shown:
    """`said` is what this reader may read of them; `agreed` is None while they are a draft.

    `seen` is the digest of the whole draft: whoever agrees it says what they have read.
    """

    said: Mapping[str, Any]
    seen: str
    agreed: Minutes | None
    paper: Paper | None
    leaves_out: bool

    @property
    def attendance(self) -> Sequence[tuple[str, list[str]]]:
        """The words for each status, and who, in the order of the statuses that somebody has."""
        people = self.said["attendance"]
        rows = [
            (words, [_person(one) for one in people if one["status"] == status])
            for status, words in Attendance.Status.choices
        ]
        return [(words, names) for words, names in rows if names]


def minutes(here: AtMeeting) -> Shown:
    """Frozen ones as they were frozen; a draft as of now, in a constant of queries."""
    agreed = Minutes.objects.select_related("by").filter(meeting=here.meeting).first()
    whole = json.loads(agreed.body) if agreed else draft(here.meeting)
    return Shown(
        said=whole if here.sees_exempt else without_exempt(whole),
        seen=agreed.sha256 if agreed else digest(canonical(whole)),
        agreed=agreed,
        paper=paper_of(here) if agreed else None,
        leaves_out=not here.sees_exempt and has_exempt(whole),
    )


def paper_of(here: AtMeeting) -> Paper | None:
    """The fullest paper of agreed minutes that this reader may open."""
    found = minutes_papers(here.meeting)
    wanted = (Kind.EXEMPT, Kind.COUNCIL) if here.sees_exempt else (Kind.COUNCIL,)
    papers = [found.get((kind.value, Paper.Form.PDF.value)) for kind in wanted]
    return next((one for one in papers if one), None)


def _person(one: Mapping[str, str]) -> str:
    return f"{one['name']} ({one['capacity'].lower()})" if one["capacity"] else one["name"]
