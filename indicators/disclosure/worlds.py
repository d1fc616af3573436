"""Numbers that hang together by sums, and how else those that are hidden could be.

Plain Python: it knows nothing of figures, periods or a database.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property


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

    def balance(self, number: int) -> int:
        """By how much the parts of a sum are more than the whole: 0 where it is kept."""
        return sum(sign * self.cells[cell].value for cell, sign in self.signed[number])
