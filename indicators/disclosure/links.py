"""Reads data/disclosure.toml: how numbers hang together beyond one figure and its breakdowns."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, TypeVar

from django.conf import settings
from pydantic import AfterValidator, Field

from indicators.catalogue.files import read_table, read_toml
from indicators.catalogue.schema import SLUG, Slug, Table, Text, fault
from indicators.tables import Faults, read_text

FILE, SHARED = "disclosure.toml", "returns/denominators.toml"
FOLDER: Path = settings.BASE_DIR / "data"
FIELDS = ("value", "numerator", "denominator")

T = TypeVar("T", bound=Table)


def _several(numbers: list[str]) -> list[str]:
    if len(numbers) < 2:
        raise fault("names fewer than two numbers. Name all that are the same one.")
    return numbers


class Same(Table):
    """One number that stands in several indicators."""

    why: Text
    numbers: Annotated[list[str], AfterValidator(_several)]


class Added(Table):
    """Numbers that are parts of another: all of its parts where `complete`."""

    why: Text
    whole: str
    parts: Annotated[list[str], Field(min_length=1)]
    complete: bool


class LastDay(Table):
    """Numbers of people who are there on the last day of a period."""

    numbers: list[str]


class NotPeople(Table):
    """Indicators in which no small number says anything about anybody."""

    indicators: list[Slug]


class Shared(Table):
    """A group of returns/denominators.toml."""

    words: Text
    indicators: list[Slug]


@dataclass(frozen=True)
class Links:
    """What the files say. A number is written like `care-leavers-neet.numerator`."""

    same: tuple[tuple[str, ...], ...] = ()
    sums: tuple[Added, ...] = ()
    last_day: frozenset[str] = frozenset()
    not_people: frozenset[str] = frozenset()


def read_links(folder: Path, faults: Faults, indicators: Collection[str] | None = None) -> Links:
    """The links of the files in `folder`; what is wrong is added to the faults.

    `indicators` are the slugs that there are; where they are not given, names are not looked up.
    """
    tables = read_toml(folder / FILE, FILE, faults) or {}
    groups = read_toml(folder / SHARED, SHARED, faults) or {}
    for name in sorted(tables.keys() - {"same", "sums", "counted-on-the-last-day", "not-people"}):
        faults.add(FILE, f"has “{name}”, which is no table of it. Remove it.")
    same = _each(Same, tables, "same", faults)
    sums = _each(Added, tables, "sums", faults)
    last = _one(LastDay, tables, "counted-on-the-last-day", faults)
    not_people = _one(NotPeople, tables, "not-people", faults)
    shared = {
        name: read_table(Shared, body, f"{SHARED}, {name}", faults) for name, body in groups.items()
    }
    numbers = {f"same.{name}": one.numbers for name, one in same.items()}
    numbers |= {f"sums.{name}": [one.whole, *one.parts] for name, one in sums.items()}
    numbers["counted-on-the-last-day"] = last.numbers if last else []
    named = {where: [*_slugs(where, found, faults)] for where, found in numbers.items()}
    named["not-people"] = not_people.indicators if not_people else []
    _look_up(folder, named, faults, indicators)
    return Links(
        same=(
            *(tuple(one.numbers) for one in same.values()),
            *(
                tuple(f"{slug}.denominator" for slug in one.indicators)
                for one in shared.values()
                if one
            ),
        ),
        sums=tuple(sums.values()),
        last_day=frozenset(last.numbers if last else ()),
        not_people=frozenset(named["not-people"]),
    )


@cache
def shipped_links() -> Links:
    """The links of this installation. FaultsError names everything that is wrong with them."""
    faults = Faults()
    links = read_links(FOLDER, faults)
    faults.stop_if_any()
    return links


def _each(kind: type[T], tables: Mapping, group: str, faults: Faults) -> dict[str, T]:
    found = {}
    for name, body in tables.get(group, {}).items():
        where = f"{FILE}, {group}.{name}"
        if not SLUG.fullmatch(name):
            faults.add(where, "is no name. Use small letters, digits and hyphens.")
        if one := read_table(kind, body, where, faults):
            found[name] = one
    return found


def _one(kind: type[T], tables: Mapping, name: str, faults: Faults) -> T | None:
    return read_table(kind, tables.get(name, {}), f"{FILE}, {name}", faults)


def _slugs(where: str, numbers: Collection[str], faults: Faults) -> Iterator[str]:
    for number in numbers:
        slug, _, field = number.partition(".")
        if field not in FIELDS:
            faults.add(
                f"{FILE}, {where}",
                f"“{number}” is no number of a figure. Write it like {slug or 'one'}.value.",
            )
        yield slug


def _look_up(
    folder: Path,
    named: Mapping[str, Collection[str]],
    faults: Faults,
    indicators: Collection[str] | None,
) -> None:
    if indicators is None:
        return
    lines = (read_text(folder / FILE, Faults()) or "").splitlines()
    for where, slugs in named.items():
        for slug in sorted({*slugs} - {*indicators}):
            at = next((n for n, line in enumerate(lines, 1) if f'"{slug}' in line), 0)
            faults.add(
                f"{FILE}, line {at}, {where}",
                f"“{slug}” is no indicator of the catalogue. Name one that is.",
            )
