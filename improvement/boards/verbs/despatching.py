"""The papers go out: what they say is frozen, once."""

from collections.abc import Mapping

from accounts.models import User
from improvement.boards.frozen import digest
from improvement.boards.keeping import held, keep
from improvement.boards.models import Edition, Kind, Meeting, Paper
from improvement.boards.states import Act
from improvement.boards.verbs.making import leave_to_make
from indicators.refusal import RefusedError

ALWAYS = (Kind.COUNCIL, Kind.PUBLIC)


def despatch(meeting: Meeting, bodies: Mapping[str, str], *, by: User) -> list[Edition]:
    """Freeze the editions, and leave each of their papers to be made.

    `bodies`: canonical JSON by kind, council and public always, exempt where something is exempt.
    A caller who reads what it freezes under `locked` freezes what stands at that moment.
    """
    with held(meeting, Act.DESPATCH, by) as now:
        unknown = sorted(set(bodies) - set(Kind.values))
        if unknown:
            raise RefusedError(f"“{unknown[0]}” is no edition. There are {', '.join(Kind.values)}.")
        empty = [kind for kind in {*ALWAYS, *bodies} if not bodies.get(kind)]
        if empty:
            raise RefusedError(f"The {min(empty)} edition is empty. Nothing was despatched.")
        rows = [
            Edition(meeting=meeting, kind=kind, body=body, sha256=digest(body), by=by, at=now)
            for kind, body in sorted(bodies.items())
        ]
        editions = keep(meeting, "despatch", rows, by=by)
        leave_to_make(
            Paper(edition=one, kind=one.kind, form=form)
            for one in editions
            for form in Paper.Form.values
        )
    return editions
