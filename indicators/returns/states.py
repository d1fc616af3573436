"""How a section of a return moves from open to published: three tables, and nothing else decides.

The diagram in the officers' guide is made from them (`manage.py draw_states`).
"""

from enum import StrEnum


class State(StrEnum):
    """Where a section stands."""

    OPEN = "open"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"


class Verb(StrEnum):
    """What a person does to a section or one of its entries."""

    SAVE = "save"
    SUBMIT = "submit"
    TAKE_BACK = "take-back"
    ASK = "ask"
    ANSWER = "answer"
    GIVE_BACK = "give-back"
    SIGN = "sign"


class Part(StrEnum):
    """The part somebody plays in the team that owes the return."""

    MEMBER = "member"
    APPROVER = "approver"


# From which state each verb leads where.
TRANSITIONS: dict[tuple[State, Verb], State] = {
    (State.OPEN, Verb.SAVE): State.OPEN,
    (State.OPEN, Verb.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Verb.SAVE): State.RETURNED,
    (State.RETURNED, Verb.ANSWER): State.RETURNED,
    (State.RETURNED, Verb.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Verb.TAKE_BACK): State.OPEN,
    (State.SUBMITTED, Verb.ASK): State.SUBMITTED,
    (State.SUBMITTED, Verb.ANSWER): State.SUBMITTED,
    (State.SUBMITTED, Verb.GIVE_BACK): State.RETURNED,
    (State.SUBMITTED, Verb.SIGN): State.PUBLISHED,
}

# Whose act it is. An approver may type too: that nobody signs what they typed is asked of every
# entry besides.
EITHER = frozenset({Part.MEMBER, Part.APPROVER})
WHO: dict[Verb, frozenset[Part]] = {
    Verb.SAVE: EITHER,
    Verb.SUBMIT: EITHER,
    Verb.TAKE_BACK: EITHER,
    Verb.ASK: frozenset({Part.APPROVER}),
    Verb.ANSWER: EITHER,
    Verb.GIVE_BACK: frozenset({Part.APPROVER}),
    Verb.SIGN: frozenset({Part.APPROVER}),
}

# How the audit trail says it.
SAID: dict[Verb, str] = {
    Verb.SAVE: "typed",
    Verb.SUBMIT: "submitted the section",
    Verb.TAKE_BACK: "took the section back",
    Verb.ASK: "asked",
    Verb.ANSWER: "answered",
    Verb.GIVE_BACK: "gave the section back",
    Verb.SIGN: "signed and published the section",
}


def leads_to(state: State, verb: Verb) -> State | None:
    """The state after the verb; None where it cannot be done from here."""
    return TRANSITIONS.get((state, verb))
