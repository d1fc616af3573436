"""In how many ways a hidden number could be otherwise.

Plain Python.
"""

from collections.abc import Collection
from dataclasses import dataclass

from indicators.disclosure.steps import PATIENCE, Step
from indicators.disclosure.worlds import Sheet


@dataclass(frozen=True, slots=True)
class Doubt:
    """How many values of a cell are known to be possible, and what has to stay hidden for that."""

    values: int
    rests_on: frozenset[int]


def doubt(
    sheet: Sheet, hidden: Collection[int], cell: int, wanted: int, patience: int = PATIENCE
) -> Doubt:
    """Up to `wanted` different values that the cell can have, given every cell that is not hidden.

    Each is proved by a whole world: all sums kept, no number below 0, nothing shown changed. There
    may be more than are found, never fewer.
    """
    if cell not in hidden:
        return Doubt(1, frozenset())
    values, touched = 1, {cell}
    free = _free(sheet, hidden, cell)
    for sign in (1, -1):
        changes: dict[int, int] = {}
        while values < wanted and cell in free:
            moves = Step(sheet, free, changes, patience=patience).take(cell, sign)
            if moves is None:
                break
            for other, move in moves.items():
                changes[other] = changes.get(other, 0) + move
            touched.update(moves)
            values += 1
    if values < wanted and (linked := _scalable(sheet, hidden, cell)):
        return Doubt(wanted, linked)
    return Doubt(values, frozenset(touched))


def _scalable(sheet: Sheet, hidden: Collection[int], cell: int) -> frozenset[int] | None:
    """The cells linked to this one, where all of them may be doubled: none but zeros is known."""
    linked = list(sheet.around(cell, hidden))
    if any(other not in hidden and sheet.cells[other].value for other in linked):
        return None
    return frozenset(other for other in linked if other in hidden)


def _free(sheet: Sheet, hidden: Collection[int], start: int) -> set[int]:
    """Of the hidden cells linked to this one, those that no single sum gives away.

    A sum gives a cell away that alone is hidden in it, and all its parts where they make up 0.
    """
    free = {cell for cell in sheet.around(start, hidden) if cell in hidden}
    waiting = {number for cell in free for number, _ in sheet.sums_of[cell]}
    while waiting:
        number = waiting.pop()
        unknown = [cell for cell, _ in sheet.signed[number] if cell in free]
        if len(unknown) < 2 or _is_nobody(sheet, number, unknown):
            free.difference_update(unknown)
            waiting.update(other for cell in unknown for other, _ in sheet.sums_of[cell])
    return free


def _is_nobody(sheet: Sheet, number: int, unknown: Collection[int]) -> bool:
    """Whether what is hidden of a sum is nothing but parts of 0."""
    whole = sheet.sums[number].whole
    return whole not in unknown and not any(sheet.cells[cell].value for cell in unknown)
