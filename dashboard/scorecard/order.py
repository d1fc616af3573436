"""In what order the scorecard's rows stand: by number where there is one, what is missing last."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard.sorting import missing_last
from indicators.readings.reading import Reading

WORST_FIRST = ("red", "amber", "green", "none")
TRAVELS = ("declining", "no-real-change", "improving", "rising", "falling")


def _value(reading: Reading) -> Any:
    return reading.judged.value if reading.judged else None


def _bound(reading: Reading) -> Any:
    return reading.assessment.target.bound if reading.assessment else None


def _baseline(kind: str) -> Callable[[Reading], Any]:
    def value(reading: Reading) -> Any:
        verdict = reading.compared(kind)
        return verdict.value if verdict else None

    return value


def _place(word: str, order: Sequence[str]) -> int | None:
    return order.index(word) if word in order else None


def _travel(reading: Reading) -> int | None:
    return _place(reading.assessment.direction.verdict, TRAVELS) if reading.assessment else None


# A column's name → what it is sorted by; None is missing.
KEYS: Mapping[str, Callable[[Reading], Any]] = {
    "indicator": lambda reading: reading.indicator.name.casefold(),
    "status": lambda reading: _place(reading.status, WORST_FIRST),
    "value": _value,
    "target": _bound,
    "england": _baseline("england"),
    "neighbours": _baseline("neighbours"),
    "direction": _travel,
}
NUMBERS = {"": "lowest first", "-": "highest first"}
STATUSES = {"": "worst first", "-": "best first"}
WORDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "indicator": ("Indicator", {"": "A to Z", "-": "Z to A"}),
    "status": ("Status", STATUSES),
    "value": ("Value", NUMBERS),
    "target": ("Target", NUMBERS),
    "england": ("England", NUMBERS),
    "neighbours": ("Similar authorities", NUMBERS),
    "direction": ("On the year before", STATUSES),
}
JOURNEY = "journey"
# What `?sort=` may say → what it is called.
SORTS = {JOURNEY: "Order of the child's journey"} | {
    f"{sign}{name}": f"{heading}, {words}"
    for name, (heading, ways) in WORDS.items()
    for sign, words in ways.items()
}


def ordered(readings: Sequence[Reading], sort: str) -> list[Reading]:
    """Sorted by one column; those alike stay in the order given."""
    return missing_last(readings, KEYS[sort.removeprefix("-")], reverse=sort.startswith("-"))
