"""The one door through which figures are read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.roles import Reader
from indicators.areas.models import INVENTED, Area
from indicators.catalogue.models import Series
from indicators.ledger.models import TOTAL, Missing, Observation, Status
from indicators.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure as a reader may see it at a moment."""

    id: int
    series_id: int
    area_id: int
    period: Period
    breakdown: str
    value: Decimal | None
    value_upper: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    qualifier: str
    missing_reason: str
    status: str
    period_stated: bool
    edition: str
    reference: str
    note: str
    source: str
    source_slug: str
    known_on: date
    known_on_estimated: bool
    revision: int


COLUMNS = (
    "id",
    "series_id",
    "area_id",
    "period_kind",
    "starts",
    "ends",
    "breakdown",
    "value",
    "value_upper",
    "numerator",
    "denominator",
    "qualifier",
    "missing_reason",
    "status",
    "period_stated",
    "edition",
    "reference",
    "note",
    "batch__source__name",
    "batch__source__slug",
    "known_on",
    "known_on_estimated",
    "revision",
    "series__kind",
    "series__source__name",
    "series__source__slug",
    "area__kind",
)
OWN = ("the council's own return", "return")  # the source of its own figures, and its slug


def figures(
    areas: Collection[Area],
    series: Collection[Series],
    as_of: date | None,
    reader: Reader,
    until: date | None = None,
    since: Mapping[Series, date] | None = None,
    hide: Collection[int] = (),
) -> list[Figure]:
    """The figures of these areas and series as they were known on a day, oldest period first.

    `as_of` None is today. `until` is the last period end wanted, `since` the first of each series
    that it names. Figures under embargo and those withdrawn are left out; of each the newest
    revision known by then is given. One query.
    """
    rows = _known(as_of).filter(
        area__in=[area.pk for area in areas], series__in=[one.pk for one in series]
    )
    if until:
        rows = rows.filter(ends__lte=until)
    if since:
        rows = rows.exclude(_before(since))
    newest: dict[tuple, tuple] = {}
    for row in rows.order_by("ends", "starts", "revision").values_list(*COLUMNS):
        newest[row[1:7]] = row
    return [_figure(row, reader, hide) for row in newest.values() if row[13] != Status.WITHDRAWN]


def _known(as_of: date | None) -> QuerySet[Observation]:
    """Every revision known by then and not under embargo."""
    return Observation.objects.filter(
        Q(visible_from__isnull=True) | Q(visible_from__lte=timezone.now()),
        known_on__lte=as_of or timezone.localdate(),
    )


def _before(since: Mapping[Series, date]) -> Q:
    """Periods that end before the day of their series."""
    groups: dict[date, list[int]] = {}
    for series, day in since.items():
        groups.setdefault(day, []).append(series.pk)
    before = Q()
    for day, some in groups.items():
        before |= Q(series__in=some, ends__lt=day)
    return before


def _figure(row: tuple, reader: Reader, hide: Collection[int]) -> Figure:
    named = dict(zip(COLUMNS, row, strict=True))
    period = _period(named.pop("period_kind"), named.pop("starts"), named.pop("ends"))
    usual = named.pop("series__source__name")
    source = named.pop("batch__source__name") or usual or ""
    usual_slug = named.pop("series__source__slug")
    slug = named.pop("batch__source__slug") or usual_slug or ""
    is_own = named.pop("series__kind") == Series.Kind.LOCAL
    if is_own and (reader != Reader.COUNCIL or named["id"] in hide):
        named |= _withheld()
    if is_own and not source:
        source, slug = OWN
    if named.pop("area__kind") == Area.Kind.TRAINING:
        source = slug = INVENTED
    return Figure(period=period, source=source, source_slug=slug, **named)


@lru_cache(maxsize=10_000)
def _period(kind: str, starts: date, ends: date) -> Period:
    """Thousands of figures share a few hundred periods, each checked once."""
    return Period(kind, starts, ends)


def _withheld() -> dict:
    """The council's own figures are kept whole from other readers: no number can be worked back."""
    return {
        "value": None,
        "value_upper": None,
        "numerator": None,
        "denominator": None,
        "qualifier": "",
        "note": "",
        "missing_reason": Missing.SUPPRESSED.value,
    }


def values_in(
    areas: Collection[Area], periods: Mapping[Series, Period], as_of: date | None
) -> dict[Series, dict[int, Decimal]]:
    """The bare values of official statistics in one period of each series, by the area's id.

    For pictures of where all authorities stand: the council's own series have none here, and
    neither do missing, doubtful and withdrawn figures. One query.
    """
    of_period: dict[Period, list[int]] = {}
    for series, period in periods.items():
        if series.kind == Series.Kind.PUBLISHED:
            of_period.setdefault(period, []).append(series.pk)
    wanted = Q()
    for period, some in of_period.items():
        dates = {"starts": period.starts, "ends": period.ends}
        wanted |= Q(series__in=some, period_kind=period.kind, **dates)
    if not of_period:
        return {}
    rows = _known(as_of).filter(wanted, area__in=[one.pk for one in areas], breakdown=TOTAL)
    newest: dict[tuple[int, int], tuple[Decimal | None, str]] = {}
    columns = ("series_id", "area_id", "value", "status")
    for series_id, area_id, value, status in rows.order_by("revision").values_list(*columns):
        newest[series_id, area_id] = value, status
    by_id = {one.pk: one for one in periods}
    found: dict[Series, dict[int, Decimal]] = {}
    for (series_id, area_id), (value, status) in newest.items():
        if value is not None and status not in (Status.DOUBTFUL, Status.WITHDRAWN):
            found.setdefault(by_id[series_id], {})[area_id] = value
    return found
