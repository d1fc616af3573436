"""Denominators that several lines of a section share, by data/returns/denominators.toml."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from pydantic import TypeAdapter

from indicators.catalogue.schema import Slug, Table, Text
from indicators.ledger.models import TOTAL
from indicators.returns.models import Entry
from indicators.returns.spans import has_both


class Group(Table):
    """Indicators that are shares of the same people, and what these are called."""

    words: Text
    indicators: list[Slug]


@dataclass(frozen=True)
class Shared:
    """Two or more lines of a section that say, or will say, the same denominator."""

    key: str
    words: str
    entries: Sequence[Entry]

    @property
    def typed(self) -> str:
        return next((one.denominator for one in self.entries if one.denominator), "")


def shared(entries: Sequence[Entry]) -> list[Shared]:
    """The groups among the lines of one section.

    Lines count as one group where they end on the same day and nobody typed different numbers on
    them. One that is given for the quarter or for the year so far keeps a denominator of its own,
    and so do corrections.
    """
    group_of = {slug: key for key, group in shipped().items() for slug in group.indicators}
    found: dict[tuple[str, date], list[Entry]] = defaultdict(list)
    for one in entries:
        key = group_of.get(one.series.indicator.slug)
        if key and one.breakdown == TOTAL and not one.seen and not has_both(one.period):
            found[key, one.ends].append(one)
    return [
        Shared(key, shipped()[key].words, lines)
        for (key, _), lines in found.items()
        if len(lines) > 1 and len({one.denominator for one in lines if one.denominator}) < 2
    ]


@cache
def shipped() -> Mapping[str, Group]:
    path: Path = settings.BASE_DIR / "data" / "returns" / "denominators.toml"
    tables = tomllib.loads(path.read_text("utf-8"))
    return TypeAdapter(dict[str, Group]).validate_python(tables)
