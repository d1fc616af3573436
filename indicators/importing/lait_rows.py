"""The rows of one measure, read as figures; what cannot be one is a fault with its row."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice
from math import isfinite
from typing import cast

from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.importing import lait_years
from indicators.importing.doubtful import doubtful
from indicators.importing.lait_figures import Cells
from indicators.importing.places import Places
from indicators.ledger.models import Missing, Status
from indicators.ledger.rows import DECIMALS, DIGITS
from indicators.ledger.staging import Staged
from indicators.periods import Period
from indicators.tables import Faults

DASH = "-"
PLAIN = re.compile(r"[0-9.eE+-]*")
SURELY_FITS = 10 ** (DIGITS - DECIMALS)
SHOWN = 20  # faults of one kind in one measure that are told one by one

Members = Mapping[int, Collection[int]]


@dataclass
class Reading:
    """What all measures share while a file is read."""

    places: Places
    known_on: date | None
    today: date
    faults: Faults
    years: Counter[tuple[str, str]] = field(default_factory=Counter)
    outside: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)


@dataclass
class Rows:
    """The figures of one measure, read: by year and area."""

    cells: Cells
    periods: dict[str, tuple[Period, str]]
    figures: dict[str, dict[int, float | None]]

    @classmethod
    def of(cls, cells: Cells, kind: str, reading: Reading) -> "Rows | None":
        periods = _periods(cells, kind, reading)
        areas = _areas(cells, reading)
        values = _values(cells, reading.faults)
        if values is None or areas is None:
            return None
        rows = cls(cells, periods, {year: {} for year in periods})
        there = {year: reading.places.there(period) for year, (period, _) in periods.items()}
        taken = 0
        for year, number, value in zip(cells.years, cells.numbers, values, strict=True):
            if year not in there:
                continue
            area = there[year].get(number)
            if area is not None:
                rows.figures[year][area] = value
                taken += 1
            elif value is not None:
                reading.outside[areas[number].name] += 1
        if taken != len(rows) or len({period for period, _ in periods.values()}) < len(periods):
            rows.refuse_twins(there, values, reading.faults)
        return rows

    def __len__(self) -> int:
        return sum(len(of_year) for of_year in self.figures.values())

    def suspects(self, members: Members) -> dict[str, set[int]]:
        """By year the areas whose figure cannot be right."""
        return {year: doubtful(values, members) for year, values in self.figures.items()}

    def staged(self, lines: Mapping[str, int], members: Members) -> Iterator[Staged]:
        """The figures under the numbers of their lines; what cannot be right is doubtful."""
        missing, suspects = Missing.NOT_STATED.value, self.suspects(members)
        for year, values in self.figures.items():
            line, status = lines[year], self.periods[year][1]
            suspect = suspects[year]
            for area, value in values.items():
                how = Status.DOUBTFUL.value if area in suspect else status
                # A plain tuple: naming half a million of them costs half a second.
                yield cast(
                    Staged,
                    (line, area, value, None, None, missing if value is None else "", how),
                )

    def check(self, series: Series, faults: Faults) -> None:
        """What the unit rules out."""
        values = [v for year in self.figures.values() for v in year.values() if v is not None]
        if not series.is_proportion or (values and min(values) >= 0 and max(values) <= 100):
            return
        pairs = zip(self.cells.rows, self.cells.values, strict=True)
        wrong = ((row, text) for row, text in pairs if text != DASH and not 0 <= float(text) <= 100)
        for row, text in islice(wrong, SHOWN):
            what = f"is {text}, but {series.indicator} is a percentage from 0 to 100."
            faults.add(f"{self.cells.code}, row {row}, Values", f"{what} Mend it at its source.")

    def refuse_twins(
        self,
        there: Mapping[str, Mapping[str, int]],
        values: Sequence[float | None],
        faults: Faults,
    ) -> None:
        """Rows that say otherwise of the same area and year; the same said twice is taken once."""
        cells = self.cells
        seen: dict[tuple[Period, str], int] = {}  # where it is said first
        wrong = []
        for now, (year, number) in enumerate(zip(cells.years, cells.numbers, strict=True)):
            if number not in there.get(year, ()):
                continue
            first = seen.setdefault((self.periods[year][0], number), now)
            if values[first] != values[now]:
                wrong.append((first, now))
            if cells.years[first] != year:
                self.figures[year].pop(there[year][number], None)
        for first, now in wrong[:SHOWN]:
            what = f"says {cells.values[now]}, but row {cells.rows[first]} says"
            what += f" {cells.values[first]} of the same area and year. Keep one of them."
            faults.add(f"{cells.code}, row {cells.rows[now]}, Values", what)


def _periods(cells: Cells, kind: str, reading: Reading) -> dict[str, tuple[Period, str]]:
    counted = Counter(cells.years)
    found = {}
    for year, count in counted.items():
        read = lait_years.read(year, kind)
        if read is None:
            reading.years[cells.code, year] += count
        else:
            found[year] = read
    return found


def _areas(cells: Cells, reading: Reading) -> dict[str, Area] | None:
    """By their number in the file; None where one is no area, or its name is another's."""
    pairs = dict.fromkeys(zip(cells.numbers, cells.places, strict=True))
    found = {}
    for number, name in pairs:
        area = reading.places.by_number.get(number)
        if area is None:
            what = f"is {number or 'empty'} ({name}), which is no area here."
            remedy = "Mend the number, or have the area added to data/areas."
        elif reading.places.by_word.get(name.strip().lower(), area) != area:
            what = f"is {number}, which is {area.name}, but the name beside it is {name}."
            remedy = "Mend one of them."
        else:
            found[number] = area
            continue
        row = _first_row(cells, number, name)
        reading.faults.add(f"{cells.code}, row {row}, LA Number", f"{what} {remedy}")
        return None
    return found


def _first_row(cells: Cells, number: str, name: str) -> int:
    pairs = zip(cells.rows, cells.numbers, cells.places, strict=True)
    return next(row for row, one, other in pairs if (one, other) == (number, name))


def _values(cells: Cells, faults: Faults) -> list[float | None] | None:
    """Numbers with up to six decimals, None for a dash."""
    with suppress(ValueError):
        if PLAIN.fullmatch("".join(cells.values)):
            values = [
                None if one == DASH else round(float(one), DECIMALS) + 0.0 for one in cells.values
            ]
            known = [one for one in values if one is not None]
            if not known or max(map(abs, known)) < SURELY_FITS or all(map(_fits, known)):
                return values
    pairs = zip(cells.rows, cells.values, strict=True)
    wrong = ((row, text) for row, text in pairs if text != DASH and not _is_number(text))
    for row, text in islice(wrong, SHOWN):
        what = f"is “{text[:40]}”, which is no number of up to {DIGITS} digits."
        remedy = "Write it like 45.3, or - where it is missing."
        faults.add(f"{cells.code}, row {row}, Values", f"{what} {remedy}")
    return None


def _is_number(text: str) -> bool:
    try:
        return bool(PLAIN.fullmatch(text)) and _fits(round(float(text), DECIMALS))
    except (ValueError, OverflowError):
        return False


def _fits(number: float) -> bool:
    """Whether both databases give it back as it is."""
    if not isfinite(number):
        return False
    said = f"{Decimal(repr(number)).normalize():f}"
    return sum(one.isdigit() for one in said) <= DIGITS
