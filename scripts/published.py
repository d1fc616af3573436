"""Reads the published files: what each cell of the tool and of the statistical releases says."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from scripts.measures import Measure

REASONS = {
    "c": "suppressed",
    "x": "not-available",
    ":": "not-available",
    "": "not-available",
    "z": "not-applicable",
    "u": "unreliable",
    "low": "rounds-to-zero",
    "k": "rounds-to-zero",
}
Key = tuple[str, int]  # an area's code and the year a period ends in


def reason(text: str) -> str:
    """Why a cell of a statistical release holds no number; empty when it holds one."""
    return REASONS.get(text.strip(), "")


@dataclass(frozen=True)
class Stated:
    """What the tool says of one area in one year: the text of its value, and how final it is."""

    text: str
    status: str

    @property
    def value(self) -> Decimal | None:
        """Without the noise of binary fractions: no publisher prints more than six decimals."""
        return None if self.text == "-" else Decimal(self.text).quantize(Decimal("0.000001"))


@dataclass(frozen=True)
class Cell:
    """What a statistical release says of one area in one year."""

    text: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None


class Areas:
    """Official codes from data/areas, by the numbers and former codes that the files use."""

    def __init__(self, folder: Path) -> None:
        with (folder / "areas.csv").open(encoding="utf-8", newline="") as rows:
            self.rows = {row["code"]: row for row in csv.DictReader(rows)}
        with (folder / "aliases.csv").open(encoding="utf-8", newline="") as rows:
            self.aliases = {(r["scheme"], r["value"]): r["code"] for r in csv.DictReader(rows)}

    def of_number(self, number: int) -> str:
        return self.aliases["dfe", str(number)]

    def of_row(self, row: dict[str, str]) -> str:
        """The current code of a row of a statistical release, under whatever code it stands."""
        level = row["geographic_level"]
        if level == "National":
            return row["country_code"]
        if level == "Regional":
            return row["region_code"]
        code = row["new_la_code"]
        return self.aliases.get(("gss", code), code)

    def exists(self, code: str, day: str) -> bool:
        row = self.rows[code]
        return row["starts"] <= day and (not row["ends"] or day <= row["ends"])

    def authorities(self, region: str) -> list[str]:
        """All authorities, or those of a region."""
        return [
            code
            for code, row in self.rows.items()
            if row["kind"] == "local-authority" and region in ("", row["region"])
        ]


class Lait:
    """The Local Authority Interactive Tool."""

    def __init__(self, shared: Path, areas: Areas) -> None:
        import pandas

        table = pandas.read_parquet(shared / "data/lait/bds_long_0.parquet")
        self.by_code = dict(tuple(table.groupby("Short Desc")))
        self.areas = areas

    @cache  # noqa: B019 - lives as long as the script
    def cells(self, measure: Measure) -> dict[Key, Stated]:
        found: dict[Key, Stated] = {}
        table = self.by_code[measure.code]
        columns = (table["LA Number"], table["Years"], table["Values"])
        for number, text, value in zip(*columns, strict=True):
            year, status = measure.read_year(text)
            key = self.areas.of_number(int(number)), year
            if key in found:
                raise SystemExit(f"{measure.code}: two figures for {key}")
            found[key] = Stated(value, status)
        return found


class Ees:
    """The statistical releases."""

    def __init__(self, shared: Path, areas: Areas) -> None:
        self.folder = shared / "data/ees"
        self.areas = areas

    @cache  # noqa: B019 - lives as long as the script
    def rows(self, file: str) -> list[dict[str, str]]:
        with (self.folder / f"{file}.csv").open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))

    def picked(self, file: str, wanted: dict[str, str]) -> Iterator[tuple[Key, dict[str, str]]]:
        for row in self.rows(file):
            if all(row[column] == text for column, text in wanted.items()):
                yield (self.areas.of_row(row), int(row["time_period"])), row

    @cache  # noqa: B019 - lives as long as the script
    def cells(self, measure: Measure) -> dict[Key, Cell]:
        release = measure.release
        if release is None:
            return {}
        wholes = {
            key: total(row, release.denominator)
            for key, row in self.picked(release.file, release.whole or release.rows)
        }
        cells: dict[Key, Cell] = {}
        for key, row in self.picked(release.file, release.rows):
            if key in cells:
                raise SystemExit(f"{release.file}: two rows for {key}")
            text = row[release.value]
            numerator = number(row[release.numerator]) if release.numerator else None
            cells[key] = Cell(text, number(text), numerator, wholes.get(key))
        return cells


def total(row: dict[str, str], columns: tuple[str, ...]) -> Decimal | None:
    """The sum of these columns, where each holds a number."""
    found = [number(row[column]) for column in columns]
    known = [one for one in found if one is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(found) else None


def number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        if text.strip() not in REASONS:
            raise SystemExit(f"“{text}” is neither a number nor a known symbol") from None
        return None
