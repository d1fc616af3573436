"""The catalogue and the history read plainly from their files: what the pages are held against."""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "data"
WORCESTERSHIRE = "E10000034"
# Reasons that only somebody who has measured can give.
MEASURED = ("suppressed", "unreliable", "rounds-to-zero")


@cache
def catalogue() -> dict[str, dict[str, Any]]:
    """Slug → its file, with the theme's slug as `theme`."""
    return {
        file.stem: tomllib.loads(file.read_text("utf-8")) | {"theme": file.parent.name}
        for file in sorted((DATA / "catalogue").glob("*/*.toml"))
        if file.stem != "theme"
    }


def statutory(slug: str) -> bool:
    return catalogue()[slug].get("limit", "").startswith("statutory")


def has_history(slug: str, area: str = WORCESTERSHIRE, day: str = "9999-12-31") -> bool:
    """Whether a published figure of the area, of something like the indicator, was known then."""
    other = {one["key"] for one in catalogue()[slug]["series"] if one["relation"] == "other"}
    path = DATA / "history" / f"{slug}.csv"
    if not path.exists():
        return False
    with path.open(encoding="utf-8", newline="") as lines:
        return any(
            row["area"] == area
            and (row["value"] or row["missing_reason"] in MEASURED)
            and row["known_on"] <= day
            and row["series"] not in other
            for row in csv.DictReader(lines)
        )
