"""The minutes of a meeting as its page shows them: as a draft, or as the chair agreed them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from dashboard.boards.access import AtMeeting
from dashboard.packs import minutes as packed
from dashboard.packs.minutes import Attendee
from dashboard.packs.pack import Kind as Edition
from improvement.boards.frozen import canonical, digest
from improvement.boards.minuting import draft, has_exempt
from improvement.boards.models import Attendance, Kind, Minutes, Paper
from improvement.boards.queries import minutes_papers


@dataclass(frozen=True, kw_only=True)
class Shown:
    """`said` is what this reader may read of them; `agreed` is None while they are a draft.

    `seen` is the digest of the whole draft: whoever agrees it says what they have read.
    """

    said: packed.Minutes
    seen: str
    agreed: Minutes | None
    paper: Paper | None = None
    leaves_out: bool = False

    @property
    def attendance(self) -> Sequence[tuple[str, Sequence[Attendee]]]:
        """Who is of each status, in words, without the statuses that nobody has."""
        rows = [(words, self.said.who(status)) for status, words in Attendance.Status.choices]
        return [(words, people) for words, people in rows if people]

    @property
    def unsaid(self) -> Sequence[Attendee]:
        """Those of whom nobody has said whether they came."""
        return self.said.who(Attendance.Status.EXPECTED)


def minutes(here: AtMeeting) -> Shown:
    """Agreed ones as they were frozen; else a draft as of now. A constant of queries."""
    kind: Edition = "exempt" if here.sees_exempt else "council"
    agreed = _agreed(here)
    if agreed:
        paper = paper_of(here)
        said = packed.minutes_of(agreed, kind)
        whole = packed.minutes_of(agreed, "exempt")
        return Shown(
            said=said,
            seen=agreed.sha256,
            agreed=agreed,
            paper=paper,
            leaves_out=said.items != whole.items,
        )
    written = draft(here.meeting)
    body = canonical(written)
    return Shown(
        said=packed.loads(body, kind, at=timezone.now()),
        seen=digest(body),
        agreed=None,
        leaves_out=not here.sees_exempt and has_exempt(written),
    )


def paper_of(here: AtMeeting) -> Paper | None:
    """The fullest paper of agreed minutes that this reader may open."""
    found = minutes_papers(here.meeting)
    wanted = (Kind.EXEMPT, Kind.COUNCIL) if here.sees_exempt else (Kind.COUNCIL,)
    papers = [found.get((kind.value, Paper.Form.PDF.value)) for kind in wanted]
    return next((one for one in papers if one), None)


def _agreed(here: AtMeeting) -> Minutes | None:
    found = Minutes.objects.select_related("by", "meeting__area").filter(meeting=here.meeting)
    return found.first()
