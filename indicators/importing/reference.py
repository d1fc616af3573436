"""Reference indicators: published measures that no indicator of the catalogue asks for."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Protocol

from indicators.areas.models import Area
from indicators.catalogue.models import Break, Indicator, IndicatorText, Series, Source, Theme
from indicators.catalogue.queries import REFERENCE
from indicators.importing.lait_breaks import KnownBreak
from indicators.periods import Period
from indicators.tables import FaultsError

KEY = "published"
LAG_DAYS = 400  # until its periods show in which rhythm it is published
SLACK_DAYS, MOST_DAYS = 31, 1500


class Described(Protocol):
    """A measure with what its indicator and its series say, in the words of the catalogue."""

    @property
    def code(self) -> str: ...
    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def decimals(self) -> int: ...
    @property
    def polarity(self) -> str: ...
    @property
    def compare(self) -> str: ...
    @property
    def span(self) -> str: ...
    @property
    def texts(self) -> dict[str, Any]: ...


def bring_in_step(
    measures: Collection[Described], source: Source, standing: str = Indicator.Standing.REFERENCE
) -> None:
    """Make the reference indicators of these measures, or have them say what the file says now.

    FaultsError where another indicator has the name already.
    """
    theme, _ = Theme.objects.get_or_create(
        slug=REFERENCE, defaults={"name": "Other published measures", "order": 1000}
    )
    known = {one.slug: one for one in Indicator.objects.all()}
    taken = [one.slug for one in measures if _is_ours(known.get(one.slug))]
    if taken:
        raise FaultsError([f"{taken[0]} is an indicator of the catalogue already."])
    series = {one.indicator_id: one for one in Series.objects.filter(key=KEY, source=source)}
    for order, measure in enumerate(measures, start=1):
        indicator = known.get(measure.slug) or Indicator(slug=measure.slug)
        fields = {"theme": theme, "order": order, "standing": standing, **_indicator(measure)}
        if _set(indicator, fields):
            _keep_wording(indicator)
        line = series.get(indicator.pk) or Series(
            indicator=indicator, key=KEY, source=source, lag_days=LAG_DAYS, span=measure.span
        )
        _set(line, _series(measure))


def bring_breaks_in_step(known: Iterable[KnownBreak], source: Source) -> None:
    """Cut reference indicators where the file says so; what officers recorded stays."""
    asked = Series.objects.filter(key=KEY, source=source).exclude(code="")
    indicators = dict(
        asked.filter(indicator__standing=Indicator.Standing.REFERENCE).values_list(
            "code", "indicator_id"
        )
    )
    areas = dict(Area.objects.values_list("code", "pk"))
    wanted = {
        (indicators[one.code], one.on, one.why, areas.get(one.area))
        for one in known
        if one.code in indicators
    }
    ours = Break.objects.filter(indicator__in=indicators.values(), recorded_by=None)
    there = {(one.indicator_id, one.on, one.why, one.area_id): one.pk for one in ours}
    Break.objects.filter(pk__in=[pk for key, pk in there.items() if key not in wanted]).delete()
    Break.objects.bulk_create(
        Break(indicator_id=indicator, on=on, why=why, area_id=area)
        for indicator, on, why, area in sorted(wanted - there.keys(), key=str)
    )


def in_its_rhythm(series: Iterable[Series], known_on: Mapping[Period, date]) -> Iterator[Series]:
    """Those whose lag, or whose span of years, the periods of the file show to be another."""
    newest = max(known_on)
    lag = min(max((known_on[newest] - newest.ends).days, 0) + SLACK_DAYS, MOST_DAYS)
    several = newest.kind in ("calendar-years", "financial-years")
    for one in series:
        span = Indicator.Span.THREE_YEAR.value if several else one.span
        if (one.lag_days, one.span) != (lag, span):
            one.lag_days, one.span = lag, span
            yield one


def _is_ours(indicator: Indicator | None) -> bool:
    return indicator is not None and indicator.is_own


def _indicator(measure: Described) -> dict[str, Any]:
    return {
        "name": measure.name,
        "unit": measure.unit,
        "decimals": measure.decimals,
        "polarity": measure.polarity,
        "span": measure.span,
        "frequency": "year",
        "people": "children",
        "texts": measure.texts,
        "aliases": [measure.code],
    }


def _series(measure: Described) -> dict[str, Any]:
    return {
        "code": measure.code,
        "kind": Series.Kind.PUBLISHED,
        "relation": Series.Relation.SAME,
        "frequency": "year",
        "compare": measure.compare,
        "is_proportion": False,
    }


def _set(row: Indicator | Series, fields: Mapping[str, Any]) -> bool:
    """Whether the row had to be written."""
    if row.pk and all(getattr(row, name) == value for name, value in fields.items()):
        return False
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return True


def _keep_wording(indicator: Indicator) -> None:
    body = {"name": indicator.name, "polarity": indicator.polarity, **indicator.texts}
    sha = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    IndicatorText.objects.get_or_create(indicator=indicator, sha=sha, defaults={"body": body})
