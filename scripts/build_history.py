"""Make data/history/*.csv: the published history of Worcestershire and of those it is held against.

    python -m scripts.build_history [--shared FOLDER] [--to FOLDER]

A value comes from the Local Authority Interactive Tool ("lait"), else from the statistical release
("ees"). The numbers behind it come from the release, where that prints the same value; what is left
out for that reason is listed in history-left-out.csv. The same input gives the same bytes.
"""

import argparse
import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from indicators.importing.fractions import makes
from indicators.periods import Period
from scripts.measures import Measure, measures
from scripts.published import Areas, Cell, Ees, Lait, Stated, reason

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SIGHTLINE_SHARED", ROOT.parent / "shared"))
OWN, ENGLAND, REGION = "E10000034", "E92000001", "E12000005"
HEADER = [
    *("series", "area", "period", "breakdown", "value", "missing_reason"),
    *("numerator", "denominator", "status", "source", "reference", "known_on", "estimated"),
]
LEFT_OUT = ["indicator", "area", "period", "value", "value_in_release", "why"]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One figure on its way into the file."""

    area: str
    year: int
    value: Decimal | None
    missing: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    status: str = "final"
    source: str
    reference: str


@dataclass
class Published:
    """The published files, and the values whose numbers had to be left out."""

    areas: Areas
    lait: Lait
    ees: Ees
    left_out: list[list[str]] = field(default_factory=list)

    def lines(self, measure: Measure, wanted: list[str]) -> Iterator[Line]:
        tool, release = self.lait.cells(measure), self.ees.cells(measure)
        years = sorted({year for _, year in tool} | {year for _, year in release})
        for area in wanted:
            for year in years:
                if self.areas.exists(area, measure.last_day(year)):
                    stated, cell = tool.get((area, year)), release.get((area, year))
                    yield self.line(measure, area, year, stated, cell)

    def line(
        self, measure: Measure, area: str, year: int, stated: Stated | None, cell: Cell | None
    ) -> Line:
        if stated:
            value, source, reference = stated.value, "lait", measure.code
        elif cell and measure.release:
            value, source, reference = cell.value, "ees", measure.release.value
        else:
            raise SystemExit(f"{measure.slug}: nothing for {area} in {year}")
        missing = "" if value is not None else (reason(cell.text) if cell else "") or "not-stated"
        numerator, denominator = self.numbers(measure, area, year, value, cell)
        if stated and numerator is not None and measure.release:
            reference += f"; numbers from ees {measure.release.fraction}"
        return Line(
            area=area,
            year=year,
            value=value,
            missing=missing,
            numerator=numerator,
            denominator=denominator,
            status=self.status(measure, area, year, value, stated),
            source=source,
            reference=reference,
        )

    def numbers(
        self, measure: Measure, area: str, year: int, value: Decimal | None, cell: Cell | None
    ) -> tuple[Decimal | None, Decimal | None]:
        """Numerator and denominator, when the release prints the same value and they make it."""
        if value is None or cell is None or cell.numerator is None or cell.denominator is None:
            return None, None
        why = ""
        if cell.value != value:
            why = "the release states another value"
        elif not can_make(measure, area, cell):
            why = "the numbers do not make the value"
        if not why:
            return cell.numerator, cell.denominator
        line = [measure.slug, area, measure.period(year), text(value), cell.text, why]
        self.left_out.append(line)
        return None, None

    def status(
        self, measure: Measure, area: str, year: int, value: Decimal | None, stated: Stated | None
    ) -> str:
        """As the tool marks it, but doubtful where England or a region cannot be right."""
        sums_up = area in (ENGLAND, REGION) and not measure.is_size
        if sums_up and value is not None and not self.among(measure, area, year, value):
            return "doubtful"
        return stated.status if stated else "final"

    def among(self, measure: Measure, area: str, year: int, value: Decimal) -> bool:
        """Whether it lies in the range of the area's authorities."""
        members = self.areas.authorities("" if area == ENGLAND else area)
        for cells in (self.lait.cells(measure), self.ees.cells(measure)):
            known = (cells[a, year].value for a in members if (a, year) in cells)
            found = [one for one in known if one is not None]
            if found:
                return min(found) <= value <= max(found)
        return False


def can_make(measure: Measure, area: str, cell: Cell) -> bool:
    """Whether numerator and denominator, as rounded as they are published, can make the value."""
    release = measure.release
    if release is None or cell.value is None or cell.numerator is None or cell.denominator is None:
        return False
    return makes(
        cell.value,
        cell.numerator,
        cell.denominator,
        per=measure.per,
        decimals=measure.decimals,
        step=release.regions_step if area in (ENGLAND, REGION) else release.step,
    )


def text(value: Decimal | None) -> str:
    """The shortest text of a number, never with an exponent."""
    if value is None:
        return ""
    return format(value.normalize(), "f")


def wanted_areas() -> list[str]:
    members = set()
    for edition in sorted((ROOT / "data/editions").glob("20*.csv")):
        with edition.open(encoding="utf-8", newline="") as rows:
            members |= {r["member"] for r in csv.DictReader(rows) if r["subject"] == OWN}
    return sorted(members | {OWN, ENGLAND, REGION})


def release_days() -> dict[tuple[str, int], tuple[str, str]]:
    """(publication, year a period ends in) → the day it came out, and whether that is estimated."""
    with (ROOT / "data/release-days.csv").open(encoding="utf-8", newline="") as rows:
        return {
            (r["publication"], Period.parse(r["period"]).ends.year): (r["day"], r["estimated"])
            for r in csv.DictReader(rows)
        }


def row(measure: Measure, line: Line, day: tuple[str, str]) -> list[str]:
    return [
        *("published", line.area, measure.period(line.year), "total"),
        *(text(line.value), line.missing, text(line.numerator), text(line.denominator)),
        *(line.status, line.source, line.reference, *day),
    ]


def write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(sorted(rows))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--to", type=Path, default=ROOT / "data")
    options = parser.parse_args()
    areas = Areas(ROOT / "data/areas")
    published = Published(areas, Lait(options.shared, areas), Ees(options.shared, areas))
    days, wanted = release_days(), wanted_areas()
    for measure in measures(ROOT / "data"):
        lines = published.lines(measure, wanted)
        rows = [row(measure, line, days[measure.publication, line.year]) for line in lines]
        write(options.to / "history" / f"{measure.slug}.csv", HEADER, rows)
        print(f"{measure.slug}: {len(rows)} lines")
    write(options.to / "history-left-out.csv", LEFT_OUT, published.left_out)
    print(f"left out: the numbers behind {len(published.left_out)} values")


if __name__ == "__main__":
    main()
