"""Make data/inspections.csv: the overall grade of every inspection of an authority since 2018.

    python -m scripts.build_inspections [--shared FOLDER] [--to FOLDER]

The workbook lists each authority's newest inspection, and the history of all; the two must agree.
The same input gives the same bytes.
"""

import argparse
import csv
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SIGHTLINE_SHARED", ROOT.parent / "shared"))
BOOK = "data/geography/LA_Inspection_Outcomes_as_at_31_March_2025.ods"
SOURCE = "inspection-outcomes"
NEWEST, EVERY = "Inspections_as_at_31_March", "ILACS_inspection_history"
GRADES = {
    "Outstanding": "outstanding",
    "Good": "good",
    "Requires improvement to be good": "requires-improvement",
    "Inadequate": "inadequate",
}
HEADER_ROW = 2  # below a title and a note
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@dataclass(frozen=True, order=True)
class Inspection:
    """One inspection; days are written 2023-05-15."""

    area: str
    inspected_on: str
    published_on: str
    overall: str


def read(shared: Path, sheet: str) -> list[Inspection]:
    rows = list(_rows(shared / BOOK, sheet))[HEADER_ROW:]
    header = rows[0]
    area, day, published, overall = (
        header.index(heading)
        for heading in (
            "Local authority area code",
            "Inspection date",
            "Publication date",
            "Overall effectiveness",
        )
    )
    return [
        Inspection(row[area], row[day][:10], row[published][:10], GRADES[row[overall]])
        for row in rows[1:]
    ]


def _rows(book: Path, sheet: str) -> Iterator[list[str]]:
    """The rows that are not blank; a day is given as its date, everything else as its text."""
    with zipfile.ZipFile(book) as file:
        tree = ElementTree.fromstring(file.read("content.xml"))  # noqa: S314  (a file that we were given)
    table = next(one for one in tree.iter(f"{TABLE}table") if one.get(f"{TABLE}name") == sheet)
    for row in table.iter(f"{TABLE}table-row"):
        cells: list[str] = []
        for cell in row.iter(f"{TABLE}table-cell"):
            words = "".join(text for part in cell.iter(f"{TEXT}p") for text in part.itertext())
            # The last cell of a sheet is repeated to its very edge.
            repeated = min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), 20)
            cells += [cell.get(f"{OFFICE}date-value") or words] * repeated
        if any(cells):
            yield cells


def check(newest: list[Inspection], every: list[Inspection]) -> None:
    """Raises SystemExit where an authority's newest inspection is not the last of its history."""
    last = {one.area: one for one in sorted(every)}
    differing = [one.area for one in newest if last.get(one.area) != one]
    if differing:
        raise SystemExit(f"The two sheets differ for {', '.join(differing)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--to", type=Path, default=ROOT / "data")
    options = parser.parse_args()
    every = sorted(read(options.shared, EVERY))
    check(read(options.shared, NEWEST), every)
    path = options.to / "inspections.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["area", "inspected_on", "published_on", "overall", "source"])
        for one in every:
            writer.writerow([one.area, one.inspected_on, one.published_on, one.overall, SOURCE])


if __name__ == "__main__":
    main()
