"""Numbers that hang together by sums, and how else those that are hidden could be.

Plain Python: it knows nothing of figures, periods or a database.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

PATIENCE = 400  # moves tried for one step; what is not found by then counts as not there


@dataclass(frozen=True, slots=True)
class Cell:
    """A whole number of people, 0 or more, and the figures that show it; some are shown by none.

    `value` of a number that is not whole is the whole number below it.
    """

    value: int
    small: bool = False
    shown_by: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sum:
    """That some cells add up to another; cells are named by their place in the sheet.

    A sum that the numbers do not quite keep is still taken to link them: a step changes both sides
    alike.
    """

    whole: int
    parts: tuple[int, ...]

    def cells(self) -> Iterator[tuple[int, int]]:
        """Each cell with its sign."""
        yield self.whole, -1
        yield from ((part, 1) for part in self.parts)


@dataclass(frozen=True)
class Sheet:
    """All cells, and all sums between them."""

    cells: Sequence[Cell]
    sums: Sequence[Sum]

    @cached_property
    def sums_of(self) -> list[list[tuple[int, int]]]:
        """The sums in which each cell stands, with its sign there."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.cells]
        for number, one in enumerate(self.sums):
            for cell, sign in one.cells():
                found[cell].append((number, sign))
        return found

    @cached_property
    def signed(self) -> list[list[tuple[int, int]]]:
        """The cells of each sum with their signs, those in the fewest sums first."""
        return [
            sorted(one.cells(), key=lambda pair: len(self.sums_of[pair[0]])) for one in self.sums
        ]

    def around(self, start: int, hidden: Collection[int]) -> Iterator[int]:
        """The cells that sums link to this one through hidden ones, nearest first, itself first."""
        seen, waiting = {start}, [start]
        for cell in waiting:
            yield cell
            if cell not in hidden:
                continue
            for number, _ in self.sums_of[cell]:
                fresh = [other for other, _ in self.signed[number] if other not in seen]
                seen.update(fresh)
                waiting += fresh


@dataclass(frozen=True, slots=True)
class Doubt:
    """How many values of a cell are known to be possible, and what has to stay hidden for that."""

    values: int
    rests_on: frozenset[int]


def doubt(sheet: Sheet, hidden: Collection[int], cell: int, wanted: int) -> Doubt:
    """Up to `wanted` different values that the cell can have, given every cell that is not hidden.

    Each is proved by a whole world: all sums kept, no number below 0, nothing shown changed. There
    may be more than are found, never fewer.
    """
    if cell not in hidden:
        return Doubt(1, frozenset())
    values, touched = 1, {cell}
    for sign in (1, -1):
        changes: dict[int, int] = {}
        while values < wanted:
            moves = Step(sheet, hidden, changes).take(cell, sign)
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


class Step:
    """From one possible world to another in which a cell is one more or one less.

    One hidden cell after the other moves by one until all sums are kept again. Where sums nest or
    cross in two ways (parts of a whole, pieces of a time) a step is found if there is one.
    """

    def __init__(self, sheet: Sheet, hidden: Collection[int], changes: dict[int, int]) -> None:
        self._sheet, self._hidden, self._changes = sheet, hidden, changes
        self._moves: dict[int, int] = {}
        self._gaps: dict[int, int] = {}  # sums that are not kept, by how much
        self._left = PATIENCE

    def take(self, cell: int, move: int) -> dict[int, int] | None:
        """The moves of all cells, or None where no step was found."""
        if not self._bears(cell, move):
            return None
        self._move(cell, move)
        return self._moves if self._settled() else None

    def _bears(self, cell: int, move: int) -> bool:
        return self._sheet.cells[cell].value + self._changes.get(cell, 0) + move >= 0

    def _settled(self) -> bool:
        if not self._gaps:
            return True
        self._left -= 1
        if self._left < 0:
            return False
        for cell, move in min((self._remedies(one) for one in self._gaps), key=len):
            self._move(cell, move)
            if self._settled():
                return True
            self._unmove(cell)
        return False

    def _remedies(self, number: int) -> list[tuple[int, int]]:
        over = 1 if self._gaps[number] > 0 else -1
        return [
            (cell, -sign * over)
            for cell, sign in self._sheet.signed[number]
            if cell in self._hidden and cell not in self._moves and self._bears(cell, -sign * over)
        ]

    def _move(self, cell: int, move: int) -> None:
        self._moves[cell] = move
        self._shift(self._sheet.sums_of[cell], move)

    def _unmove(self, cell: int) -> None:
        self._shift(self._sheet.sums_of[cell], -self._moves.pop(cell))

    def _shift(self, sums: Iterable[tuple[int, int]], move: int) -> None:
        for number, sign in sums:
            gap = self._gaps.get(number, 0) + sign * move
            if gap:
                self._gaps[number] = gap
            else:
                del self._gaps[number]
