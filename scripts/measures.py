"""Reads the tables that say which published measure answers which indicator.

data/history-measures.csv and the mappings in data/importing/ees, with unit and rounding that the
catalogue gives; data/README.md explains every column.
"""

import csv
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from indicators.periods import Period

PER = {"percent": 100, "per-10,000": 10_000, "per-100,000": 100_000}
SIZES = ("count", "fte")
YEAR = re.compile(r"(?P<year>\d{4})(?:[/-](?P<end>\d{2}))?(?: \((?P<how>Rev|prov|Final)\))?")
STATUS = {"Rev": "revised", "prov": "provisional"}


def _third_thursday_of_january(year: int) -> str:
    first = date(year, 1, 1)
    return str(first + timedelta(days=(3 - first.weekday()) % 7 + 14))


# The written form of a measure's period by the year it ends in.
PERIODS: dict[str, Callable[[int], str]] = {
    "financial year": lambda year: f"{year - 1}-{year % 100:02d}",
    "academic year": lambda year: f"AY {year - 1}-{year % 100:02d}",
    "calendar year": lambda year: f"CY {year}",
    "12 months to September": lambda year: f"12m to {year}-M09",
    "31 March": lambda year: f"{year}-03-31",
    "30 September": lambda year: f"{year}-09-30",
    "school census in January": _third_thursday_of_january,
}
SPLIT_YEARS = ("financial year", "academic year")


@dataclass(frozen=True)
class Release:
    """Where a statistical release has the same measure.

    `rows` picks the rows that carry it. With `whole` the denominator stands in other rows.
    `denominator` names the columns that add up to it. `step` is what the numbers of an authority
    are rounded to (0 where they are exact), `regions_step` those of regions and England.
    """

    file: str
    value: str
    numerator: str = ""
    denominator: tuple[str, ...] = ()
    rows: dict[str, str] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)
    step: Decimal = Decimal(0)
    regions_step: Decimal = Decimal(0)

    @property
    def fraction(self) -> str:
        """What is divided by what, in the words of the release."""
        parts = " + ".join(self.denominator)
        return f"{self.numerator} / {f'{parts} ({self._whole})' if self.whole else parts}"

    @property
    def _whole(self) -> str:
        return next(text for name, text in self.whole.items() if self.rows[name] != text)


@dataclass(frozen=True, eq=False)
class Measure:
    """One published measure of an indicator: `decimals` as published, `per` what it is said of."""

    slug: str
    code: str
    kind: str
    publication: str
    unit: str
    decimals: int
    release: Release | None = None

    @property
    def per(self) -> int:
        return PER.get(self.unit, 1)

    @property
    def is_size(self) -> bool:
        """Whether it grows with the place, so that England is a sum."""
        return self.unit in SIZES

    def period(self, year: int) -> str:
        return PERIODS[self.kind](year)

    def last_day(self, year: int) -> str:
        return str(Period.parse(self.period(year)).ends)

    def read_year(self, text: str) -> tuple[int, str]:
        """The year a period ends in, and how final its figure is."""
        match = YEAR.fullmatch(text)
        if not match:
            raise SystemExit(f"{self.code}: “{text}” is no year that is understood")
        year, end = int(match["year"]), match["end"]
        if end:
            if self.kind not in SPLIT_YEARS or (year + 1) % 100 != int(end):
                raise SystemExit(f"{self.code}: “{text}” is no {self.kind}")
            year += 1
        return year, STATUS.get(match["how"] or "", "final")


def measures(data: Path) -> list[Measure]:
    """Every measure of the tables in this data folder."""
    releases = {
        figures["indicator"]: _release(path.stem, mapping, figures)
        for path in sorted((data / "importing" / "ees").glob("*.toml"))
        for mapping in [_mapping(path)]
        for figures in mapping["figures"]
        if "reference" not in figures
    }
    return [_measure(row, data, releases) for row in _rows(data / "history-measures.csv")]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _measure(row: dict[str, str], data: Path, releases: dict[str, Release]) -> Measure:
    slug = row["indicator"]
    (path,) = (data / "catalogue").glob(f"*/{slug}.toml")
    indicator = tomllib.loads(path.read_text(encoding="utf-8"))
    (series,) = (one for one in indicator["series"] if one["key"] == "published")
    exponent = Decimal(str(series["rounding"])).normalize().as_tuple().exponent
    return Measure(
        slug=slug,
        code=row["code"],
        kind=row["period"],
        publication=row["publication"],
        unit=indicator["unit"],
        decimals=max(0, -int(exponent)),
        release=releases.get(slug),
    )


def _mapping(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def _release(file: str, mapping: dict[str, Any], figures: dict[str, Any]) -> Release:
    """As the import's mapping says it."""
    rows = figures.get("rows", {})
    other = figures.get("denominator_rows")
    return Release(
        file=file,
        value=figures["value"],
        numerator=figures.get("numerator", ""),
        denominator=tuple(figures.get("denominator", ())),
        rows=rows,
        whole={**rows, **other} if other else {},
        step=Decimal(mapping.get("step", 0)),
        regions_step=Decimal(mapping.get("regions_step", 0)),
    )
