"""What a rule in data/returns/checks.toml may say, strict and without extras."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from django.conf import settings
from pydantic import BeforeValidator, Field

from indicators.catalogue.schema import Number, Slug, Table, Text, WrittenPeriod
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
    "sum-not-above",
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

    kind: Kind
    level: Level
    says: Text | None = None
    first_period: WrittenPeriod | None = None
    last_period: WrittenPeriod | None = None
    indicators: list[Slug] = []
    units: list[str] = []
    without: Annotated[list[Slug], Field(alias="except")] = []
    fields: list[Literal["value", "numerator", "denominator"]] = ["value"]
    low: Number | None = None
    high: Number | None = None
    decimals: Annotated[int, Field(ge=0)] = 0
    cases: Annotated[int, Field(ge=0)] = 0
    percent: Number = Decimal(0)
    times: Annotated[int, Field(ge=2)] = 3
    grades: list[str] = []
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


def read_rules(path: Path) -> dict[str, Rule]:
    """The rules by name; pydantic's ValidationError names each fault."""
    tables = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    return {name: Rule.model_validate(body) for name, body in tables.items()}


@cache
def shipped_rules() -> Mapping[str, Rule]:
    return read_rules(settings.BASE_DIR / "data" / "returns" / "checks.toml")
