"""Which figures to hide, so that no small number has only one possible value.

Plain Python: it knows nothing of what the numbers are about.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indicators.disclosure.doubts import Doubt, doubt
from indicators.disclosure.worlds import Sheet

WANTED = 3  # possible values of each small number
THOROUGH = 2000  # moves tried before a number counts as lost
TRIED = 6  # numbers looked at before one more is hidden without knowing that it is enough


@dataclass(frozen=True, slots=True)
class Hidden:
    """The answer: figures by their ids, and the cells that nothing can protect any more."""

    small: frozenset[int]
    others: frozenset[int]
    lost: frozenset[int]


def hide(sheet: Sheet, public: Collection[int], age: Mapping[int, int]) -> Hidden:
    """The figures to hide: those that show a small number, and others that would betray one.

    `public` are figures that cannot be taken back; `age` says when each became known, larger is
    later. Guarantee: given every cell that a figure shows which is public or not hidden, and all
    sums, each small cell that is not `lost` has at least three possible values as whole numbers of
    0 or more; two where what is public allows no more. A lost cell can be worked out from what is
    public, or no other world was found for it with everything else hidden.
    """
    work = _Hiding(sheet, frozenset(public), age)
    work.hide_small()
    for cell in work.small_cells:
        work.protect(cell)
    work.show_again()
    return Hidden(
        small=frozenset(work.small),
        others=frozenset(work.withheld - work.small),
        lost=frozenset(cell for cell, wanted in work.wanted.items() if wanted < 2),
    )


@dataclass
class _Hiding:
    sheet: Sheet
    public: frozenset[int]
    age: Mapping[int, int]
    small: set[int] = field(default_factory=set)
    withheld: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)  # cells that nothing shows
    wanted: dict[int, int] = field(default_factory=dict)
    proofs: dict[int, Doubt] = field(default_factory=dict)
    chosen: list[frozenset[int]] = field(default_factory=list)  # hidden together, in this order
    cells_of: dict[int, list[int]] = field(default_factory=dict)
    small_cells: Sequence[int] = ()
    hideable: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        for number, cell in enumerate(self.sheet.cells):
            for figure in cell.shown_by:
                self.cells_of.setdefault(figure, []).append(number)
        self.small_cells = [n for n, cell in enumerate(self.sheet.cells) if cell.small]
        self.hidden = {n for n, cell in enumerate(self.sheet.cells) if not cell.shown_by}
        self.hideable = frozenset(
            n for n, cell in enumerate(self.sheet.cells) if not cell.shown_by & self.public
        )

    def hide_small(self) -> None:
        for cell in self.small_cells:
            self.small |= self.sheet.cells[cell].shown_by
        self._hide(self.small)

    def protect(self, cell: int) -> None:
        """Hide more until the cell has as many possible values as it can have."""
        self.wanted[cell] = WANTED
        if self._is_safe(cell):
            return
        best = doubt(self.sheet, self.hideable, cell, WANTED, THOROUGH)
        self.wanted[cell] = best.values
        while not self._is_safe(cell):
            figures = self._next(cell)
            if not figures:  # everything is hidden that the best proof rests on
                self.proofs[cell] = best
                return
            self.chosen.append(figures)
            self._hide(figures)

    def show_again(self) -> None:
        """Show again what was hidden for the sake of others and turned out not to be needed."""
        for figures in reversed(self.chosen):
            self._show(figures)
            back = {cell for figure in figures for cell in self.cells_of[figure]} - self.hidden
            again = [cell for cell, proof in self.proofs.items() if proof.rests_on & back]
            kept = {cell: self.proofs[cell] for cell in again}
            if not all(self._is_safe(cell) for cell in again):
                self.proofs |= kept
                self._hide(figures)

    def _is_safe(self, cell: int) -> bool:
        wanted = self.wanted[cell]
        self.proofs[cell] = doubt(self.sheet, self.hidden, cell, wanted)
        return self.proofs[cell].values >= wanted

    def _next(self, cell: int) -> frozenset[int]:
        """The figures to hide next: of the nearest the first that is enough, else the first."""
        first: frozenset[int] = frozenset()
        for number, figures in enumerate(self._choices(cell)):
            if number == TRIED:
                break
            first = first or figures
            self._hide(figures)
            enough = self._is_safe(cell)
            self._show(figures)
            if enough:
                return figures
        return first

    def _choices(self, cell: int) -> Iterator[frozenset[int]]:
        """What may be hidden for this cell: in the nearest sums the newest, then the smallest."""
        shown = [
            other
            for other in self.sheet.around(cell, self.hidden)
            if other not in self.hidden and other in self.hideable
        ]
        near = {
            other
            for number, _ in self.sheet.sums_of[cell]
            for other, _ in self.sheet.signed[number]
        }
        offered: set[frozenset[int]] = set()
        for other in sorted(shown, key=lambda one: (one not in near, *self._order(one))):
            figures = self.sheet.cells[other].shown_by - self.withheld
            if figures not in offered:
                offered.add(figures)
                yield figures

    def _order(self, cell: int) -> tuple[int, int, int]:
        known = max(self.age[figure] for figure in self.sheet.cells[cell].shown_by)
        return -known, self.sheet.cells[cell].value, cell

    def _hide(self, figures: Collection[int]) -> None:
        self.withheld |= set(figures)
        self.hidden |= {cell for cell in self._cells(figures) if not self._is_shown(cell)}

    def _show(self, figures: Collection[int]) -> None:
        self.withheld -= set(figures)
        self.hidden -= {cell for cell in self._cells(figures) if self._is_shown(cell)}

    def _cells(self, figures: Collection[int]) -> Iterator[int]:
        return (cell for figure in figures for cell in self.cells_of[figure])

    def _is_shown(self, cell: int) -> bool:
        """Whether a figure shows it that is public, or not withheld."""
        return any(
            one in self.public or one not in self.withheld
            for one in self.sheet.cells[cell].shown_by
        )
