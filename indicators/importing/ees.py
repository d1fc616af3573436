"""Brings in one file of Explore Education Statistics by its mapping, or nothing of it."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.utils import timezone

from accounts.models import User
from indicators.areas.models import Area
from indicators.assessment.counts import PER
from indicators.catalogue.models import Indicator, Series, Source
from indicators.importing import ees_figures, ees_mapping
from indicators.importing.doubtful import doubtful
from indicators.importing.ees_figures import Gathered, Given, Key
from indicators.importing.ees_mapping import DATA, Mapping
from indicators.importing.ees_reference import bring_in
from indicators.importing.ees_rows import EesFile
from indicators.importing.ees_survey import Survey, survey
from indicators.importing.fractions import makes
from indicators.importing.places import Places
from indicators.importing.release_days import Known, by_rhythm, release_days
from indicators.ledger.intake import Intake, Stated, Taken, intake, preview
from indicators.ledger.models import Observation, Status
from indicators.ledger.verbs import is_loaded
from indicators.periods import Period
from indicators.tables import Faults

SOURCE = "ees"
WHY = "The statistical release states it otherwise now, or with the numbers behind it."
SIZES = (Indicator.Unit.COUNT, Indicator.Unit.FTE)
SHOWN = 20

Progress = Callable[[int], None]


@dataclass
class Report:
    """What an import did, or would do, for the person who asked for it."""

    taken: Taken
    series: int = 0
    is_known: bool = False
    notes: list[str] = field(default_factory=list)


def run(
    path: Path,
    mapping: Mapping,
    *,
    by: User,
    known_on: date | None = None,
    only_look: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Read the file twice, and write what the mapping names unless it is only looked at.

    `known_on` takes the place of the table of release days. FaultsError names every fault with its
    line and column, or its place in the mapping, and then nothing is written.
    """
    faults = Faults()
    file, places = EesFile(path), Places.now()
    sha256 = _sum(path, mapping, known_on)
    if is_loaded(path.name, sha256):
        return Report(Taken(), is_known=True)
    source = Source.objects.get(slug=SOURCE)
    seen = survey(file, places, mapping.filters, faults)
    faults.stop_if_any()
    ees_figures.check(mapping, seen, faults)
    faults.stop_if_any()
    found = ees_figures.gather(mapping, seen, places, faults)
    faults.stop_if_any()
    writing = _Writing(mapping, seen, places, known_on)
    if only_look:
        with preview(progress) as into:
            report = writing.all_of(found.gathered, into)
    else:
        with intake(
            source=source, file_name=path.name, sha256=sha256, by=by, why=WHY, progress=progress
        ) as into:
            bring_in(mapping, seen, source)
            report = writing.all_of(found.gathered, into)
    report.notes += _notes(file, found)
    return report


def _sum(path: Path, mapping: Mapping, known_on: date | None) -> str:
    """Of everything that decides what is written."""
    found = hashlib.sha256(mapping.text.encode())
    for one in (path, DATA / "release-days.csv"):
        with one.open("rb") as file:
            found.update(hashlib.file_digest(file, "sha256").digest())
    found.update(str(known_on).encode())
    return found.hexdigest()


def _notes(file: EesFile, found: ees_figures.Findings) -> Iterator[str]:
    """What the officer should hear, though it stops nothing."""
    for first, line in found.twice[:SHOWN]:
        yield f"Line {line} says the same as line {first}, and is taken once."
    if len(found.twice) > SHOWN:
        yield f"{len(found.twice) - SHOWN} more lines are there twice, and are taken once."
    for level, count in sorted(file.others.items()):
        yield f"Left out: {count:,} rows of the level “{level}”."
    for area, count in sorted(found.outside.items()):
        if count:
            yield f"Left out: {area}, {count} figures of periods in which it did not exist."


class _Writing:
    """Gives the ledger what was gathered, series by series."""

    def __init__(
        self, mapping: Mapping, seen: Survey, places: Places, known_on: date | None
    ) -> None:
        self._mapping, self._survey, self._places = mapping, seen, places
        self._known_on, self._today = known_on, timezone.localdate()
        self._days = release_days(DATA)
        self._areas = {one.pk: one for one in places.by_word.values()}
        self._left_out = 0

    def all_of(self, gathered: Sequence[Gathered], into: Intake) -> Report:
        report, faults = Report(into.taken), Faults()
        series = self._series()
        found: list[tuple[Gathered, Series | None]] = []
        for number, one in enumerate(gathered):
            line = series.get((one.entry.indicator, one.entry.series))
            self._check(number, one, line, faults)
            found.append((one, line))
        faults.stop_if_any()
        for one, line in found:
            report.series += 1
            if line is None:  # a reference indicator that this import would make
                into.count_new(len(one.values))
            else:
                into.take(line, self._stated(one, line))
        if self._left_out:
            report.notes.append(
                f"{self._left_out:,} figures come without numerator and denominator, as the "
                "rounded numbers do not make the value."
            )
        return report

    def _series(self) -> dict[tuple[str, str], Series]:
        """By the slug of their indicator and their key."""
        slugs = [one.indicator for one in self._mapping.entry.figures]
        rows = Series.objects.filter(indicator__slug__in=slugs).select_related("indicator")
        return {(one.indicator.slug, one.key): one for one in rows}

    def _check(self, number: int, one: Gathered, series: Series | None, faults: Faults) -> None:
        where = self._mapping.where
        if series is None:
            if one.entry.reference is None:
                known = Indicator.objects.filter(slug=one.entry.indicator).exists()
                key, what = ("series", "series") if known else ("indicator", "indicator")
                name = one.entry.series if known else one.entry.indicator
                of = f" of {one.entry.indicator}" if known else ""
                faults.add(
                    where(number, key),
                    f"is “{name}”, which is no {what}{of} here. Mend it, or add it to the catalogue.",
                )
            return
        if series.kind == Series.Kind.LOCAL:
            what = "is the council's own, which come from signed returns. Name a published one."
            faults.add(where(number, "series"), what)
        self._check_numbers(one, series, faults)

    def _check_numbers(self, one: Gathered, series: Series, faults: Faults) -> None:
        """What the unit and the kind of the series rule out."""
        entry, file = one.entry, self._survey.file
        may_exceed = entry.value in self._mapping.entry.over_100
        is_share = series.is_proportion or (series.indicator.unit == "percent" and not may_exceed)
        for key, given in one.values.items():
            value, whole = given.cell.number, one.wholes.get(key)
            if is_share and value is not None and value * entry.factor > 100:
                what = f"is {value.normalize():f}, but {series.indicator} is at most 100%."
                faults.add(file.where(given.line, entry.value), f"{what} Mend it at its source.")
            numerator = given.numerator
            if series.is_proportion and numerator is not None and whole is not None:
                if numerator > whole:
                    what = f"is {numerator.normalize():f}, more than the {whole.normalize():f}"
                    remedy = "that it is a part of. Mend one of them at their source."
                    faults.add(file.where(given.line, entry.numerator or ""), f"{what} {remedy}")

    def _stated(self, one: Gathered, series: Series) -> Iterator[Stated]:
        reference = self._survey.reference(one.entry.value, one.entry.rows)
        days = self._known(one)
        suspect = self._suspect(one, series)
        settled = _settled(series)
        for key, given in one.values.items():
            area, period = key
            value = given.cell.number
            if value is not None:
                value *= one.entry.factor
            numerator, denominator = self._numbers(one, series, key, given, value)
            before, status = settled.get(key, (None, Status.FINAL.value))
            yield Stated(
                area_id=area,
                period=period,
                value=value,
                numerator=numerator,
                denominator=denominator,
                missing_reason=given.cell.reason,
                status=(
                    Status.DOUBTFUL.value
                    if key in suspect
                    else (status if before == value else Status.FINAL.value)
                ),
                reference=reference,
                known_on=days[period].on,
                known_on_estimated=days[period].estimated,
            )

    def _known(self, one: Gathered) -> dict[Period, Known]:
        """When the figures of each period were public."""
        periods = {period for _, period in one.values}
        if self._known_on:
            return {period: Known(self._known_on, estimated=False) for period in periods}
        publication, newest = self._mapping.publication(one.entry), max(periods)
        return {
            period: self._days.get((publication, period.ends.year))
            or by_rhythm(period, newest, None, self._today)
            for period in periods
        }

    def _suspect(self, one: Gathered, series: Series) -> set[Key]:
        """Figures of England and regions that lie outside the range of their authorities."""
        if series.compare == Series.Compare.NONE or series.indicator.unit in SIZES:
            return set()
        values: dict[Period, dict[int, float | None]] = {}
        for (area, period), given in one.values.items():
            number = given.cell.number
            values.setdefault(period, {})[area] = None if number is None else float(number)
        return {
            (area, period)
            for period, of_period in values.items()
            for area in doubtful(of_period, self._places.members)
        }

    def _numbers(
        self, one: Gathered, series: Series, key: Key, given: Given, value: Decimal | None
    ) -> tuple[Decimal | None, Decimal | None]:
        """Numerator and denominator, where they make the value as rounded as all three are."""
        numerator, denominator = given.numerator, one.wholes.get(key)
        if value is None or numerator is None or denominator is None:
            return None, None
        entry, area = self._mapping.entry, self._areas[key[0]]
        is_place = area.kind == Area.Kind.LOCAL_AUTHORITY
        if makes(
            value,
            numerator,
            denominator,
            per=PER.get(series.indicator.unit, 1),
            decimals=self._decimals(one, series),
            step=entry.step if is_place else entry.regions_step,
        ):
            return numerator, denominator
        self._left_out += 1
        return None, None

    def _decimals(self, one: Gathered, series: Series) -> int:
        if series.rounding is None:
            return self._survey.columns[one.entry.value].decimals
        exponent = series.rounding.normalize().as_tuple().exponent
        return max(0, -int(exponent))


def _settled(series: Series) -> dict[Key, tuple[Decimal | None, str]]:
    """Values that another file called provisional or revised: a release says nothing of that."""
    rows = Observation.objects.filter(
        series=series, is_current=True, status__in=(Status.PROVISIONAL, Status.REVISED)
    )
    return {(one.area_id, one.period): (one.value, one.status) for one in rows}
