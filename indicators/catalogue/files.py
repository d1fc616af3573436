"""Reads the catalogue's files and collects every fault of every file."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from indicators.catalogue import rules, wording
from indicators.catalogue.schema import (
    SLUG,
    IndicatorEntry,
    SourceEntry,
    Table,
    ThemeEntry,
)
from indicators.tables import Faults, read, read_text

T = TypeVar("T", bound=Table)
AREA_COLUMNS = ("code", "name", "kind", "region", "starts", "ends")


@dataclass
class ThemeFile:
    """One theme with the indicators that could be read, and the names of all it holds."""

    file: str
    slug: str
    head: ThemeEntry | None = None
    indicators: dict[str, IndicatorEntry] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)


@dataclass
class Catalogue:
    """Everything the files say."""

    themes: list[ThemeFile] = field(default_factory=list)
    sources: dict[str, SourceEntry] = field(default_factory=dict)

    def indicators(self) -> Iterator[tuple[ThemeFile, str, IndicatorEntry]]:
        for theme in self.themes:
            for slug, entry in theme.indicators.items():
                yield theme, slug, entry


def read_catalogue(folder: Path) -> Catalogue:
    """The catalogue in `folder` (catalogue/*.toml, sources.toml, areas/areas.csv).

    Raises FaultsError with "file, indicator, key: what is wrong. Remedy." for each fault of each
    file. Rules between keys are asked of every indicator whose keys are right in themselves.
    """
    faults = Faults()
    catalogue = Catalogue()
    for slug, body in (_toml(folder / "sources.toml", faults) or {}).items():
        source = _table(SourceEntry, body, f"sources.toml, {slug}", faults)
        if source:
            catalogue.sources[slug] = source
    paths = sorted((folder / "catalogue").glob("*.toml"))
    if not paths:
        faults.add("catalogue", "has no theme file. Put one there, named like care-leavers.toml.")
    catalogue.themes = [_theme(path, faults) for path in paths]
    places = read(folder / "areas" / "areas.csv", AREA_COLUMNS, faults)
    areas = {line.text("code") for line in places}
    _check(catalogue, areas, faults)
    faults.stop_if_any()
    return catalogue


def _theme(path: Path, faults: Faults) -> ThemeFile:
    theme = ThemeFile(path.name, path.stem)
    if not SLUG.fullmatch(path.stem):
        faults.add(path.name, "is no name for a theme. Use small letters, digits and hyphens.")
    body = _toml(path, faults)
    if body is None:
        return theme
    indicators = body.pop("indicators", {})
    theme.head = _table(ThemeEntry, body, path.name, faults)
    if not isinstance(indicators, dict):
        faults.add(f"{path.name}, indicators", "is no table. Write [indicators.name-of-one].")
        return theme
    theme.named = set(indicators)
    for slug, entry in indicators.items():
        where = f"{path.name}, {slug}"
        if not SLUG.fullmatch(slug) or len(slug) > 100:
            faults.add(where, "is no name for an indicator. Use small letters, digits and hyphens.")
        read_entry = _table(IndicatorEntry, entry, where, faults)
        if read_entry:
            theme.indicators[slug] = read_entry
    return theme


def _check(catalogue: Catalogue, areas: Collection[str], faults: Faults) -> None:
    """The rules between keys, indicators and files."""
    slugs: dict[str, str] = {}
    for theme in catalogue.themes:
        for slug in sorted(theme.named):
            if slug in slugs:
                faults.add(f"{theme.file}, {slug}", f"is in {slugs[slug]} too. Remove one.")
            slugs[slug] = theme.file
    owners: dict[str, str] = {}
    for _, slug, entry in catalogue.indicators():
        owners.setdefault(entry.name.lower(), slug)
    for theme, slug, entry in catalogue.indicators():
        found = [
            *rules.within(entry, catalogue.sources, areas),
            *rules.pair(slug, entry, slugs),
            *rules.names(slug, entry, owners),
        ]
        for key, what in found:
            faults.add(f"{theme.file}, {slug}, {key}", what)
    _check_orders(catalogue, faults)


def _check_orders(catalogue: Catalogue, faults: Faults) -> None:
    heads = {theme.file: theme.head for theme in catalogue.themes if theme.head}
    _each_once("order", {file: head.order for file, head in heads.items()}, "", faults)
    _each_once("name", {file: head.name.lower() for file, head in heads.items()}, "", faults)
    for theme in catalogue.themes:
        orders = {slug: entry.order for slug, entry in theme.indicators.items()}
        _each_once("order", orders, f"{theme.file}, ", faults)


def _each_once(key: str, values: Mapping[str, object], where: str, faults: Faults) -> None:
    first: dict[object, str] = {}
    for owner, value in values.items():
        if value in first:
            faults.add(
                f"{where}{owner}, {key}",
                f"{value} is that of {first[value]} too. Give each its own.",
            )
        first.setdefault(value, owner)


def _toml(path: Path, faults: Faults) -> dict[str, Any] | None:
    text = read_text(path, faults)
    if text is None:
        return None
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        faults.add(path.name, f"is not TOML: {error}. Mend that line.")
        return None


def _table(kind: type[T], body: Any, where: str, faults: Faults) -> T | None:
    try:
        return kind.model_validate(body)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            key, what = wording.said(kind, body, detail)
            faults.add(f"{where}, {key}" if key else where, what)
        return None
