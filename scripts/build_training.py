"""Make data/training/quarters.csv: the invented quarters of Exampleshire, the training authority.

    python -m scripts.build_training [--to FOLDER]

From data/training/shape.toml and faults.toml; the same files give the same bytes.
"""

import argparse
import csv
import tomllib
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TRAINING = ROOT / "data" / "training"
QUARTERS = 20
HEADER = [
    *("quarters_before", "indicator", "numerator", "denominator", "value", "missing_reason"),
    *("grade", "grade_why"),
]
PER = {"child-protection-plan-rate": 10_000, "children-looked-after-rate": 10_000}

Cells = dict[str, Decimal | None]
Quarter = dict[str, Cells]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=TRAINING)
    folder: Path = parser.parse_args().to
    shape = tomllib.loads((TRAINING / "shape.toml").read_text("utf-8"))
    faults = tomllib.loads((TRAINING / "faults.toml").read_text("utf-8"))
    random = Random(shape["seed"])  # noqa: S311 (invented figures, no secret)
    quarters = {k: quarter(shape, faults, random, k) for k in range(QUARTERS, 0, -1)}
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "quarters.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for k, lines in quarters.items():
            writer.writerows(row(k, slug, cells, faults) for slug, cells in lines.items())
    print(f"{QUARTERS} quarters of {len(shape['indicators'])} indicators")


def quarter(shape: dict[str, Any], faults: dict[str, Any], random: Random, k: int) -> Quarter:
    """All lines of one quarter, `k` before the open one."""
    years = (QUARTERS - k) / 4
    wholes = shared_wholes(shape, random)
    lines: Quarter = {}
    for slug, entry in shape["indicators"].items():
        level = level_of(slug, entry, years, faults, k)
        whole = wholes.get(slug) or about(random, entry.get("whole", 1), 0.03)
        whole = fault(faults, "small-numbers", slug, k).get("whole", whole)
        lines[slug] = MADE[entry["kind"]](random, slug, entry, level, whole)
    for same in shape["same_number"]:
        number = lines[same["count"]]["value"]
        for slug in same["as_numerator_of"]:
            lines[slug]["numerator"] = number
        for slug in same["as_denominator_of"]:
            lines[slug]["denominator"] = number
    for group in shape["within"]:
        cut(lines, group["indicators"])
    for slug, cells in lines.items():
        spoil(slug, cells, lines, faults, k)
    return lines


def cut(lines: Quarter, slugs: list[str]) -> None:
    *others, last = slugs
    taken = sum(lines[slug]["numerator"] or 0 for slug in others)
    whole, number = lines[last]["denominator"], lines[last]["numerator"]
    if whole is not None and number is not None:
        lines[last]["numerator"] = min(number, whole - taken)


def shared_wholes(shape: dict[str, Any], random: Random) -> dict[str, int]:
    wholes: dict[str, int] = {}
    for group in shape["same_whole"]:
        first = shape["indicators"][group["indicators"][0]]
        wholes |= dict.fromkeys(group["indicators"], about(random, first["whole"], 0.02))
    return wholes


def level_of(slug: str, entry: dict[str, Any], years: float, faults: dict, k: int) -> float:
    for name in ("shift", "definition-break"):
        if faults[name]["indicator"] == slug and k <= faults[name]["quarters_before"]:
            return float(faults[name]["level"])
    return float(entry["level"] + entry["drift"] * years)


def about(random: Random, number: float, share: float) -> int:
    return max(1, round(random.gauss(number, number * share)))


def a_share(random: Random, slug: str, entry: dict, level: float, whole: int) -> Cells:
    chance = level / PER.get(slug, 100)
    hits = (
        round(whole * chance)
        if whole > 5000
        else sum(random.random() < chance for _ in range(whole))
    )
    return {"numerator": Decimal(hits), "denominator": Decimal(whole), "value": None}


def a_count(random: Random, slug: str, entry: dict, level: float, whole: int) -> Cells:
    value = max(0, round(random.gauss(level, entry["spread"])))
    return {"numerator": None, "denominator": None, "value": Decimal(value)}


def an_average(random: Random, slug: str, entry: dict, level: float, whole: int) -> Cells:
    total = round(whole * random.gauss(level, entry["spread"]))
    return {"numerator": Decimal(total), "denominator": Decimal(whole), "value": None}


MADE = {"share": a_share, "count": a_count, "average": an_average}


def fault(faults: dict[str, Any], name: str, slug: str, k: int) -> dict[str, Any]:
    """The fault of this name, where it is about this line and quarter; else nothing."""
    found: dict[str, Any] = faults[name]
    return found if (found.get("indicator"), found["quarters_before"]) == (slug, k) else {}


def spoil(slug: str, cells: Cells, lines: Quarter, faults: dict[str, Any], k: int) -> None:
    spike = fault(faults, "spike", slug, k)
    if spike and cells["numerator"] is not None:
        cells["numerator"] *= spike["numerator_times"]
    wrong = fault(faults, "wrong-denominator", slug, k)
    if wrong:
        cells["denominator"] = lines[wrong["denominator_of"]]["value"]
    zero = fault(faults, "true-zero", slug, k)
    if zero:
        cells["value"] = Decimal(zero["value"])
    if fault(faults, "gap", slug, k):
        cells |= {"numerator": None, "denominator": None, "value": None}


def row(k: int, slug: str, cells: Cells, faults: dict[str, Any]) -> list[object]:
    missing = fault(faults, "gap", slug, k).get("missing_reason", "")
    numbers = ["" if n is None else f"{n:f}" for n in cells.values()]
    grade, why = (
        ("D", "The cases of a closed team were counted twice.")
        if fault(faults, "spike", slug, k)
        else ("B", "")
    )
    return [k, slug, *numbers, missing, "" if missing else grade, why]


if __name__ == "__main__":
    main()
