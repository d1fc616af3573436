"""Gives the ledger what was gathered from a file, series by series."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone

from indicators.areas.models import Area
from indicators.assessment.counts import PER
from indicators.catalogue.models import Series
from indicators.importing.doubtful import doubtful, has_range
from indicators.importing.ees_checks import lines_of
from indicators.importing.ees_figures import Gathered, Given, Key
from indicators.importing.ees_mapping import DATA, Mapping
from indicators.importing.ees_survey import Survey
from indicators.importing.fractions import makes
from indicators.importing.places import Places
from indicators.importing.reference import in_its_rhythm
from indicators.importing.release_days import Known, by_rhythm, release_days
from indicators.ledger.intake import Intake, Stated, Taken
from indicators.ledger.models import Observation, Status
from indicators.periods import Period

LONGEST = 200  # signs of a reference that the ledger keeps


@dataclass
class Report:
    """What an import did, or would do, for the person who asked for it."""

    taken: Taken
    series: int = 0
    is_known: bool = False
    notes: list[str] = field(default_factory=list)


class Writing:
    """Gives the ledger what was gathered, series by series."""

    def __init__(
        self, mapping: Mapping, seen: Survey, places: Places, known_on: date | None
    ) -> None:
        self._mapping, self._survey, self._places = mapping, seen, places
        self._known_on, self._today = known_on, timezone.localdate()
        self._days = release_days(DATA)
        self._areas = {one.pk: one for one in places.by_word.values()}
        self.lags: list[Series] = []  # reference series whose rhythm the file shows to be another
        self._left_out = 0

    def all_of(self, gathered: Sequence[Gathered], into: Intake) -> Report:
        report, lines = Report(into.taken), lines_of(self._mapping)
        into.only_adds = self._mapping.entry.only_adds
        for one in gathered:
            report.series += 1
            line = lines.get((one.entry.indicator, one.entry.series))
            if line is None:  # a reference indicator that this import would make
                said = one.entry.reference
                suspects = self._suspect(one, said.compare, said.unit) if said else ()
                into.count_new(len(one.values), doubtful=len(suspects))
            else:
                days = self._known(one)
                if one.entry.reference:
                    self.lags += in_its_rhythm([line], {p: day.on for p, day in days.items()})
                into.take(line, self._stated(one, line, days))
        into.compare()
        report.notes += self._notes(into.taken)
        return report

    def _notes(self, taken: Taken) -> Iterator[str]:
        if taken.left:
            yield f"{taken.left:,} figures say otherwise than a later edition, and change nothing."
        if self._left_out:
            yield (
                f"{self._left_out:,} figures come without numerator and denominator, as the "
                "rounded numbers do not make the value."
            )

    def _stated(
        self, one: Gathered, series: Series, days: MappingOf[Period, Known]
    ) -> Iterator[Stated]:
        reference = self._survey.reference(one.entry.value, one.entry.rows)[:LONGEST]
        suspect = self._suspect(one, series.compare, series.indicator.unit)
        settled = _settled(series)
        for key, given in one.values.items():
            area, period = key
            value = given.cell.number
            if value is not None:
                value *= one.entry.factor
            numerator, denominator = self._numbers(one, series, key, given, value)
            before, status = settled.get(key, (None, ""))
            status = status if status and before == value else Status.FINAL.value
            yield Stated(
                area_id=area,
                period=period,
                value=value,
                numerator=numerator,
                denominator=denominator,
                missing_reason=given.cell.reason,
                status=Status.DOUBTFUL.value if key in suspect else status,
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

    def _suspect(self, one: Gathered, compare: str, unit: str) -> set[Key]:
        """Figures of England and regions that lie outside the range of their authorities."""
        if not has_range(compare, unit):
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
