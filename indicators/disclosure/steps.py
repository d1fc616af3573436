"""From one possible world to another: one number changes, and others until all sums are kept.

Plain Python.
"""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from indicators.disclosure.worlds import Sheet

PATIENCE = 60  # moves tried for one step; what is not found by then counts as not there


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
        patience: int = PATIENCE,
    ) -> None:
        self._sheet, self._free, self._changes, self._short = sheet, free, changes, short
        self._moves: dict[int, int] = {}
        self._gaps: dict[int, int] = {}  # what the moves have added to each sum
        self._size = 1
        self._left = patience

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
        broken = [one for one, gap in self._gaps.items() if not self._is_allowed(one, gap)]
        if not broken:
            return True
        self._left -= 1
        if self._left < 0:
            return False
        for cell, move in sorted(self._fewest(broken), key=self._harm):
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

    def _harm(self, remedy: tuple[int, int]) -> int:
        """How many sums a move would break, less those that it would settle."""
        cell, move = remedy
        harm = 0
        for number, sign in self._sheet.sums_of[cell]:
            gap = self._gaps.get(number, 0)
            harm += self._is_allowed(number, gap) - self._is_allowed(number, gap + sign * move)
        return harm

    def _is_allowed(self, number: int, gap: int) -> bool:
        short = self._short.get(number, 0)
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
