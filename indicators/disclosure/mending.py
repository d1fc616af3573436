"""One possible world: numbers that no figure shows, chosen so that all sums are kept.

Plain Python. Which of the possible worlds does not matter: a number that has only one possible
value has it in every one of them.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from indicators.disclosure.steps import Step
from indicators.disclosure.worlds import Sheet


def mended(sheet: Sheet, small: range) -> Sheet:
    """The sheet with the cells that nothing shows moved until the sums are kept, where they can be.

    `small` says which of the numbers chosen are small. What a sum still lacks after that is taken
    as it is.
    """
    free = {place for place, cell in enumerate(sheet.cells) if not cell.shown_by}
    short = {number: lack for number in range(len(sheet.sums)) if (lack := -sheet.balance(number))}
    changes: dict[int, int] = {}
    for number in list(short):
        while number in short and (moves := _closing(sheet, free, changes, short, number)):
            for cell, move in moves.items():
                changes[cell] = changes.get(cell, 0) + move
                for other, sign in sheet.sums_of[cell]:
                    short[other] = short.get(other, 0) - sign * move
            short = {other: lack for other, lack in short.items() if lack}
    if not changes:
        return sheet
    cells = list(sheet.cells)
    for place, change in changes.items():
        value = cells[place].value + change
        cells[place] = replace(cells[place], value=value, small=value in small)
    return replace(sheet, cells=cells)


def _closing(
    sheet: Sheet,
    free: Collection[int],
    changes: dict[int, int],
    short: dict[int, int],
    number: int,
) -> dict[int, int] | None:
    """Moves that bring a sum nearer to being kept, and none further from it."""
    lack = short[number]
    for size in _halves(abs(lack)):
        for cell, sign in sheet.signed[number]:
            if cell in free:
                move = sign * (size if lack > 0 else -size)
                moves = Step(sheet, free, changes, short).take(cell, move)
                if moves:
                    return moves
    return None


def _halves(amount: int) -> Iterator[int]:
    while amount:
        yield amount
        amount //= 2
