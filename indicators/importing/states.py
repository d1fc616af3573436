"""How an upload becomes a batch, and a batch is withdrawn: one table, and nothing else decides."""

from enum import StrEnum


class State(StrEnum):
    """Where the work stands."""

    UPLOADED = "uploaded"
    LOOKING = "looking"
    LOOKED_AT = "looked-at"
    CONFIRMED = "confirmed"
    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"
    DROPPED = "dropped"


class Act(StrEnum):
    """What is done to it: by a person, or by the process that does the work."""

    TAKE = "take"
    SHOW = "show"
    CONFIRM = "confirm"
    FINISH = "finish"
    FAIL = "fail"
    DROP = "drop"


# From which state each act leads where. Work that a process left behind is taken up as it stands.
# A withdrawal begins as confirmed.
TRANSITIONS: dict[tuple[State, Act], State] = {
    (State.UPLOADED, Act.TAKE): State.LOOKING,
    (State.UPLOADED, Act.DROP): State.DROPPED,
    (State.LOOKING, Act.TAKE): State.LOOKING,
    (State.LOOKING, Act.SHOW): State.LOOKED_AT,
    (State.LOOKING, Act.FAIL): State.FAILED,
    (State.LOOKED_AT, Act.CONFIRM): State.CONFIRMED,
    (State.LOOKED_AT, Act.DROP): State.DROPPED,
    (State.CONFIRMED, Act.TAKE): State.WRITING,
    (State.CONFIRMED, Act.DROP): State.DROPPED,
    (State.WRITING, Act.TAKE): State.WRITING,
    (State.WRITING, Act.FINISH): State.DONE,
    (State.WRITING, Act.FAIL): State.FAILED,
}
WAITING = (State.UPLOADED, State.CONFIRMED)  # for a process that takes them
AT_WORK = (State.LOOKING, State.WRITING)
OVER = (State.DONE, State.FAILED, State.DROPPED)


def leads_to(state: State, act: Act) -> State | None:
    """The state after the act; None where it cannot be done from here."""
    return TRANSITIONS.get((state, act))
