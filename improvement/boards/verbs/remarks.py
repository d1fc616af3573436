"""What the council says about an indicator in the papers of one meeting."""

from accounts.models import User
from improvement.boards.keeping import held, keep, strike, text_of
from improvement.boards.models import Meeting, Remark
from improvement.boards.states import Act
from indicators.catalogue.models import Indicator
from indicators.refusal import RefusedError

EMPTY = "Write what the council says about this figure."


def remark(
    meeting: Meeting, indicator: Indicator, text: str, *, by: User, exempt: bool = True
) -> Remark:
    """Say something, in the place of what was said before. Exempt unless it is released."""
    with held(meeting, Act.REMARK, by) as now:
        if indicator.slug not in meeting.board.indicators:
            raise RefusedError(f"{indicator} is not in the papers of this board.")
        text = text_of(text, EMPTY)
        earlier = meeting.remarks.filter(indicator=indicator, struck_at=None).first()
        if earlier:
            if (earlier.text, earlier.exempt) == (text, exempt):
                return earlier
            strike(meeting, earlier, "Another wording took its place.", by=by, at=now)
        row = Remark(meeting=meeting, indicator=indicator, text=text, exempt=exempt, by=by, at=now)
        return keep(meeting, "remark", [row], by=by)[0]


def withdraw_remark(one: Remark, *, by: User) -> Remark:
    """Say nothing any more."""
    with held(one.meeting, Act.REMARK, by) as now:
        return strike(one.meeting, one, "Withdrawn before despatch.", by=by, at=now)
