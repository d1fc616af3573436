"""A first look at a whole file: which columns are filters, and which hold numbers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.importing import ees_cells
from indicators.importing.ees_rows import ABOUT, EesFile
from indicators.importing.places import Places
from indicators.tables import Faults


@dataclass
class Column:
    """What the cells of a column have in common. `texts` counts each wording."""

    name: str
    place: int
    texts: Counter[str] = field(default_factory=Counter)
    numbers: int = 0
    symbols: int = 0
    others: int = 0
    decimals: int = 0
    above_100: int = 0
    below_0: int = 0

    def add(self, text: str, count: int) -> None:
        """`count` cells that say this."""
        cell = ees_cells.read(text)
        if cell is None:
            self.others += count
        elif cell.number is None:
            self.symbols += count if text.strip() else 0
        else:
            self.numbers += count
            self.decimals = max(self.decimals, decimals_of(text))
            self.above_100 += count if cell.number > 100 else 0
            self.below_0 += count if cell.number < 0 else 0

    @property
    def is_numeric(self) -> bool:
        """Whether it holds numbers, or only symbols for them; faults are in the minority."""
        if not self.numbers:
            return bool(self.symbols) and not self.others
        return self.numbers + self.symbols > self.others

    @property
    def is_empty(self) -> bool:
        return not (self.numbers or self.symbols or self.others)


@dataclass
class Survey:
    """Columns in the order of the file, without those that say when and where."""

    file: EesFile
    columns: dict[str, Column]
    filters: list[str]
    rows: int = 0

    @property
    def numeric(self) -> list[str]:
        return [
            name
            for name, one in self.columns.items()
            if one.is_numeric and name not in self.filters
        ]

    @property
    def constant(self) -> set[str]:
        """Filters that say the same in every row."""
        return {name for name in self.filters if len(self.columns[name].texts) < 2}

    def reference(self, value: str, rows: dict[str, str]) -> str:
        """`column; filter=value; filter=value`, in the order of the file."""
        said = [
            f"{name}={rows[name]}"
            for name in self.filters
            if name in rows and name not in self.constant
        ]
        return "; ".join([value, *said])


def survey(file: EesFile, places: Places, known: Iterable[str], faults: Faults) -> Survey:
    """Look at every row once. `known`: columns that a mapping calls filters."""
    columns = {name: Column(name, place) for name, place in file.place.items() if name not in ABOUT}
    rows = 0
    for row in file.rows(places, faults):
        rows += 1
        for column in columns.values():
            column.texts[row.cells[column.place]] += 1
    for column in columns.values():
        for text, count in column.texts.items():
            column.add(text, count)
    filters = [
        name
        for name, one in columns.items()
        if name in known or not (one.is_numeric or one.is_empty)
    ]
    if not rows and not faults.found:
        faults.add(file.path.name, "has no row of England, a region or an authority.")
    return Survey(file, columns, filters, rows)


def decimals_of(text: str) -> int:
    """How many decimals a number is written with, noughts at its end left out."""
    try:
        exponent = Decimal(text.strip()).normalize().as_tuple().exponent
    except ArithmeticError:
        return 0
    return max(0, -exponent) if isinstance(exponent, int) else 0
