"""Brings the catalogue's tables in step with its files: all in one transaction, or nothing."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from indicators.areas.models import Area
from indicators.catalogue.files import Catalogue, ThemeFolder
from indicators.catalogue.models import Break, Indicator, IndicatorText, Series, Source, Theme
from indicators.catalogue.schema import IndicatorEntry, SeriesEntry
from indicators.tables import Faults

GONE = "No longer in the catalogue's files."
WORDS = (
    "numerator",
    "denominator",
    "definition",
    "why_it_matters",
    "what_good_looks_like",
    "young_people",
    "caveats",
    "definition_source",
    "breakdowns",
    "limit",
    "framework",
    "report_paragraphs",
)
MEANING = ("name", "unit", "decimals", "polarity", "span", "people", *WORDS)
PLAIN = (
    "name",
    "order",
    "core",
    "unit",
    "decimals",
    "polarity",
    "span",
    "frequency",
    "people",
    "aliases",
)
SERIES = (
    "code",
    "kind",
    "relation",
    "span",
    "frequency",
    "lag_days",
    "rounding",
    "compare",
    "is_proportion",
    "label",
    "note",
)


@dataclass
class Loaded:
    """How many indicators there are, and what loading changed."""

    indicators: int = 0
    written: int = 0
    retired: list[str] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)


def load(catalogue: Catalogue) -> Loaded:
    """Write what differs. FaultsError when a series with figures is gone or has changed."""
    result = Loaded(indicators=sum(1 for _ in catalogue.indicators()))
    with transaction.atomic():
        for slug, source in catalogue.sources.items():
            result.written += _write(Source, {"slug": slug}, dict(source))
        for theme in catalogue.themes:
            _load_theme(theme, result)
        _pair(catalogue)
        _retire_missing(catalogue, result)
        slugs = [theme.slug for theme in catalogue.themes]
        Theme.objects.exclude(slug__in=slugs).filter(indicators=None).delete()
        result.faults.stop_if_any()
    return result


def _load_theme(theme: ThemeFolder, result: Loaded) -> None:
    if theme.head is None:
        return
    result.written += _write(Theme, {"slug": theme.slug}, dict(theme.head))
    row = Theme.objects.get(slug=theme.slug)
    for slug, entry in theme.indicators.items():
        fields = {name: getattr(entry, name) for name in PLAIN}
        fields["standing"] = Indicator.Standing.CATALOGUE
        fields["texts"] = {name: getattr(entry, name) for name in WORDS}
        fields |= {"theme": row, "retired_on": entry.retired_on}
        fields["retired_why"] = entry.retired_why or ""
        result.written += _write(Indicator, {"slug": slug}, fields)
        indicator = Indicator.objects.get(slug=slug)
        where = theme.file(slug)
        _keep_wording(indicator, entry)
        for series in entry.series:
            _load_series(indicator, series, where, result)
        _load_breaks(indicator, entry, where, result)
        _remove_series(indicator, entry, where, result)


def _write(model: type[models.Model], key: dict[str, Any], fields: dict[str, Any]) -> int:
    """1 when the row was made or changed, 0 when it said so already."""
    row = model._default_manager.filter(**key).first() or model(**key)
    if row.pk and all(getattr(row, name) == value for name, value in fields.items()):
        return 0
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return 1


def _keep_wording(indicator: Indicator, entry: IndicatorEntry) -> None:
    """Each wording is kept once, so that an old page can say what was meant then."""
    body = {name: getattr(entry, name) for name in MEANING}
    text = json.dumps(body, sort_keys=True, ensure_ascii=False)
    sha = hashlib.sha256(text.encode()).hexdigest()
    IndicatorText.objects.get_or_create(indicator=indicator, sha=sha, defaults={"body": body})


def _load_series(indicator: Indicator, entry: SeriesEntry, where: str, result: Loaded) -> None:
    fields = {name: getattr(entry, name) for name in SERIES}
    fields["source"] = Source.objects.get(slug=entry.source) if entry.source else None
    try:
        with transaction.atomic():
            result.written += _write(Series, {"indicator": indicator, "key": entry.key}, fields)
    except IntegrityError:
        result.faults.add(
            f"{where}, series {entry.key}, is_proportion",
            "has changed, but the series has figures. Put it back, or begin a new series.",
        )


def _remove_series(indicator: Indicator, entry: IndicatorEntry, where: str, result: Loaded) -> None:
    """A series that nobody refers to goes with its lines; figures are never left without one."""
    for series in indicator.series.exclude(key__in=[one.key for one in entry.series]):
        try:
            series.delete()
            result.written += 1
        except ProtectedError:
            result.faults.add(
                f"{where}, series {series.key}",
                "is gone, but the database has figures or breaks of it. Put it back.",
            )


def _load_breaks(indicator: Indicator, entry: IndicatorEntry, where: str, result: Loaded) -> None:
    """The file's breaks take the place of its earlier ones; those an officer recorded stay."""
    series = {one.key: one.pk for one in indicator.series.all()}
    codes = {one.area for one in entry.breaks if one.area}
    areas = dict(Area.objects.filter(code__in=codes).values_list("code", "pk"))
    for code in sorted(codes - areas.keys()):
        result.faults.add(
            f"{where}, breaks", f"{code} is not in the database. Load the areas first."
        )
        return
    wanted = {
        (one.on, one.why, series.get(one.series or ""), areas.get(one.area or ""))
        for one in entry.breaks
    }
    ours = indicator.breaks.filter(recorded_by=None)
    if wanted != set(ours.values_list("on", "why", "series_id", "area_id")):
        ours.delete()
        Break.objects.bulk_create(
            Break(indicator=indicator, on=on, why=why, series_id=one, area_id=area)
            for on, why, one, area in wanted
        )
        result.written += len(wanted)


def _pair(catalogue: Catalogue) -> None:
    pk_of = dict(Indicator.objects.values_list("slug", "pk"))
    for _, slug, entry in catalogue.indicators():
        pair = pk_of[entry.pair] if entry.pair else None
        Indicator.objects.filter(slug=slug).exclude(pair=pair).update(pair=pair)


def _retire_missing(catalogue: Catalogue, result: Loaded) -> None:
    """An indicator that left the files is retired; its figures, targets and wordings stay."""
    slugs = [slug for _, slug, _ in catalogue.indicators()]
    ours = Indicator.objects.filter(standing=Indicator.Standing.CATALOGUE, retired_on=None)
    for indicator in ours.exclude(slug__in=slugs):
        indicator.retired_on, indicator.retired_why = timezone.localdate(), GONE
        indicator.save(update_fields=["retired_on", "retired_why"])
        result.retired.append(indicator.slug)
