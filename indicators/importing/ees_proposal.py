"""Writes a mapping for a file that nobody has mapped yet.

Each column of numbers under each combination of filter values becomes an unreviewed reference
indicator. What the names of columns say of their unit stands in data/importing/ees.toml.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from indicators.areas.models import Area
from indicators.catalogue.schema import PLACEHOLDER
from indicators.importing import ees_cells, ees_times
from indicators.importing.ees_figures import is_percent
from indicators.importing.ees_mapping import DATA, PREFIX
from indicators.importing.ees_rows import IDENTIFIER, TIME, EesFile, Row
from indicators.importing.ees_survey import Column, Survey, survey
from indicators.importing.ees_twins import filters_of_numbers
from indicators.importing.places import Places, existed
from indicators.tables import Faults

MAX_DECIMALS, MAX_NAME, MAX_WORDS = 3, 200, 85
MANY = 3  # cells above 100 or below 0 that are no slip
BARE = re.compile(r"[A-Za-z0-9_-]+")
HEAD = """\
# A proposal for {file}.
# It can be imported as it stands: every figure is kept and exported, but no page leads to it. To
# bring one in, see to its words and write reviewed = true. To use it for an indicator of the
# catalogue, name that and remove the reference.
# data/importing/README.md explains every key.
"""
YEARLY = """
# What a “Reporting year” is, the file does not say: see its release.
period = "{kind}"
"""
KINDS_OF_YEAR = ("financial year", "12 months to September", "academic year", "calendar year")


@dataclass
class Combination:
    """Filter values that stand in a row together, and the columns that hold durations there."""

    rows: dict[str, str]
    durations: set[str] = field(default_factory=set)


@dataclass
class Glance:
    """What a proposal must know of the rows: each combination once, in the order of the file.

    `there`: areas with a number, and at which time; only where the file leaves its meaning open.
    """

    combinations: list[Combination] = field(default_factory=list)
    there: dict[tuple[str, str], set[Area]] = field(default_factory=dict)


def propose(path: Path) -> str:
    """The mapping, as TOML. FaultsError for a file that no mapping could bring in."""
    faults = Faults()
    file, places = EesFile(path), Places.now()
    seen = survey(file, places, (), faults)
    faults.stop_if_any()
    numbers = filters_of_numbers(seen, places)
    if numbers:
        seen = survey(file, places, numbers, faults)
    if not seen.numeric:
        faults.add(path.name, "has no column of numbers, so there is nothing to import.")
        faults.stop_if_any()
    rules = tomllib.loads((DATA / "importing" / "ees.toml").read_text(encoding="utf-8"))
    return "".join(_parts(seen, _glance(seen, places), rules))


def _glance(seen: Survey, places: Places) -> Glance:
    names = [name for name in seen.filters if name not in seen.constant]
    of = [seen.file.place[name] for name in names]
    numbers = [(name, seen.file.place[name]) for name in seen.numeric]
    found: dict[tuple[str, ...], Combination] = {}
    glance = Glance()
    for row in seen.file.rows(places, Faults()):
        key = tuple(row.cells[place] for place in of)
        if key not in found:
            found[key] = Combination(dict(zip(names, key, strict=True)))
        for name, place in numbers:
            if ees_cells.is_months(row.cells[place]):
                found[key].durations.add(name)
        _note_time(seen, row, glance)
    glance.combinations = list(found.values())
    return glance


def _note_time(seen: Survey, row: Row, glance: Glance) -> None:
    time, identifier = (row.cells[seen.file.place[name]].strip() for name in (TIME, IDENTIFIER))
    if ees_times.is_open(identifier):
        areas = glance.there.setdefault((time, identifier), set())
        cells = (ees_cells.read(row.cells[seen.file.place[name]]) for name in seen.numeric)
        if row.area not in areas and any(one and one.number is not None for one in cells):
            areas.add(row.area)


def _kind(glance: Glance) -> str:
    """The first kind of year in which every area that has a number existed."""
    for kind in KINDS_OF_YEAR:
        try:
            fits = all(
                existed(area, ees_times.read(*time, kind))
                for time, areas in glance.there.items()
                for area in areas
            )
        except ees_times.TimeError:
            continue  # the import says what is wrong with the time
        if fits:
            return kind
    return KINDS_OF_YEAR[0]


def _parts(seen: Survey, glance: Glance, rules: dict[str, Any]) -> Iterator[str]:
    yield HEAD.format(file=seen.file.path.name)
    if glance.there:
        yield YEARLY.format(kind=_kind(glance))
    numeric = [seen.columns[name] for name in seen.numeric]
    above = [one.name for one in numeric if is_percent(one.name) and one.above_100 >= MANY]
    yield from _allowed("over_100", above)
    yield from _allowed("below_0", [one.name for one in numeric if _may_be_below(one, rules)])
    for column in numeric:
        for one in glance.combinations:
            yield _figure(seen, column, one, rules)


def _may_be_below(column: Column, rules: dict[str, Any]) -> bool:
    words = rules["below_0"]["words"]
    return column.below_0 >= MANY or any(word in column.name.lower() for word in words)


def _allowed(key: str, names: list[str]) -> Iterator[str]:
    if names:
        yield f"{key} = [{', '.join(quoted(name) for name in names)}]\n"


def _figure(seen: Survey, column: Column, one: Combination, rules: dict[str, Any]) -> str:
    unit = _unit(column, one, rules)
    rows = ", ".join(f"{_key(name)} = {quoted(text)}" for name, text in one.rows.items())
    lines = [
        "",
        "[[figures]]",
        f"indicator = {quoted(slug_of(seen, column.name, one.rows))}",
        f"value = {quoted(column.name)}",
        *([f"rows = {{ {rows} }}"] if rows else []),
        "[figures.reference]",
        f"name = {quoted(_name(column.name, one.rows))}",
        f"unit = {quoted(unit['unit'])}",
        f"decimals = {min(column.decimals, MAX_DECIMALS)}",
        'polarity = "context"',
        f"compare = {quoted(unit['compare'])}",
        "reviewed = false",
    ]
    return "\n".join(lines) + "\n"


def _unit(column: Column, one: Combination, rules: dict[str, Any]) -> dict[str, str]:
    if column.name in one.durations:
        return dict(rules["durations"])
    for unit in rules["units"]:
        if any(word in column.name.lower() for word in unit["words"]):
            return dict(unit)
    return {"unit": "count", "compare": "none"}


def slug_of(seen: Survey, column: str, rows: dict[str, str]) -> str:
    """From column and filter values; its end tells apart files and names that begin alike.

    The next edition of a file, with the same columns, has the same.
    """
    constant = {name: next(iter(seen.columns[name].texts), "") for name in sorted(seen.constant)}
    whole = json.dumps([seen.file.header, constant, column, rows], sort_keys=True)
    end = hashlib.sha256(whole.encode()).hexdigest()[:8]
    said = " ".join([column, *rows.values()]).lower().replace("%", " pct ")
    words = re.sub(r"[^a-z0-9]+", "-", said).strip("-")[:MAX_WORDS].strip("-")
    return f"{PREFIX}{words}-{end}" if words else f"{PREFIX}{end}"


def _name(column: str, rows: dict[str, str]) -> str:
    said = " ".join(column.replace("_", " ").split())
    filters = ", ".join(" ".join(text.split()) for text in rows.values() if text.strip())
    name = f"{said[:1].upper()}{said[1:]}{f': {filters}' if filters else ''}"[:MAX_NAME].strip()
    return f"Column {name}" if PLACEHOLDER.fullmatch(name) or not name else name


def _key(name: str) -> str:
    return name if BARE.fullmatch(name) else quoted(name)


def quoted(text: str) -> str:
    """A text of TOML, which writes it as JSON does."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
