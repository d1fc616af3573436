"""Reads the files in data/ plainly, without the code that made or loads them."""

import csv
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
Row = dict[str, str]


def rows(path: str) -> list[Row]:
    return read_rows(DATA / path)


def read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def history(slug: str) -> dict[tuple[str, str], Row]:
    """(area, period) → line."""
    return {(row["area"], row["period"]): row for row in rows(f"history/{slug}.csv")}
