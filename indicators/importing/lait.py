"""Brings in the Local Authority Interactive Tool's whole data set, or nothing of it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from indicators.catalogue.models import Series, Source
from indicators.importing.doubtful import has_range
from indicators.importing.lait_books import differences
from indicators.importing.lait_breaks import read as read_breaks
from indicators.importing.lait_dictionary import Measure, Rules
from indicators.importing.lait_dictionary import read as read_dictionary
from indicators.importing.lait_figures import Cells, LongFile
from indicators.importing.lait_files import LaitFiles
from indicators.importing.lait_rows import Members, Reading, Rows
from indicators.importing.places import Places
from indicators.importing.reference import bring_breaks_in_step, bring_in_step, in_its_rhythm
from indicators.importing.release_days import Known, by_rhythm, publications, release_days
from indicators.ledger.intake import Intake, Taken, intake, preview
from indicators.ledger.verbs import is_loaded
from indicators.periods import Period
from indicators.tables import Faults

SOURCE = "lait"
WHY = "The Local Authority Interactive Tool states it otherwise now."

Progress = Callable[[int], None]


@dataclass
class Report:
    """What an import did, or would do, for the person who asked for it."""

    taken: Taken
    measures: int = 0
    references: int = 0
    is_known: bool = False
    not_understood: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


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
    reading = Reading(places, known_on, timezone.localdate(), faults)
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
        reading: Reading,
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
        rows = Rows.of(cells, kind, self._reading)
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


def _not_understood(reading: Reading) -> Iterator[str]:
    for (code, year), count in sorted(reading.years.items()):
        yield f"{code}: the year “{year}” of {count} rows"
    for code, count in sorted(reading.unknown.items()):
        yield f"{code}: {count} rows, as the dictionary does not say what it is"
