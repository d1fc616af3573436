"""What a rule in data/returns/checks.toml may say, strict and without extras.

Checks between keys, and of the names of indicators, are in `files`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from indicators.catalogue.schema import Number, Slug, Table, Text, Unit, WrittenPeriod
from indicators.periods import Period

Level = Literal["error", "warning", "wanted"]
Kind = Literal[
    "readable",
    "filled",
    "value-with-reason",
    "expected-day",
    "part-of-whole",
    "between",
    "decimals",
    "correction-reason",
    "not-above",
    "equal",
    "parts",
    "real-change",
    "large-change",
    "unchanged",
    "published",
    "went-missing",
    "commentary",
    "grade",
    "grade-reason",
]


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Rule(Table):
    """One rule. Which of the keys below `level` it needs depends on its kind.

    `left` and `right` name a number of a line: "indicator.value", ".numerator", ".denominator".
    """

    of: ClassVar[str] = "a check"
    kind: Kind
    level: Level
    says: Text | None = None
    first_period: WrittenPeriod | None = None
    last_period: WrittenPeriod | None = None
    indicators: list[Slug] = []
    units: list[Unit] = []
    without: Annotated[list[Slug], Field(alias="except")] = []
    fields: list[Literal["value", "numerator", "denominator"]] = ["value"]
    low: Number | None = None
    high: Number | None = None
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    cases: Annotated[int, Field(ge=0)] = 0
    percent: Annotated[Number, Field(gt=0)] = Decimal(100)
    times: Annotated[int, Field(ge=2)] = 3
    grades: list[Literal["A", "B", "C", "D"]] = []
    left: Annotated[list[str], BeforeValidator(_several)] = []
    right: str = ""

    def checks(self, period: Period) -> bool:
        """Whether it is a rule of lines of this period."""
        begun = self.first_period is None or self.first_period.starts <= period.ends
        return begun and (self.last_period is None or period.ends <= self.last_period.ends)

    def concerns(self, slug: str, unit: str) -> bool:
        """Whether a line of this indicator is checked by it."""
        if slug in self.without or (self.indicators and slug not in self.indicators):
            return False
        return not self.units or unit in self.units


@dataclass(frozen=True)
class Shape:
    """What a kind of rule needs besides the keys of every rule, may have, and fills in in `says`.

    Of the keys in `one_of` it needs at least one.
    """

    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    one_of: frozenset[str] = frozenset()
    fills: frozenset[str] = frozenset()


def _shape(needs: str = "", may: str = "", one_of: str = "", fills: str = "") -> Shape:
    return Shape(*(frozenset(words.split()) for words in (needs, may, one_of, fills)))


COMPARES = _shape(needs="left right", fills="left right")
SHAPES: Mapping[str, Shape] = {
    "readable": _shape(),
    "filled": _shape(),
    "value-with-reason": _shape(),
    "expected-day": _shape(fills="typed example"),
    "part-of-whole": _shape(fills="numerator denominator"),
    "between": _shape(one_of="low high", may="low high", fills="value low high"),
    "decimals": _shape(needs="decimals", may="fields", fills="typed decimals"),
    "correction-reason": _shape(),
    "not-above": COMPARES,
    "equal": COMPARES,
    "parts": _shape(fills="dimension left right"),
    "real-change": _shape(fills="because"),
    "large-change": _shape(needs="cases percent", fills="value before when change"),
    "unchanged": _shape(needs="times", fills="value"),
    "published": _shape(fills="published value when"),
    "went-missing": _shape(fills="before when"),
    "commentary": _shape(fills="because"),
    "grade": _shape(),
    "grade-reason": _shape(needs="grades", fills="grade"),
}
