"""Make data/areas/*.csv from the published files and the reviewed data/areas/known.toml.

    python -m scripts.build_areas [--shared FOLDER] [--to FOLDER]

The same input gives the same bytes.
"""

import argparse
import csv
import datetime
import os
import tomllib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SIGHTLINE_SHARED", ROOT.parent / "shared"))
KNOWN = ROOT / "data" / "areas" / "known.toml"
ENGLAND = "E92000001"
LONDON = "E12000007"
PARTS_OF_LONDON = {"E13000001", "E13000002"}


def read_places(shared: Path) -> dict[str, dict[str, set[str]]]:
    """Every area code in the statistics files with the names, DfE numbers and regions beside it."""
    places: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    files = [*sorted((shared / "data/ees").glob("*.csv"))]
    files += sorted((shared / "data/geography").glob("ons_*.csv"))
    for file in files:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                level = row["geographic_level"]
                if level == "National":
                    places[row["country_code"]]["names"].add(row["country_name"])
                elif level == "Regional":
                    places[row["region_code"]]["names"].add(row["region_name"])
                else:
                    place = places[row["new_la_code"]]
                    place["names"].add(row["la_name"])
                    place["dfe"].add(row["old_la_code"])
                    place["regions"].add(row["region_code"])
    return places


def read_lait_names(shared: Path) -> dict[str, str]:
    """DfE number → the name that the Local Authority Interactive Tool uses."""
    import openpyxl

    book = openpyxl.load_workbook(shared / "data/lait/la_code_list.xlsx", read_only=True)
    rows = book.worksheets[0].iter_rows(min_row=2, max_col=2, values_only=True)
    return {str(number): name for number, name in rows}


def one(values: set[str], what: str) -> str:
    if len(values) != 1:
        raise SystemExit(f"{what}: expected one value, found {sorted(values)}")
    return next(iter(values))


def kind_of(code: str) -> str:
    if code == ENGLAND:
        return "country"
    return "region" if code.startswith(("E12", "E13")) else "local-authority"


def region_of(code: str, place: dict[str, set[str]]) -> str:
    if kind_of(code) == "local-authority":
        return one(place["regions"], code)
    return LONDON if code in PARTS_OF_LONDON else ""


def name_of(code: str, places: dict, known: dict) -> str:
    return known["names"].get(code) or one(places[code]["names"], code)


def area_rows(places: dict, known: dict) -> list[list[str]]:
    recoded = {c["old"] for c in known["changes"] if c["kind"] == "recoded"}
    ended = {c["old"]: c["on"] for c in known["changes"] if c["kind"] != "recoded"}
    begun = {c["new"]: c["on"] for c in known["changes"] if c["kind"] != "recoded"}
    day = datetime.timedelta(days=1)
    rows = []
    for code in sorted(set(places) - recoded):
        starts = begun[code].isoformat() if code in begun else ""
        ends = (ended[code] - day).isoformat() if code in ended else ""
        name = name_of(code, places, known)
        rows.append([code, name, kind_of(code), region_of(code, places[code]), starts, ends])
    return rows


def alias_rows(
    areas: list[list[str]], places: dict, known: dict, lait_names: dict[str, str]
) -> list[list[str]]:
    names = {row[0]: row[1] for row in areas}
    taken = set(names.values())
    old_codes = defaultdict(list)
    for change in known["changes"]:
        if change["kind"] == "recoded":
            old_codes[change["new"]].append(change["old"])
    rows = set()
    for code in names:
        number = known["regions"].get(code) or one(places[code]["dfe"], code)
        rows.add((code, "dfe", number))
        rows.update((code, "gss", old) for old in old_codes[code])
        spellings = places[code]["names"] | set(known["other_names"].get(code, []))
        spellings.add(lait_names[number])
        rows.update((code, "name", spelling) for spelling in spellings - taken)
    return [list(row) for row in sorted(rows)]


def write(path: Path, header: str, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--to", type=Path, default=ROOT / "data" / "areas")
    options = parser.parse_args()
    known = tomllib.loads(KNOWN.read_text(encoding="utf-8"))
    places = read_places(options.shared)
    areas = area_rows(places, known)
    aliases = alias_rows(areas, places, known, read_lait_names(options.shared))
    changes = [[c["old"], c["new"], c["on"].isoformat(), c["kind"]] for c in known["changes"]]
    options.to.mkdir(parents=True, exist_ok=True)
    write(options.to / "areas.csv", "code,name,kind,region,starts,ends", areas)
    write(options.to / "aliases.csv", "code,scheme,value", aliases)
    changes.sort(key=lambda change: (change[2], change[0], change[1]))
    write(options.to / "changes.csv", "old,new,on,kind", changes)


if __name__ == "__main__":
    main()
