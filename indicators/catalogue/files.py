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
HEAD = "theme"
AREA_COLUMNS = ("code", "name", "kind", "region", "starts", "ends")


@dataclass
class ThemeFolder:
    """One theme with the indicators that could be read, and the names of all it holds."""

    slug: str
    head: ThemeEntry | None = None
    indicators: dict[str, IndicatorEntry] = field(default_factory=dict)
    named: list[str] = field(default_factory=list)

    def file(self, name: str = HEAD) -> str:
        """How a file of this theme is named in a fault."""
        return f"{self.slug}/{name}.toml"


@dataclass
class Catalogue:
    """Everything the files say."""

    themes: list[ThemeFolder] = field(default_factory=list)
    sources: dict[str, SourceEntry] = field(default_factory=dict)

    def indicators(self) -> Iterator[tuple[ThemeFolder, str, IndicatorEntry]]:
        for theme in self.themes:
            for slug, entry in theme.indicators.items():
                yield theme, slug, entry


def read_catalogue(folder: Path) -> Catalogue:
    """The catalogue in `folder` (catalogue/<theme>/*.toml, sources.toml, areas/areas.csv).

    Raises FaultsError with "file, key: what is wrong. Remedy." for each fault of each file. Rules
    between keys are asked of every indicator whose keys are right in themselves.
    """
    faults = Faults()
    catalogue = Catalogue()
    for slug, body in (read_toml(folder / "sources.toml", "sources.toml", faults) or {}).items():
        source = read_table(SourceEntry, body, f"sources.toml, {slug}", faults)
        if source:
            catalogue.sources[slug] = source
    paths = sorted(path for path in (folder / "catalogue").glob("*") if path.is_dir())
    if not paths:
        faults.add("catalogue", "has no theme folder. Put one there, named like care-leavers.")
    catalogue.themes = [_theme(path, faults) for path in paths]
    places = read(folder / "areas" / "areas.csv", AREA_COLUMNS, faults)
    areas = {line.text("code") for line in places}
    _check(catalogue, areas, faults)
    faults.stop_if_any()
    return catalogue


def _theme(folder: Path, faults: Faults) -> ThemeFolder:
    theme = ThemeFolder(folder.name)
    if not SLUG.fullmatch(theme.slug):
        faults.add(theme.slug, "is no name for a theme. Use small letters, digits and hyphens.")
    head = read_toml(folder / f"{HEAD}.toml", theme.file(), faults)
    if head is not None:
        theme.head = read_table(ThemeEntry, head, theme.file(), faults)
    for path in sorted(folder.glob("*.toml")):
        if path.stem != HEAD:
            _indicator(theme, path, faults)
    return theme


def _indicator(theme: ThemeFolder, path: Path, faults: Faults) -> None:
    slug, where = path.stem, theme.file(path.stem)
    theme.named.append(slug)
    if not SLUG.fullmatch(slug) or len(slug) > 100:
        faults.add(where, "is no name for an indicator. Use small letters, digits and hyphens.")
    body = read_toml(path, where, faults)
    entry = None if body is None else read_table(IndicatorEntry, body, where, faults)
    if entry:
        theme.indicators[slug] = entry


def _check(catalogue: Catalogue, areas: Collection[str], faults: Faults) -> None:
    """The rules between keys, indicators and files."""
    themes: dict[str, str] = {}
    for theme in catalogue.themes:
        for slug in theme.named:
            if slug in themes:
                faults.add(theme.file(slug), f"is in {themes[slug]} too. Remove one.")
            themes[slug] = theme.slug
    owners: dict[str, str] = {}
    for _, slug, entry in catalogue.indicators():
        owners.setdefault(entry.name.lower(), slug)
    for theme, slug, entry in catalogue.indicators():
        found = [
            *rules.within(entry, catalogue.sources, areas),
            *rules.pair(slug, entry, themes),
            *rules.names(slug, entry, owners),
        ]
        for key, what in found:
            faults.add(f"{theme.file(slug)}, {key}", what)
    _check_orders(catalogue, faults)


def _check_orders(catalogue: Catalogue, faults: Faults) -> None:
    heads = {theme.file(): theme.head for theme in catalogue.themes if theme.head}
    _each_once("order", {file: head.order for file, head in heads.items()}, faults)
    _each_once("name", {file: head.name.lower() for file, head in heads.items()}, faults)
    for theme in catalogue.themes:
        orders = {theme.file(slug): one.order for slug, one in theme.indicators.items()}
        _each_once("order", orders, faults)


def _each_once(key: str, values: Mapping[str, object], faults: Faults) -> None:
    first: dict[object, str] = {}
    for file, value in values.items():
        if value in first:
            faults.add(
                f"{file}, {key}", f"{value} is that of {first[value]} too. Give each its own."
            )
        first.setdefault(value, file)


def read_toml(path: Path, where: str, faults: Faults) -> dict[str, Any] | None:
    """What the file says, its numbers exact; None and a fault when it cannot be read."""
    text = read_text(path, faults, where)
    return None if text is None else parse_toml(text, where, faults)


def parse_toml(text: str, where: str, faults: Faults) -> dict[str, Any] | None:
    """What the text says, its numbers exact; None and a fault when it is not TOML."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        faults.add(where, f"is not TOML: {error}. Mend that line.")
        return None


def read_table(kind: type[T], body: Any, where: str, faults: Faults) -> T | None:
    """The table with every key checked, or None and a fault for each."""
    try:
        return kind.model_validate(body)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            key, what = wording.said(kind, body, detail)
            faults.add(f"{where}, {key}" if key else where, what)
        return None
