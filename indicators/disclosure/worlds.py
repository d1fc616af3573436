"""Numbers that hang together by sums, and how else those that are hidden could be.

Plain Python: it knows nothing of figures, periods or a database.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

PATIENCE = 150  # moves tried for one step; what is not found by then counts as not there


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

    def free(self, start: int, hidden: Collection[int]) -> set[int]:
        """Of the hidden cells linked to this one, those that no single sum gives away.

        A sum gives a cell away that alone is hidden in it, and all its parts where they make up 0.
        """
        free = {cell for cell in self.around(start, hidden) if cell in hidden}
        waiting = {number for cell in free for number, _ in self.sums_of[cell]}
        while waiting:
            number = waiting.pop()
            known = self._given_away(number, [c for c, _ in self.signed[number] if c in free])
            free.difference_update(known)
            waiting.update(other for cell in known for other, _ in self.sums_of[cell])
        return free

    def _given_away(self, number: int, unknown: list[int]) -> list[int]:
        if len(unknown) > 1 and (
            self.sums[number].whole in unknown or any(self.cells[c].value for c in unknown)
        ):
            return []
        return unknown


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
    free = sheet.free(cell, hidden)
    for sign in (1, -1):
        changes: dict[int, int] = {}
        while values < wanted and cell in free:
            moves = Step(sheet, free, changes).take(cell, sign)
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
    """From one possible world to another in which a cell is so much more or less.

    One free cell after the other moves by that much until all sums are kept again. Where sums nest
    or cross in two ways (parts of a whole, pieces of a time) a step is found if there is one.
    `changes` are those of earlier steps. `short` says by how much the parts of some sums are less
    than the whole, or more (below 0): moves may close such a gap, or leave it.
    """

    def __init__(
        self,
        sheet: Sheet,
        free: Collection[int],
        changes: Mapping[int, int],
        short: Mapping[int, int] = MappingProxyType({}),
    ) -> None:
        self._sheet, self._free, self._changes, self._short = sheet, free, changes, short
        self._moves: dict[int, int] = {}
        self._gaps: dict[int, int] = {}  # what the moves have added to each sum
        self._size = 1
        self._left = PATIENCE

    def take(self, cell: int, move: int) -> dict[int, int] | None:
        """The moves of all cells, or None where no step was found."""
        if not self._bears(cell, move):
            return None
        self._size = abs(move)
        self._move(cell, move)
        return self._moves if self._settled() else None

    def _bears(self, cell: int, move: int) -> bool:
        return self._sheet.cells[cell].value + self._changes.get(cell, 0) + move >= 0

    def _settled(self) -> bool:
        broken = [one for one in self._gaps if not self._is_allowed(one)]
        if not broken:
            return True
        self._left -= 1
        if self._left < 0:
            return False
        for cell, move in self._fewest(broken):
            self._move(cell, move)
            if self._settled():
                return True
            self._unmove(cell)
        return False

    def _fewest(self, broken: Iterable[int]) -> list[tuple[int, int]]:
        """The remedies of the sum that has fewest."""
        fewest: list[tuple[int, int]] | None = None
        for one in broken:
            found = self._remedies(one)
            if len(found) < 2:
                return found
            if fewest is None or len(found) < len(fewest):
                fewest = found
        return fewest or []

    def _is_allowed(self, number: int) -> bool:
        gap, short = self._gaps[number], self._short.get(number, 0)
        return min(short, 0) <= gap <= max(short, 0)

    def _remedies(self, number: int) -> list[tuple[int, int]]:
        by = -self._size if self._gaps[number] > 0 else self._size
        return [
            (cell, sign * by)
            for cell, sign in self._sheet.signed[number]
            if cell in self._free and cell not in self._moves and self._bears(cell, sign * by)
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
