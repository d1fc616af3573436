"""Brings in the Local Authority Interactive Tool's whole data set, or nothing of it."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import cast

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from indicators.areas.models import Area
from indicators.catalogue.models import Series, Source
from indicators.importing import lait_years
from indicators.importing.doubtful import doubtful, has_range
from indicators.importing.lait_books import differences
from indicators.importing.lait_breaks import read as read_breaks
from indicators.importing.lait_dictionary import Measure, Rules
from indicators.importing.lait_dictionary import read as read_dictionary
from indicators.importing.lait_figures import Cells, LongFile
from indicators.importing.lait_files import LaitFiles
from indicators.importing.places import Places
from indicators.importing.reference import bring_breaks_in_step, bring_in_step, in_its_rhythm
from indicators.importing.release_days import Known, by_rhythm, publications, release_days
from indicators.ledger.intake import Intake, Taken, intake, preview
from indicators.ledger.models import Missing, Status
from indicators.ledger.rows import DECIMALS, DIGITS
from indicators.ledger.staging import Staged
from indicators.ledger.verbs import is_loaded
from indicators.periods import Period
from indicators.tables import Faults

SOURCE = "lait"
WHY = "The Local Authority Interactive Tool states it otherwise now."
DASH = "-"
PLAIN = re.compile(r"[0-9.eE+-]*")
SURELY_FITS = 10 ** (DIGITS - DECIMALS)
SHOWN = 20  # faults of one kind that are told one by one

Progress = Callable[[int], None]
Members = Mapping[int, Collection[int]]


@dataclass
class Report:
    """What an import did, or would do, for the person who asked for it."""

    taken: Taken
    measures: int = 0
    references: int = 0
    is_known: bool = False
    not_understood: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


@dataclass
class _Reading:
    """What all measures share while a file is read."""

    places: Places
    known_on: date | None
    today: date
    faults: Faults
    years: Counter[tuple[str, str]] = field(default_factory=Counter)
    outside: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)


def run(
    files: LaitFiles,
    *,
    by: User,
    known_on: date | None = None,
    only_look: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Read everything, and write it unless it is only looked at.

    `known_on` takes the place of the table of release days. FaultsError names every fault with its
    row, and then nothing is written. A file that was taken last is not read again.
    """
    data = settings.BASE_DIR / "data"
    faults = Faults()
    rules = Rules.of(data / "importing" / "lait.toml")
    measures = read_dictionary(files.dictionary, rules, faults) if files.dictionary else {}
    faults.stop_if_any()
    sha256 = _sum(files, data, known_on)
    if is_loaded(files.long.name, sha256):
        return Report(Taken(), is_known=True)
    long = LongFile.of(files.long)
    source = Source.objects.get(slug=SOURCE)
    places = Places.now()
    otherwise = [what for book in files.books for what in differences(book, places)]
    reading = _Reading(places, known_on, timezone.localdate(), faults)
    import_of = _Import(reading, measures, rules, data, source, otherwise)
    if only_look:
        with preview(progress) as into:
            return import_of.all_of(long, into)
    with intake(
        source=source,
        file_name=files.long.name,
        sha256=sha256,
        by=by,
        why=WHY,
        progress=progress,
    ) as into:
        import_of.make_references(long)
        return import_of.all_of(long, into)


def _sum(files: LaitFiles, data: Path, known_on: date | None) -> str:
    """Of everything that decides what is written."""
    found = hashlib.sha256()
    shipped = [
        *("history-measures.csv", "release-days.csv"),
        *("importing/lait.toml", "importing/breaks.toml"),
    ]
    for path in (*files.all(), *(data / name for name in shipped)):
        with path.open("rb") as file:
            found.update(hashlib.file_digest(file, "sha256").digest())
    found.update(str(known_on).encode())
    return found.hexdigest()


class _Import:
    def __init__(
        self,
        reading: _Reading,
        measures: Mapping[str, Measure],
        rules: Rules,
        data: Path,
        source: Source,
        otherwise: Sequence[str],
    ) -> None:
        self._reading, self._measures, self._rules = reading, measures, rules
        self._publications, self._days = publications(data), release_days(data)
        self._breaks = read_breaks(data / "importing" / "breaks.toml")
        self._source, self._otherwise = source, otherwise
        self._lags: list[Series] = []

    def make_references(self, long: LongFile) -> None:
        """What the dictionary says of measures that no indicator of the catalogue asks for."""
        known = [self._measures[code] for code in long.codes if code in self._measures]
        asked = [one for one in known if one.code not in self._publications]
        bring_in_step(asked, self._source)
        bring_breaks_in_step(self._breaks, self._source)

    def all_of(self, long: LongFile, into: Intake) -> Report:
        report = Report(into.taken)
        series = self._series()
        for cells in long.measures():
            report.measures += 1
            of_code = series.get(cells.code, [])
            kind = self._kind(cells.code, of_code)
            if not kind:
                self._reading.unknown[cells.code] += len(cells.values)
                continue
            report.references += cells.code not in self._publications
            self._measure(cells, kind, of_code, into)
        self._reading.faults.stop_if_any()
        report.not_understood = [*_not_understood(self._reading), *self._otherwise]
        report.left_out = [
            f"{area}: {count} figures of years in which it did not exist"
            for area, count in sorted(self._reading.outside.items())
        ]
        if not into.only_looks:
            Series.objects.bulk_update(self._lags, ["lag_days", "span"])
        return report

    def _series(self) -> dict[str, list[Series]]:
        """By the code of their measure."""
        found: dict[str, list[Series]] = {}
        asked = Series.objects.filter(source=self._source, kind=Series.Kind.PUBLISHED)
        for one in asked.exclude(code="").select_related("indicator"):
            found.setdefault(one.code, []).append(one)
        return found

    def _kind(self, code: str, series: Sequence[Series]) -> str:
        """What a bare year of the measure means; "" where nothing says it."""
        if code in self._publications:
            return self._publications[code].kind
        if code in self._measures:
            return self._measures[code].kind
        types = {str(one.indicator.texts.get("year_type", "")) for one in series}
        by_type = self._rules.year_types.get(next(iter(types), ""), "")
        return self._rules.kinds.get(code, by_type) if types else ""

    def _measure(self, cells: Cells, kind: str, series: Sequence[Series], into: Intake) -> None:
        rows = _Rows.of(cells, kind, self._reading)
        if rows is None or not rows.periods:
            return
        if not series:  # a reference indicator that this import would make
            measure = self._measures[cells.code]
            suspects = rows.suspects(self._members(measure))
            into.count_new(len(rows), doubtful=sum(map(len, suspects.values())))
            return
        days = self._known(cells.code, rows.periods.values())
        if cells.code not in self._publications:
            self._lags += in_its_rhythm(series, {p: day.on for p, day in days.items()})
        for one in series:
            rows.check(one, self._reading.faults)
            lines = {
                year: into.line(
                    one,
                    period,
                    reference=cells.code,
                    known_on=days[period].on,
                    known_on_estimated=days[period].estimated,
                )
                for year, (period, _) in rows.periods.items()
            }
            into.add(rows.staged(lines, self._members(one)))

    def _members(self, one: Series | Measure) -> Members:
        """Whose range binds England and the regions; nobody's where figures grow with the place."""
        unit = one.indicator.unit if isinstance(one, Series) else one.unit
        return self._reading.places.members if has_range(one.compare, unit) else {}

    def _known(self, code: str, periods: Iterable[tuple[Period, str]]) -> dict[Period, Known]:
        """When the figures of each period were public."""
        reading = self._reading
        found = [period for period, _ in periods]
        if reading.known_on:
            return {period: Known(reading.known_on, estimated=False) for period in found}
        publication = self._publications.get(code)
        measure = self._measures.get(code)
        newest = max(found)
        days = {}
        for period in found:
            known = publication and self._days.get((publication.publication, period.ends.year))
            days[period] = known or by_rhythm(
                period, newest, measure.updated if measure else None, reading.today
            )
        return days


@dataclass
class _Rows:
    """The figures of one measure, read: by year and area."""

    cells: Cells
    periods: dict[str, tuple[Period, str]]
    figures: dict[str, dict[int, float | None]]

    @classmethod
    def of(cls, cells: Cells, kind: str, reading: _Reading) -> "_Rows | None":
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


def _periods(cells: Cells, kind: str, reading: _Reading) -> dict[str, tuple[Period, str]]:
    counted = Counter(cells.years)
    found = {}
    for year, count in counted.items():
        read = lait_years.read(year, kind)
        if read is None:
            reading.years[cells.code, year] += count
        else:
            found[year] = read
    return found


def _areas(cells: Cells, reading: _Reading) -> dict[str, Area] | None:
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


def _not_understood(reading: _Reading) -> Iterator[str]:
    for (code, year), count in sorted(reading.years.items()):
        yield f"{code}: the year “{year}” of {count} rows"
    for code, count in sorted(reading.unknown.items()):
        yield f"{code}: {count} rows, as the dictionary does not say what it is"
