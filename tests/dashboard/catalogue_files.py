"""The catalogue and the history read plainly from their files: what the pages are held against."""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "data"
WORCESTERSHIRE = "E10000034"


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
    """Whether a published value for the area was known on a day."""
    path = DATA / "history" / f"{slug}.csv"
    if not path.exists():
        return False
    with path.open(encoding="utf-8", newline="") as lines:
        return any(
            row["area"] == area and row["value"] and row["known_on"] <= day
            for row in csv.DictReader(lines)
        )
