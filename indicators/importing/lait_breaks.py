"""data/importing/breaks.toml: where the tool's dictionary says that years do not compare."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from indicators.tables import Faults

NEEDED = {"on", "why"}
KEYS = NEEDED | {"area", "measures", "groups"}


@dataclass(frozen=True)
class KnownBreak:
    """One change in one measure: periods that end before `on` lie on the other side.

    `area` is an official code; "" stands for every area.
    """

    code: str
    on: date
    why: str
    area: str


def read(path: Path) -> list[KnownBreak]:
    """Every break of every measure, in the file's order.

    Raises FaultsError for an unknown key or group, a missing key, and a break said twice.
    """
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    groups = said.get("groups", {})
    faults = Faults()
    found: dict[tuple[str, date, str], KnownBreak] = {}
    for number, one in enumerate(said.get("breaks", []), start=1):
        where = f"{path.name}, break {number}"
        wrong = _wrong(one, groups)
        for what in wrong:
            faults.add(where, what)
        for known in [] if wrong else _of_each_measure(one, groups):
            if found.setdefault((known.code, known.on, known.area), known) is not known:
                faults.add(where, f"{known.code} has this break twice.")
    faults.stop_if_any()
    return list(found.values())


def _wrong(one: dict[str, Any], groups: dict[str, list[str]]) -> list[str]:
    unknown = (one.keys() - KEYS) | (set(one.get("groups", [])) - groups.keys())
    return [
        *(f"“{name}” is neither a key nor a group." for name in sorted(unknown)),
        *(f"“{name}” is missing." for name in sorted(NEEDED - one.keys())),
    ]


def _of_each_measure(one: dict[str, Any], groups: dict[str, list[str]]) -> list[KnownBreak]:
    codes = [code for name in one.get("groups", []) for code in groups[name]]
    codes += one.get("measures", [])
    return [KnownBreak(code, one["on"], one["why"], one.get("area", "")) for code in codes]
