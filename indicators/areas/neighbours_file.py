"""Reads editions.toml and the list of neighbours of each edition, and checks them."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from indicators.areas.files import Places, known_code
from indicators.areas.models import Area
from indicators.tables import Faults, Line, read, read_text

MEMBERS = 10
KEYS: dict[str, tuple[type, object]] = {
    "name": (str, None),
    "source": (str, None),
    "members_known": (bool, None),
    "published_on": (date, date.min),
    "published_on_estimated": (bool, False),
    "serves_from": (date, date.min),
}


@dataclass(frozen=True)
class Member:
    """One line: a neighbour of a subject, by codes, 1 the nearest."""

    subject: str
    member: str
    place: int


@dataclass(frozen=True)
class EditionFile:
    """An edition as its files say; `fields` are those of the model."""

    slug: str
    fields: dict[str, Any]
    members: list[Member] = field(default_factory=list)


def read_editions(folder: Path, places: Places, faults: Faults) -> list[EditionFile]:
    """All editions; what is wrong is added to the faults."""
    text = read_text(folder / "editions.toml", faults)
    try:
        entries = tomllib.loads(text or "").get("editions", [])
    except tomllib.TOMLDecodeError as fault:
        faults.add("editions.toml", f"is not TOML: {fault}. Mend that line.")
        return []
    editions: list[EditionFile] = []
    for entry in entries:
        slug = entry.pop("slug", "")
        where = f"editions.toml, {slug or 'an edition without slug'}"
        edition = EditionFile(slug, _fields(entry, where, faults))
        if not slug or slug in [e.slug for e in editions]:
            faults.add(where, "needs a slug of its own. Give it one.")
        if edition.fields["members_known"]:
            edition.members.extend(_members(folder / f"{slug}.csv", places, faults))
        editions.append(edition)
    return editions


def _fields(entry: dict[str, Any], where: str, faults: Faults) -> dict[str, Any]:
    for key in sorted(entry.keys() - KEYS):
        faults.add(f"{where}, {key}", f"is not a key. Use {', '.join(KEYS)}.")
    fields = {}
    for key, (kind, default) in KEYS.items():
        value = entry.get(key, default)
        if type(value) is not kind or value == "":
            faults.add(f"{where}, {key}", f"is missing or wrong. Write a {kind.__name__}.")
        fields[key] = None if value == date.min else value
    known = fields["members_known"]
    for key in ("published_on", "serves_from"):
        if known and fields[key] is None:
            faults.add(f"{where}, {key}", "is missing. An edition with members has a day.")
    return fields


def _members(path: Path, places: Places, faults: Faults) -> list[Member]:
    members: list[Member] = []
    places_of: dict[str, set[int]] = defaultdict(set)
    seen: set[tuple[str, str]] = set()
    for line in read(path, ("subject", "member", "place"), faults):
        subject = known_code(line, "subject", places.areas)
        member = known_code(line, "member", places.areas)
        place = _place(line)
        for column, code in (("subject", subject), ("member", member)):
            if code in places.areas and places.areas[code].kind == Area.Kind.REGION:
                line.fault(column, f"{code} is a region. Only authorities have neighbours.")
        if subject == member:
            line.fault("member", f"{member} cannot be its own neighbour.")
        if (subject, member) in seen:
            line.fault("member", f"{member} is a neighbour of {subject} already. Remove one.")
        if place in places_of[subject]:
            line.fault("place", f"{subject} has a neighbour {place} already. Mend one of them.")
        seen.add((subject, member))
        places_of[subject].add(place)
        members.append(Member(subject, member, place))
    return members


def _place(line: Line) -> int:
    text = line.required("place")
    if text and text not in {str(n) for n in range(1, MEMBERS + 1)}:
        line.fault("place", f"is “{text}”. Use 1 for the nearest to {MEMBERS} for the farthest.")
    return int(text) if text.isdigit() else 0
