"""Lines of numbers through time, and the cells that their figures make of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from indicators.disclosure.amounts import Amount, Line, is_small
from indicators.disclosure.pieces import Pieces, pieces
from indicators.disclosure.worlds import Cell, Sheet, Sum

Key = tuple


@dataclass
class Book:
    """Cells and sums in the making: one cell for each number, however many figures show it."""

    places: dict[Key, int] = field(default_factory=dict)
    amounts: list[Decimal] = field(default_factory=list)
    small: list[bool] = field(default_factory=list)
    shown_by: list[set[int]] = field(default_factory=list)
    sums: dict[Sum, None] = field(default_factory=dict)

    def cell(self, key: Key, amount: Decimal) -> int:
        """Where the cell is; it is made where there is none, and keeps its first amount."""
        place = self.places.setdefault(key, len(self.places))
        if place == len(self.amounts):
            self.amounts.append(amount)
            self.small.append(is_small(amount))
            self.shown_by.append(set())
        return place

    def shown(self, key: Key, one: Amount) -> int:
        """The cell, as a number that a figure shows."""
        place = self.cell(key, one.stretch.amount)
        self.small[place] |= one.is_small
        self.shown_by[place].add(one.figure)
        return place

    def add(self, whole: int, parts: Iterable[int]) -> None:
        self.sums[Sum(whole, tuple(parts))] = None

    def sheet(self) -> Sheet:
        cells = [
            Cell(max(int(amount), 0), small, frozenset(figures))
            for amount, small, figures in zip(self.amounts, self.small, self.shown_by, strict=True)
        ]
        return Sheet(cells, list(self.sums))


NOTHING = Pieces()


@dataclass
class Drawn:
    """A line with its cells: on days, and between days."""

    line: Line
    book: Book
    days: dict[date, int] = field(default_factory=dict)
    pieces: Pieces = NOTHING

    def covers(self, starts: date, after: date) -> bool:
        cuts = self.pieces.cuts
        return starts in cuts and after in cuts and self.pieces.between(starts, after) is not None

    def between(self, starts: date, after: date) -> int:
        """The cell from a cut to another, tied to its pieces; it must be covered."""
        amount = self.pieces.between(starts, after)
        whole = self.book.cell((self.line, starts, after), amount or Decimal(0))
        cuts = self.pieces.cuts
        inside = list(pairwise(cuts[cuts.index(starts) : cuts.index(after) + 1]))
        if len(inside) > 1:
            self.book.add(whole, [self.between(*piece) for piece in inside])
        return whole


def draw(amounts: Sequence[Amount], book: Book) -> tuple[dict[Line, Drawn], dict[tuple, int]]:
    """Every line with its cells, and the cell of each figure's number by figure and line.

    Where figures say different numbers of one line and time, the newest is taken; each of them
    shows it.
    """
    grouped: dict[Line, list[Amount]] = defaultdict(list)
    for one in sorted(amounts, key=lambda one: (one.known_on, one.figure), reverse=True):
        grouped[one.line].append(one)
    lines: dict[Line, Drawn] = {}
    cell_of: dict[tuple, int] = {}
    for line, found in grouped.items():
        drawn = lines[line] = Drawn(line, book)
        for one in found:
            if one.on_a_day:
                day = one.stretch.ends
                cell_of[one.figure, line] = drawn.days[day] = book.shown((line, day), one)
        _draw_flow(drawn, [one for one in found if not one.on_a_day], cell_of)
    return lines, cell_of


def _draw_flow(drawn: Drawn, found: Sequence[Amount], cell_of: dict[tuple, int]) -> None:
    first: dict[tuple[date, date], Amount] = {}
    for one in found:
        first.setdefault((one.stretch.starts, one.stretch.after), one)
    drawn.pieces = pieces([one.stretch for one in first.values()])
    apart = {span for place, span in enumerate(first) if place in drawn.pieces.apart}
    for one in found:
        span = one.stretch.starts, one.stretch.after
        key = (drawn.line, *span, "apart") if span in apart else (drawn.line, *span)
        cell_of[one.figure, drawn.line] = drawn.book.shown(key, one)
    for span in first:
        if span not in apart:
            drawn.between(*span)


def link(
    book: Book, whole: Drawn, parts: Sequence[Drawn], why: str, *, complete: bool = True
) -> None:
    """Tie a line to its parts wherever both are known: on days, and between common cuts.

    Where parts are missing, or there are others, what is left over is a number like any other.
    """
    for day, place in whole.days.items():
        found = [one.days[day] for one in parts if day in one.days]
        _tie(book, place, found, (why, whole.line, day), complete and len(found) == len(parts))
    for starts, after in _grids(whole, parts):
        if not whole.covers(starts, after):
            continue
        some = [one for one in parts if one.covers(starts, after)]
        _tie(
            book,
            whole.between(starts, after),
            [one.between(starts, after) for one in some],
            (why, whole.line, starts, after),
            complete and len(some) == len(parts),
            is_open=any(one.pieces.is_open(starts, after) for one in (whole, *some)),
        )


def _grids(whole: Drawn, parts: Sequence[Drawn]) -> Iterator[tuple[date, date]]:
    """Every stretch between cuts that the whole shares with a part, or with all of them."""
    shared = [{*whole.pieces.cuts} & {*one.pieces.cuts} for one in parts]
    if shared:
        shared.append(set[date].intersection(*shared))
    yield from sorted({stretch for cuts in shared for stretch in pairwise(sorted(cuts))})


def _tie(
    book: Book, whole: int, parts: Sequence[int], key: Key, complete: bool, is_open: bool = False
) -> None:
    if not parts:
        return
    amount, found = book.amounts[whole], [book.amounts[part] for part in parts]
    if len(parts) > 1 and amount and set(found) == {amount}:
        for part in parts:  # shares of the same people, not parts of them
            book.add(whole, [part])
        return
    left = amount - sum(found)
    if complete and (is_open or left == 0):
        book.add(whole, parts)
    elif is_open or left >= 0:
        book.add(whole, [*parts, book.cell(("left", *key), max(left, Decimal(0)))])
    # Else the parts overlap: they add up to more than the whole, which says nothing of it.


def by_name(lines: Mapping[Line, Drawn]) -> dict[str, dict[str, Drawn]]:
    """The lines of each number, by breakdown."""
    found: dict[str, dict[str, Drawn]] = defaultdict(dict)
    for line, drawn in lines.items():
        found[line.name][line.breakdown] = drawn
    return found


def dimensions(breakdowns: Mapping[str, Drawn]) -> Iterator[tuple[str, list[Drawn]]]:
    """Each dimension by which a number is split, with its members."""
    members: dict[str, list[Drawn]] = defaultdict(list)
    for breakdown, drawn in breakdowns.items():
        dimension, split, _ = breakdown.partition(":")
        if split:
            members[dimension].append(drawn)
    yield from members.items()
