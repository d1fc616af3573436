"""Gathers from the rows of a file what its mapping asks for, and names what cannot be.

The second look at a file: every number in it is read, also those that no mapping asks for.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from indicators.importing import ees_cells, ees_times
from indicators.importing.ees_cells import Cell
from indicators.importing.ees_mapping import FigureEntry, Mapping, Rows
from indicators.importing.ees_rows import IDENTIFIER, TIME, Row
from indicators.importing.ees_survey import Survey
from indicators.importing.ees_twins import Twins
from indicators.importing.places import Places, existed
from indicators.periods import Period
from indicators.tables import Faults

PERCENT = ("percent", "pct", "%")
Key = tuple[int, Period]  # an area's number and a period


@dataclass(frozen=True, slots=True)
class Given:
    """A value where it stands in the file, and the number behind it."""

    line: int
    cell: Cell
    numerator: Decimal | None


@dataclass
class Gathered:
    """What a file says for one figure of its mapping, by area and period."""

    entry: FigureEntry
    values: dict[Key, Given] = field(default_factory=dict)
    wholes: dict[Key, Decimal | None] = field(default_factory=dict)


@dataclass
class Findings:
    """What was read, and what the officer should hear of it."""

    gathered: list[Gathered]
    twice: list[tuple[int, int]] = field(default_factory=list)
    outside: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def gather(mapping: Mapping, survey: Survey, places: Places, faults: Faults) -> Findings:
    """Read every row. A row that is there twice is taken once."""
    found = Findings([Gathered(one) for one in mapping.entry.figures])
    reading = _Reading(mapping, survey, faults, found)
    twins = Twins(survey)
    unheard = Faults()  # the survey named them
    for row in survey.file.rows(places, unheard):
        if twins.is_first(row):
            reading.row(row)
    twins.name_those_that_disagree(faults)
    found.twice = twins.same
    _check_rows(mapping, found, faults)
    return found


def _check_rows(mapping: Mapping, found: Findings, faults: Faults) -> None:
    """Filter values that each stand in the file, but never in one row."""
    for number, one in enumerate(found.gathered):
        if not one.values:
            what = (
                "match no row of the file together. Print a mapping with --propose to see which do."
            )
            faults.add(mapping.where(number, "rows"), what)


class _Reading:
    """Puts what each row says where it is asked for."""

    def __init__(self, mapping: Mapping, survey: Survey, faults: Faults, found: Findings) -> None:
        self._mapping, self._survey, self._faults, self._found = mapping, survey, faults, found
        file = survey.file
        self._time, self._identifier = file.place[TIME], file.place[IDENTIFIER]
        self._numbers = [_Range.of(mapping, survey, name) for name in survey.numeric]
        self._wanted = _Wanted.of(mapping, file.place)
        self._periods: dict[tuple[str, str, str], Period | None] = {}
        self._mixed: set[int] = set()

    def row(self, row: Row) -> None:
        self._check_numbers(row)
        for number, is_whole in self._wanted.of_row(row.cells):
            self._take(row, number, is_whole)

    def _check_numbers(self, row: Row) -> None:
        for one in self._numbers:
            what = one.fault(row.cells[one.place])
            if what:
                self._faults.add(self._survey.file.where(row.line, one.name), what)

    def _take(self, row: Row, number: int, is_whole: bool) -> None:
        one = self._found.gathered[number]
        period = self._period(row, self._mapping.period(one.entry))
        if period is None:
            return
        cells, place, key = row.cells, self._survey.file.place, (row.area.pk, period)
        if is_whole:
            one.wholes[key] = _sum(cells[place[name]] for name in one.entry.denominator)
            return
        cell = _cell(cells[place[one.entry.value]])
        if not existed(row.area, period):
            self._found.outside[row.area.name] += cell.number is not None
        elif key in one.values:
            self._mix(row, number, key)
        else:
            name = one.entry.numerator
            numerator = _cell(cells[place[name]]).number if name else None
            one.values[key] = Given(row.line, cell, numerator)

    def _mix(self, row: Row, number: int, key: Key) -> None:
        """Say once of a figure that its filter values do not tell rows apart."""
        if number in self._mixed:
            return
        self._mixed.add(number)
        one = self._found.gathered[number]
        others = [
            name
            for name in self._survey.filters
            if name not in one.entry.rows and name not in self._survey.constant
        ]
        remedy = f"Add one of: {', '.join(others)}." if others else "Keep one of the two."
        self._faults.add(
            self._mapping.where(number, "rows"),
            f"let lines {one.values[key].line} and {row.line} of {self._survey.file.path.name} "
            f"both speak for {row.area.name} {key[1].spoken}. {remedy}",
        )

    def _period(self, row: Row, kind: str) -> Period | None:
        time, identifier = row.cells[self._time].strip(), row.cells[self._identifier].strip()
        key = time, identifier, kind
        if key not in self._periods:
            try:
                self._periods[key] = ees_times.read(time, identifier, kind)
            except ees_times.TimeError as fault:
                self._faults.add(self._survey.file.where(row.line, TIME), str(fault))
                self._periods[key] = None
        return self._periods[key]


@dataclass(frozen=True)
class _Range:
    """What the numbers of a column may be."""

    name: str
    place: int
    low: int | None
    high: int | None

    @classmethod
    def of(cls, mapping: Mapping, survey: Survey, name: str) -> "_Range":
        entry = mapping.entry
        return cls(
            name,
            survey.columns[name].place,
            None if name in entry.below_0 else 0,
            100 if is_percent(name) and name not in entry.over_100 else None,
        )

    def fault(self, text: str) -> str:
        cell = _read(text)
        if cell is None:
            known = ", ".join(one or "an empty cell" for one in ees_cells.SYMBOLS)
            return f"is “{text[:40]}”, which is no number. Write a number, or one of: {known}."
        if cell.number is None:
            return ""
        if self.high is not None and cell.number > self.high:
            return f"is {text}, but a percentage is at most 100. {_mend('over_100')}"
        if self.low is not None and cell.number < self.low:
            return f"is {text}, but nothing here can be less than 0. {_mend('below_0')}"
        return ""


def _mend(key: str) -> str:
    return f"Mend it, or name the column under {key} of the mapping."


def is_percent(column: str) -> bool:
    """Whether a column of this name holds percentages."""
    return any(word in column.lower() for word in PERCENT)


class _Wanted:
    """Which figures a row is for, found by its filter values."""

    def __init__(self) -> None:
        self._by_columns: dict[tuple[int, ...], dict[tuple[str, ...], list[tuple[int, bool]]]] = {}

    @classmethod
    def of(cls, mapping: Mapping, place: dict[str, int]) -> "_Wanted":
        wanted = cls()
        for number, one in enumerate(mapping.entry.figures):
            if one.denominator:
                wanted._add(one.whole_rows, place, (number, True))
            wanted._add(one.rows, place, (number, False))
        return wanted

    def _add(self, rows: Rows, place: dict[str, int], what: tuple[int, bool]) -> None:
        columns = tuple(sorted(place[name] for name in rows))
        names = {place[name]: text for name, text in rows.items()}
        texts = tuple(names[column] for column in columns)
        self._by_columns.setdefault(columns, {}).setdefault(texts, []).append(what)

    def of_row(self, cells: list[str]) -> Iterator[tuple[int, bool]]:
        """The number of each figure, and whether the row gives its denominator."""
        for columns, by_texts in self._by_columns.items():
            yield from by_texts.get(tuple(cells[column] for column in columns), ())


@lru_cache(maxsize=100_000)
def _read(text: str) -> Cell | None:
    return ees_cells.read(text)


def _cell(text: str) -> Cell:
    """A cell that is a fault elsewhere counts as missing here."""
    return _read(text) or Cell(None, "not-stated")


def _sum(texts: Iterator[str]) -> Decimal | None:
    """None where one of them is missing."""
    numbers = [_cell(text).number for text in texts]
    known = [one for one in numbers if one is not None]
    return sum(known, Decimal(0)) if len(known) == len(numbers) else None
