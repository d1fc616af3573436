"""The states of a section as a block of the approvers' guide, made from the tables in `states`."""

from collections.abc import Iterator

from indicators.returns.states import SAID, TRANSITIONS, WHO, Part, State, Verb

BEGINS, ENDS = "<!-- made by manage.py draw_states -->", "<!-- until here -->"
CALLED: dict[State, str] = {
    State.OPEN: "Being filled in",
    State.SUBMITTED: "Waits for a signature",
    State.RETURNED: "Given back",
    State.PUBLISHED: "Published",
}
PEOPLE: dict[frozenset[Part], str] = {
    frozenset(Part): "anybody in the team",
    frozenset({Part.APPROVER}): "approver or deputy",
    frozenset({Part.MEMBER}): "officer",
}


def put_into(guide: str) -> str:
    """The guide with the block between its two marks made anew. ValueError where one is missing."""
    before, rest = guide.split(BEGINS)
    return f"{before}{BEGINS}\n\n{block()}\n\n{ENDS}{rest.split(ENDS)[1]}"


def block() -> str:
    """A drawing, and the same as a table for whoever reads the plain text."""
    return "\n".join([*_drawing(), "", *_table()])


def _drawing() -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield from (f"    {state.value}: {CALLED[state]}" for state in State)
    yield f"    [*] --> {State.OPEN.value}"
    for (state, verb), after in TRANSITIONS.items():
        yield f"    {state.value} --> {after.value}: {_act(verb)} ({PEOPLE[WHO[verb]]})"
    ends = [state for state in State if all(begins != state for begins, _ in TRANSITIONS)]
    yield from (f"    {state.value} --> [*]" for state in ends)
    yield "```"


def _table() -> Iterator[str]:
    yield "| a section that is | who | may | then it is | the trail says |"
    yield "| --- | --- | --- | --- | --- |"
    for (state, verb), after in TRANSITIONS.items():
        cells = (CALLED[state].lower(), PEOPLE[WHO[verb]], _act(verb), CALLED[after].lower())
        yield f"| {' | '.join(cells)} | “{SAID[verb]}” |"


def _act(verb: Verb) -> str:
    return verb.value.replace("-", " ")
