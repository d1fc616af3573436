"""Rules that hold between the keys of one indicator, and between the indicators of the catalogue.

Each is a small generator of (key, what is wrong and the remedy).
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal

from indicators.catalogue.schema import IndicatorEntry, SeriesEntry, TargetEntry

Fault = tuple[str, str]


def within(
    entry: IndicatorEntry, sources: Collection[str], areas: Collection[str]
) -> Iterator[Fault]:
    """What one indicator says against itself, the sources and the areas."""
    yield from _core(entry)
    yield from _retirement(entry)
    yield from _parts(entry)
    yield from _series_keys(entry)
    for series in entry.series:
        where = f"series {series.key}"
        yield from ((f"{where}, {key}", what) for key, what in _series(entry, series, sources))
    yield from _breaks(entry, areas)
    for number, target in enumerate(entry.targets, 1):
        where = f"target {number}"
        yield from ((f"{where}, {key}", what) for key, what in _target(entry, target))


def pair(slug: str, entry: IndicatorEntry, slugs: Collection[str]) -> Iterator[Fault]:
    """The indicator shown beside it is another one of the catalogue."""
    if entry.pair == slug:
        yield "pair", "is the indicator itself. Name another, or remove the key."
    elif entry.pair and entry.pair not in slugs:
        yield "pair", f"“{entry.pair}” is no indicator of the catalogue. Name one that is."


def names(slug: str, entry: IndicatorEntry, owners: Mapping[str, str]) -> Iterator[Fault]:
    """`owners` gives the first indicator of each name, in small letters.

    Indicators may share an alias such as CLA: it is how readers search. A name is one indicator's.
    """
    owner = owners[entry.name.lower()]
    if owner != slug:
        yield "name", f"“{entry.name}” is the name of {owner} too. Tell them apart."
    for alias in entry.aliases:
        if alias.lower() in owners:
            yield "aliases", f"“{alias}” is the name of {owners[alias.lower()]}. Remove it."


CORE_TEXTS = ("why_it_matters", "what_good_looks_like", "young_people", "caveats")


def _core(entry: IndicatorEntry) -> Iterator[Fault]:
    for key in CORE_TEXTS:
        if entry.core and not getattr(entry, key):
            yield key, "is missing. A core indicator has every text."


def _retirement(entry: IndicatorEntry) -> Iterator[Fault]:
    if (entry.retired_on is None) != (entry.retired_why is None):
        missing = "retired_on" if entry.retired_on is None else "retired_why"
        yield missing, "is missing. A retired indicator says when and why."


def _parts(entry: IndicatorEntry) -> Iterator[Fault]:
    for key in ("numerator", "denominator"):
        if entry.unit == "percent" and not getattr(entry, key):
            yield key, "is missing. A percent says what is counted, and out of what."


def _series_keys(entry: IndicatorEntry) -> Iterator[Fault]:
    keys = [series.key for series in entry.series]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"series {key}", "is here twice. Give each series a key of its own."
    for kind in ("local", "published"):
        same = [s.key for s in entry.series if s.kind == kind and s.relation == "same"]
        if len(same) > 1:
            yield (
                "series",
                f"{' and '.join(same)} are both {kind} and the same definition, so neither can be "
                "judged alone. Make one of them close, part or other.",
            )


def _series(
    entry: IndicatorEntry, series: SeriesEntry, sources: Collection[str]
) -> Iterator[Fault]:
    if series.kind == "local" and series.source:
        yield "source", "is given, but the council's own figures come from its returns. Remove it."
    if series.kind != "local" and not series.source:
        yield "source", f"is missing. A {series.kind} series names its source."
    if series.source and series.source not in sources:
        yield "source", f"“{series.source}” is not in sources.toml. Add it there or mend the name."
    if series.is_proportion and entry.unit != "percent":
        yield "is_proportion", f"is true, but the unit is {entry.unit}. Only a percent can be."
    if entry.unit == "percent" and series.compare == "interval" and not series.is_proportion:
        yield (
            "compare",
            "is interval, which only a proportion has. Use difference.",
        )
    if series.compare == "quartile" and entry.polarity == "range":
        yield "compare", "is quartile, but a range has no best end to rank from. Use difference."
    finest = Decimal(1).scaleb(-entry.decimals)
    if series.rounding is not None and series.rounding % finest:
        yield (
            "rounding",
            f"is {series.rounding}, finer than the indicator's {entry.decimals} decimals show. "
            f"Use {finest} or a multiple of it, or more decimals.",
        )


def _breaks(entry: IndicatorEntry, areas: Collection[str]) -> Iterator[Fault]:
    seen = set()
    for number, one in enumerate(entry.breaks, 1):
        where = f"break {number}"
        if one.series and one.series not in {series.key for series in entry.series}:
            yield f"{where}, series", f"“{one.series}” is no series of this indicator. Name one."
        if one.area and one.area not in areas:
            yield f"{where}, area", f"“{one.area}” is not in areas.csv. Use the code of an area."
        if (one.on, one.series, one.area) in seen:
            yield f"{where}, on", f"{one.on} is here already. Put both reasons in one break."
        seen.add((one.on, one.series, one.area))


BOUNDS = {"higher": (True, False), "lower": (False, True), "range": (True, True)}
ASKED = {"higher": "low", "lower": "high", "range": "low and high"}


def _target(entry: IndicatorEntry, target: TargetEntry) -> Iterator[Fault]:
    if entry.polarity == "context":
        yield "low", "the polarity is context, so nothing is aimed for. Remove the target."
    elif (target.low is not None, target.high is not None) != BOUNDS[entry.polarity]:
        asked = ASKED[entry.polarity]
        yield asked, f"a target of polarity {entry.polarity} has {asked}, and only that. Mend it."
    elif target.low is not None and target.high is not None and target.low > target.high:
        yield "low", f"{target.low} is above high, {target.high}. Exchange them."
    for key, bound in (("low", target.low), ("high", target.high)):
        if entry.unit == "percent" and bound is not None and not 0 <= bound <= 100:
            yield key, f"is {bound}, which is no percentage. Use 0 to 100."
    if target.last_period and target.last_period < target.first_period:
        yield "last_period", f"{target.last_period} is before {target.first_period}. Mend one."
    if target.known_on > date.today():
        yield "known_on", f"{target.known_on} is in the future. Give the day it became public."
