"""In what order the authorities stand: by number where there is one, what is missing last."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard.comparing.rows import Row
from dashboard.sorting import missing_last
from improvement.models import Grade

GRADES = [grade.value for grade in Grade]


def _travel(row: Row) -> int | None:
    return row.travelled if row.movement.size is not None else None


def _grade(row: Row) -> tuple[int, int] | None:
    if row.inspection is None:
        return None
    return GRADES.index(row.inspection.grade), -row.inspection.inspected_on.toordinal()


# A column's name → what it is sorted by; None is missing.
KEYS: Mapping[str, Callable[[Row], Any]] = {
    "authority": lambda row: row.area.name.casefold(),
    "value": lambda row: row.authority.value,
    "place": lambda row: row.authority.place.rank if row.authority.place else None,
    "region": lambda row: row.area.region.name if row.area.region else None,
    "similar": lambda row: None if not (row.is_neighbour or row.is_own) else not row.is_own,
    "change": _travel,
    "inspection": _grade,
}
NAMES = {"": "A to Z", "-": "Z to A"}
WORDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "authority": ("Authority", NAMES),
    "value": ("Value", {"": "lowest first", "-": "highest first"}),
    "place": ("Place", {"": "first place first", "-": "last place first"}),
    "region": ("Region", NAMES),
    "similar": (
        "Similar",
        {"": "it and those similar to it first", "-": "those similar to it first"},
    ),
    "change": ("Change", {"": "largest improvement first", "-": "largest improvement last"}),
    "inspection": ("Inspection", {"": "best grade first", "-": "worst grade first"}),
}
IN_ORDER = "order"
# What `?sort=` may say → what it is called.
SORTS = {IN_ORDER: "As in the chart"} | {
    f"{sign}{name}": f"{heading}, {words}"
    for name, (heading, ways) in WORDS.items()
    for sign, words in ways.items()
}


def ordered(rows: Sequence[Row], sort: str) -> list[Row]:
    """Sorted by one column, one of SORTS."""
    if sort == IN_ORDER:
        return list(rows)
    return missing_last(rows, KEYS[sort.removeprefix("-")], reverse=sort.startswith("-"))
