"""Make data/editions/2021.csv and 2025.csv: the ten statistical neighbours of every authority.

    python -m scripts.build_editions [--shared FOLDER] [--to FOLDER]

The 2025 edition is read twice, from a CSV and from a workbook, which must agree. The department's
numbers become official codes with data/areas/aliases.csv. The same input gives the same bytes.
"""

import argparse
import csv
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SIGHTLINE_SHARED", ROOT.parent / "shared"))
NEIGHBOURS = 10
Groups = dict[str, list[str]]


def read_2021(shared: Path) -> Groups:
    """Subject → members in order. Below a blank line the sheet keeps authorities ended by 2021."""
    path = shared / "data/geography/New_Statistical_Neighbour_Groupings_April_2021.csv"
    groups: Groups = {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines)
        header = next(rows)
        columns = [header.index(f"SN{place}") for place in range(1, NEIGHBOURS + 1)]
        for row in rows:
            if not row[0]:
                break
            groups[row[0]] = [row[column] for column in columns]
    return groups


def read_2025(shared: Path) -> Groups:
    path = shared / "data/geography/sn_model_2025_wide.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {
            row["old_la_code"]: [row[f"SN_{place}"] for place in range(1, NEIGHBOURS + 1)]
            for row in csv.DictReader(lines)
        }


def read_2025_workbook(shared: Path) -> Groups:
    import openpyxl

    book = openpyxl.load_workbook(shared / "data/lait/sn_may_2025.xlsx", read_only=True)
    rows = list(book.worksheets[0].iter_rows(min_row=3, values_only=True))
    columns = [rows[0].index(f"SN{place}") for place in range(1, NEIGHBOURS + 1)]
    groups: Groups = {}
    for row in rows[1:]:
        if row[0] is None:
            break
        groups[str(row[0])] = [str(row[column]) for column in columns]
    return groups


def read_codes() -> dict[str, str]:
    with (ROOT / "data/areas/aliases.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["value"]: row["code"] for row in csv.DictReader(lines) if row["scheme"] == "dfe"
        }


def write(path: Path, groups: Groups, codes: dict[str, str]) -> None:
    rows = sorted(
        (codes[subject], place, codes[member])
        for subject, members in groups.items()
        for place, member in enumerate(members, start=1)
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["subject", "member", "place"])
        writer.writerows((subject, member, place) for subject, place, member in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--to", type=Path, default=ROOT / "data" / "editions")
    options = parser.parse_args()
    newest, again = read_2025(options.shared), read_2025_workbook(options.shared)
    if newest != again:
        differing = sorted(
            subject
            for subject in newest.keys() | again.keys()
            if newest.get(subject) != again.get(subject)
        )
        raise SystemExit(f"The two files of the 2025 edition differ for {', '.join(differing)}")
    codes = read_codes()
    options.to.mkdir(parents=True, exist_ok=True)
    write(options.to / "2021.csv", read_2021(options.shared), codes)
    write(options.to / "2025.csv", newest, codes)


if __name__ == "__main__":
    main()
