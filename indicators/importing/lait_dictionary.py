"""The dictionary of the Local Authority Interactive Tool: what its measures mean."""

import csv
import html
import io
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from indicators.catalogue.models import Indicator
from indicators.importing.lait_years import KINDS
from indicators.tables import Faults, FaultsError

COLUMNS = ("Topic", "Measure", "Measure_short", "Polarity", "dps", "Year_Type", "Description")
TAG = re.compile(r"<[^>]+>")
SPREADSHEET_DAY = re.compile(r"[0-9]{5}")
FIRST_DAY = date(1899, 12, 30)  # of a spreadsheet's days
PREFIX = "lait-"
MAX_DECIMALS = 3
MAX_BYTES = 20_000_000


@dataclass(frozen=True, kw_only=True)
class Rules:
    """data/importing/lait.toml."""

    year_types: dict[str, str]
    kinds: dict[str, str]
    polarities: dict[str, str]
    units: list[dict[str, Any]]

    @classmethod
    def of(cls, path: Path) -> "Rules":
        rules = cls(**tomllib.loads(path.read_text(encoding="utf-8")))
        unknown = {*rules.year_types.values(), *rules.kinds.values()} - KINDS.keys()
        if unknown:
            raise FaultsError([f"{path.name}: “{min(unknown)}” is no kind of period."])
        return rules


@dataclass(frozen=True)
class Measure:
    """One measure; a code under two topics is one measure, of the first."""

    code: str
    said: dict[str, str]
    rules: Rules

    @property
    def slug(self) -> str:
        return slug_of(self.code)

    @property
    def name(self) -> str:
        return " ".join(self.said["Measure"].split())[:200]

    @property
    def kind(self) -> str:
        """What a bare year means; "" where the dictionary's word for it is unknown."""
        by_type = self.rules.year_types.get(self.said["Year_Type"], "")
        return self.rules.kinds.get(self.code, by_type)

    @property
    def polarity(self) -> str:
        return self.rules.polarities.get(self.said["Polarity"], Indicator.Polarity.CONTEXT.value)

    @cached_property
    def _unit(self) -> dict[str, Any]:
        words = self.said.get("y_axis_name", "").lower()
        for one in self.rules.units:
            if any(word in words for word in one["words"]):
                return one
        # No word is known: a plain number that is compared with nothing.
        return {"unit": Indicator.Unit.SCORE.value, "decimals": 1, "compare": "none"}

    @property
    def unit(self) -> str:
        return str(self._unit["unit"])

    @property
    def decimals(self) -> int:
        stated = self.said["dps"]
        return min(int(stated), MAX_DECIMALS) if stated.isdecimal() else self._unit["decimals"]

    @property
    def compare(self) -> str:
        return str(self._unit["compare"])

    @property
    def span(self) -> str:
        day = self.kind in ("31 March", "30 September", "school census in January")
        return (Indicator.Span.DAY if day else Indicator.Span.IN_PERIOD).value

    @property
    def updated(self) -> date | None:
        """The last day of the month in which it was last published; None for "New Data"."""
        stated = self.said.get("Last Update", "")
        if not SPREADSHEET_DAY.fullmatch(stated):
            return None
        day = FIRST_DAY + timedelta(days=int(stated))
        return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)

    @property
    def texts(self) -> dict[str, Any]:
        """What the indicator's page says of it, as plain text."""
        return {
            "definition": plain(self.said["Description"]) or f"{self.name}.",
            "definition_source": "Department for Education, Local Authority Interactive Tool",
            "topic": self.said["Topic"],
            "year_type": self.said["Year_Type"],
            "methodology": plain(self.said.get("Methodology", "")),
            "data_owner": plain(self.said.get("Data Owner (DO) /Supplier and Contact Details", "")),
        }


def _cell(value: str | None) -> str:
    """Its text; the tool writes NA where it has nothing to say."""
    text = (value or "").strip()
    return "" if text == "NA" else text


def slug_of(code: str) -> str:
    """`LAC_ceased_SGO%` → `lait-lac-ceased-sgopct`."""
    lowered = code.lower().replace("%", "pct")
    return PREFIX + re.sub(r"[^a-z0-9]", "-", lowered)


def plain(text: str) -> str:
    """Without the tags of a web page; a list or paragraph begins a new line."""
    broken = re.sub(r"(?i)<\s*(?:br|/p|/li|li|p)\b[^>]*>", "\n", text)
    stripped = html.unescape(TAG.sub("", broken)).replace("\xa0", " ")
    lines = (" ".join(line.split()) for line in stripped.splitlines())
    return "\n".join(line for line in lines if line)


def read(path: Path, rules: Rules, faults: Faults) -> dict[str, Measure]:
    """The measures by code; what is wrong with the file is added to the faults."""
    if path.stat().st_size > MAX_BYTES:
        faults.add(path.name, "is larger than 20 MB. It is not the tool's dictionary.")
        return {}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        faults.add(path.name, "is not UTF-8 text. Save the dictionary as “CSV UTF-8”.")
        return {}
    rows = csv.DictReader(io.StringIO(text), strict=True)
    found: dict[str, Measure] = {}
    try:
        missing = [one for one in COLUMNS if one not in (rows.fieldnames or ())]
        if missing:
            what = f"has no column {', '.join(missing)}. It is not the tool's dictionary."
            faults.add(path.name, what)
            return {}
        for row in rows:
            code = (row["Measure_short"] or "").strip()
            if code and code not in found:
                said = {name: _cell(value) for name, value in row.items() if name}
                found[code] = Measure(code, said, rules)
    except csv.Error as fault:
        faults.add(f"{path.name}, line {rows.line_num}", f"is not CSV ({fault}). Mend its quotes.")
    _check(path.name, found, faults)
    return found


def _check(name: str, found: dict[str, Measure], faults: Faults) -> None:
    slugs = Counter(measure.slug for measure in found.values())
    for measure in found.values():
        if slugs[measure.slug] > 1:
            faults.add(
                name,
                f"{measure.code} and another measure would both be {measure.slug}. "
                "Nothing can be imported until one has another code.",
            )
