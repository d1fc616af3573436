"""How the pages of boards say numbers and states."""

from improvement.boards.states import State

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
STATES = {
    State.PLANNED: "Being prepared",
    State.PAST: "No papers were despatched",
    State.DESPATCHED: "Papers are out",
    State.CLOSED: "Minutes agreed",
}


def ordinal(number: int) -> str:
    """Such as "third", or "11th"."""
    if 1 <= number <= len(ORDINALS):
        return ORDINALS[number - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 11 <= number % 100 <= 13 else ending}"
