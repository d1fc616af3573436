"""Sorting rows by what they have: those that lack it stand last, whichever way."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

Row = TypeVar("Row")


def missing_last(
    rows: Iterable[Row], key: Callable[[Row], Any], *, reverse: bool = False
) -> list[Row]:
    """Sorted by `key`, of which None is missing; rows alike stay in the order given."""
    every = list(rows)
    known = [one for one in every if key(one) is not None]
    missing = [one for one in every if key(one) is None]
    return sorted(known, key=key, reverse=reverse) + missing
