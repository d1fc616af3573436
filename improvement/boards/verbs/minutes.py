"""The chair agrees the minutes, and they are frozen."""

from accounts.models import User
from improvement.boards.frozen import canonical, digest
from improvement.boards.keeping import held, keep
from improvement.boards.minuting import draft, has_exempt
from improvement.boards.models import Kind, Meeting, Minutes, Paper
from improvement.boards.states import Act
from improvement.boards.verbs.making import leave_to_make
from indicators.refusal import RefusedError

CHANGED = "Something was recorded since you opened the minutes. Read them again, then agree them."


def agree(meeting: Meeting, *, seen: str, by: User) -> Minutes:
    """Freeze what was recorded. `seen`: the digest of the draft that the chair has read."""
    with held(meeting, Act.AGREE, by) as now:
        said = draft(meeting)
        body = canonical(said)
        if digest(body) != seen:
            raise RefusedError(CHANGED)
        row = Minutes(meeting=meeting, body=body, sha256=digest(body), by=by, at=now)
        minutes = keep(meeting, "agree", [row], by=by)[0]
        kinds = [Kind.COUNCIL, *([Kind.EXEMPT] if has_exempt(said) else [])]
        leave_to_make(Paper(minutes=minutes, kind=kind, form=Paper.Form.PDF) for kind in kinds)
    return minutes
