"""Make data/history/*.csv: the published history of Worcestershire and of those it is held against.

    python -m scripts.build_history [--shared FOLDER] [--to FOLDER]

A value comes from the Local Authority Interactive Tool ("lait"), else from the statistical release
("ees"). The numbers behind it come from the release, where that prints the same value; what is left
out for that reason is listed in history-left-out.csv. The same input gives the same bytes.
"""

import argparse
import csv
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from scripts.published import Areas, Cell, Ees, Lait, Measure, measures, reason

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SIGHTLINE_SHARED", ROOT.parent / "shared"))
OWN, ENGLAND, REGION = "E10000034", "E92000001", "E12000005"
HEADER = [
    *("series", "area", "period", "breakdown", "value", "missing_reason"),
    *("numerator", "denominator", "status", "source", "reference", "known_on", "estimated"),
]
LEFT_OUT = ["indicator", "area", "period", "value", "value_in_release", "why"]
# Regions and England are published to the nearest ten, so a count may be five out either way.
SLACK = Decimal(5)


@dataclass(frozen=True)
class Line:
    """One figure on its way into the file."""

    area: str
    year: int
    value: Decimal | None
    missing: str
    numerator: Decimal | None
    denominator: Decimal | None
    source: str
    reference: str


def period(measure: Measure, year: int) -> str:
    """The written form of a period that the files call by the year it ends in."""
    if measure.day:
        return f"{year}-{measure.day}"
    return financial_year(year)


def financial_year(ending: int) -> str:
    return f"{ending - 1}-{ending % 100:02d}"


def wanted_areas() -> list[str]:
    members = set()
    for edition in sorted((ROOT / "data/editions").glob("20*.csv")):
        with edition.open(encoding="utf-8", newline="") as rows:
            members |= {r["member"] for r in csv.DictReader(rows) if r["subject"] == OWN}
    return sorted(members | {OWN, ENGLAND, REGION})


def release_days() -> dict[tuple[str, str], tuple[str, str]]:
    with (ROOT / "data/release-days.csv").open(encoding="utf-8", newline="") as rows:
        return {
            (r["publication"], r["period"]): (r["day"], r["estimated"])
            for r in csv.DictReader(rows)
        }


def lines_of(
    measure: Measure, lait: Lait, ees: Ees, areas: Areas, left_out: list[list[str]]
) -> Iterator[Line]:
    tool, release = lait.cells(measure), ees.cells(measure)
    years = {year for _, year in tool} | {year for _, year in release}
    for area in wanted_areas():
        for year in sorted(years):
            if areas.exists(area, last_day(measure, year)):
                yield one_line(measure, area, year, tool, release, left_out)


def last_day(measure: Measure, year: int) -> str:
    return f"{year}-{measure.day or '03-31'}"


def one_line(
    measure: Measure,
    area: str,
    year: int,
    tool: Mapping[tuple[str, int], str],
    release: Mapping[tuple[str, int], Cell],
    left_out: list[list[str]],
) -> Line:
    stated, cell = tool.get((area, year)), release.get((area, year))
    if stated is None and cell is None:
        raise SystemExit(f"{measure.slug}: nothing for {area} in {year}")
    if stated is None and cell is not None:
        value, missing = cell.value, reason(cell.text)
        whole = numbers(measure, area, year, value, cell, left_out)
        return Line(area, year, value, missing, *whole, "ees", measure.release.value)
    value = None if stated == "-" else rounded(str(stated))
    if value is None:
        missing = reason(cell.text) if cell else ""
        return Line(area, year, None, missing or "not-stated", None, None, "lait", measure.code)
    whole = numbers(measure, area, year, value, cell, left_out)
    reference = measure.code
    if whole[0] is not None:
        fraction = f"{measure.release.numerator} / {measure.release.denominator}"
        reference += f"; numbers from ees {fraction}"
    return Line(area, year, value, "", *whole, "lait", reference)


def numbers(
    measure: Measure,
    area: str,
    year: int,
    value: Decimal | None,
    cell: Cell | None,
    left_out: list[list[str]],
) -> tuple[Decimal | None, Decimal | None]:
    """Numerator and denominator, when the release prints the same value and they make it."""
    if value is None or cell is None or cell.numerator is None or cell.denominator is None:
        return None, None
    why = ""
    if cell.value != value:
        why = "the release states another value"
    elif not makes(measure, area, cell):
        why = "the numbers do not make the value"
    if not why:
        return cell.numerator, cell.denominator
    left_out.append([measure.slug, area, period(measure, year), text(value), cell.text, why])
    return None, None


def makes(measure: Measure, area: str, cell: Cell) -> bool:
    """Whether numerator and denominator, as rounded as they are published, can make the value."""
    if cell.value is None or cell.numerator is None or cell.denominator is None:
        return False
    slack = SLACK if area in (ENGLAND, REGION) and measure.counts_rounded else measure.slack
    half = Decimal(1).scaleb(-measure.decimals) / 2
    low = (cell.numerator - slack) / (cell.denominator + slack) * measure.per
    high = (cell.numerator + slack) / (cell.denominator - slack) * measure.per
    return low <= cell.value + half and high >= cell.value - half


def rounded(value: str) -> Decimal:
    """Without the noise of binary fractions: six decimals are more than any publisher prints."""
    return Decimal(value).quantize(Decimal("0.000001"))


def text(value: Decimal | None) -> str:
    """The shortest text of a number, never with an exponent."""
    if value is None:
        return ""
    return format(value.normalize(), "f")


def is_doubtful(measure: Measure, line: Line, lait: Lait, ees: Ees, areas: Areas) -> bool:
    """England or a region outside the range of its authorities; a count may well be."""
    if line.value is None or measure.is_count or line.area not in (ENGLAND, REGION):
        return False
    members = areas.authorities("" if line.area == ENGLAND else line.area)
    tool, release = lait.cells(measure), ees.cells(measure)
    found = [rounded(v) for a in members if (v := tool.get((a, line.year), "-")) != "-"]
    if not found:
        cells = (release.get((a, line.year)) for a in members)
        found = [c.value for c in cells if c and c.value is not None]
    return not found or not min(found) <= line.value <= max(found)


def write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--to", type=Path, default=ROOT / "data")
    options = parser.parse_args()
    areas = Areas(ROOT / "data/areas")
    lait, ees = Lait(options.shared, areas), Ees(options.shared, areas)
    days = release_days()
    left_out: list[list[str]] = []
    for measure in measures():
        rows = []
        for line in lines_of(measure, lait, ees, areas, left_out):
            doubtful = is_doubtful(measure, line, lait, ees, areas)
            when = period(measure, line.year)
            release = when if measure.publication == "social-work-workforce" else None
            day = days[measure.publication, release or financial_year(line.year)]
            rows.append(
                [
                    *("published", line.area, when, "total", text(line.value), line.missing),
                    *(text(line.numerator), text(line.denominator)),
                    *("doubtful" if doubtful else "final", line.source, line.reference, *day),
                ]
            )
        rows.sort()
        write(options.to / "history" / f"{measure.slug}.csv", HEADER, rows)
        print(f"{measure.slug}: {len(rows)} lines")
    left_out.sort()
    write(options.to / "history-left-out.csv", LEFT_OUT, left_out)
    print(f"left out: the numbers behind {len(left_out)} values")


if __name__ == "__main__":
    main()
