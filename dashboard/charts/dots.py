"""The description of a dot plot: every authority once, in order, and what they are held against.

Like every description it holds positions as floats and what a reader sees as text, and concludes
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

DotRole = Literal["own", "neighbour", "region", "other"]
LevelRole = Literal["england", "neighbours"]


@dataclass(frozen=True, kw_only=True)
class Dot:
    """One authority: `text` is its value as printed, `note` its place ("12th of 151, quartile A").

    `interval` is the 95% interval of its value where that was asked for and is known.
    """

    name: str
    role: DotRole
    value: float
    text: str
    note: str = ""
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class Level:
    """A value that goes across the plot and is named at its end."""

    name: str
    role: LevelRole
    value: float
    text: str


@dataclass(frozen=True, kw_only=True)
class DotBand:
    """Dots that stand side by side in one quarter: the first and the last, counted from 0.

    `label` says which quarter ("A, best quarter"), `short` the same where there is no room ("A").
    """

    label: str
    short: str
    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class DotPlot:
    """Everything the plot says; dots stand in the order given.

    `title` states the finding and `summary` says in text what a reader sees. `names` tells what
    each role of a dot is called; `order` says what the order is ("lowest first, which is best").
    """

    title: str
    summary: str
    unit: str
    unit_words: str
    order: str
    dots: tuple[Dot, ...]
    names: tuple[tuple[DotRole, str], ...]
    levels: tuple[Level, ...] = ()
    bands: tuple[DotBand, ...] = ()
    notes: tuple[str, ...] = ()
    as_of: str = ""
    sources: str = ""

    def values(self) -> Iterator[float]:
        """Every value that the value axis has to show."""
        for dot in self.dots:
            yield dot.value
            yield from dot.interval or ()
        for level in self.levels:
            yield level.value

    @property
    def key(self) -> tuple[tuple[DotRole, str], ...]:
        """The names of those roles that some dot has."""
        there = {dot.role for dot in self.dots}
        return tuple((role, name) for role, name in self.names if role in there)
