"""Reads areas.csv, aliases.csv and changes.csv, and checks that they agree with each other."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from indicators.areas.models import Area, AreaChange
from indicators.tables import Faults, Line, read

CODE = re.compile(r"[EX][0-9]{8}")
KINDS = (Area.Kind.LOCAL_AUTHORITY, Area.Kind.REGION, Area.Kind.COUNTRY, Area.Kind.TRAINING)
SCHEMES = ("dfe", "gss", "name")


@dataclass(frozen=True, kw_only=True)
class Place:
    """One line of areas.csv; `region` is a code."""

    code: str
    name: str
    kind: str
    region: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class Alias:
    """One line of aliases.csv."""

    code: str
    scheme: str
    value: str


@dataclass(frozen=True)
class Change:
    """One line of changes.csv."""

    old: str
    new: str
    on: date
    kind: str


@dataclass
class Places:
    """What the three files say."""

    areas: dict[str, Place] = field(default_factory=dict)
    aliases: list[Alias] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def read_places(folder: Path, faults: Faults) -> Places:
    """The three files; what is wrong is added to the faults."""
    places = Places()
    lines = list(
        read(folder / "areas.csv", ("code", "name", "kind", "region", "starts", "ends"), faults)
    )
    for line in lines:
        _read_area(line, places)
    for line in lines:
        _check_region(line, places)
    for line in read(folder / "aliases.csv", ("code", "scheme", "value"), faults):
        _read_alias(line, places)
    for line in read(folder / "changes.csv", ("old", "new", "on", "kind"), faults):
        _read_change(line, places)
    return places


def known_code(line: Line, column: str, codes: Iterable[str]) -> str:
    """The cell, which must be one of the codes in areas.csv."""
    code = line.required(column)
    if code and code not in codes:
        line.fault(column, f"is “{code}”, which is not in areas.csv. Use a code that is.")
    return code


def _read_area(line: Line, places: Places) -> None:
    code, name = line.required("code"), line.required("name")
    if code and not CODE.fullmatch(code):
        line.fault("code", f"is “{code}”. An official code is a letter and 8 digits: E10000034.")
    if code in places.areas:
        line.fault("code", f"{code} is here already. Keep one line for each area.")
    if name.lower() in {place.name.lower() for place in places.areas.values()}:
        line.fault("name", f"“{name}” is the name of another area too. Tell them apart.")
    starts, ends = line.day("starts"), line.day("ends")
    if starts and ends and ends < starts:
        line.fault("ends", f"{ends} is before the area starts, {starts}. Mend one of them.")
    kind = line.choice("kind", KINDS)
    places.areas[code] = Place(
        code=code, name=name, kind=kind, region=line.text("region"), starts=starts, ends=ends
    )


def _check_region(line: Line, places: Places) -> None:
    code = line.text("region")
    if not code:
        if line.text("kind") == Area.Kind.LOCAL_AUTHORITY:
            line.fault("region", "is empty. A local authority lies in a region: give its code.")
        return
    region = places.areas.get(known_code(line, "region", places.areas))
    if region and region.kind != Area.Kind.REGION:
        line.fault("region", f"{code} is {region.name}, which is no region.")


def _read_alias(line: Line, places: Places) -> None:
    code = known_code(line, "code", places.areas)
    scheme, value = line.choice("scheme", SCHEMES), line.required("value")
    own = {place.code: place.name for place in places.areas.values()}
    others = {a.value.lower(): a.code for a in places.aliases}
    others |= {name.lower(): other for other, name in own.items()}
    others |= {other.lower(): other for other in own}
    if others.get(value.lower(), code) != code:
        other = own.get(others[value.lower()])
        line.fault("value", f"“{value}” is already a name or code of {other}. Remove one.")
    if Alias(code, scheme, value) in places.aliases:
        line.fault("value", f"“{value}” is here already. Remove one.")
    places.aliases.append(Alias(code, scheme, value))


def _read_change(line: Line, places: Places) -> None:
    old, new = line.required("old"), known_code(line, "new", places.areas)
    on, kind = line.day("on"), line.choice("kind", AreaChange.Kind.values)
    if on is None:
        line.required("on")
        return
    if kind == AreaChange.Kind.RECODED:
        if Alias(new, "gss", old) not in places.aliases:
            line.fault("old", f"{old} is not a gss alias of {new}. Add it to aliases.csv.")
    elif known_code(line, "old", places.areas) in places.areas:
        last = on - timedelta(days=1)
        if places.areas[old].ends != last:
            line.fault("old", f"{old} changes on {on}, so in areas.csv it ends on {last}.")
    if any((c.old, c.new) == (old, new) for c in places.changes):
        line.fault("new", f"the change of {old} into {new} is here already. Remove one.")
    places.changes.append(Change(old, new, on, kind))
