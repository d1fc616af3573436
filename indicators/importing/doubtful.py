"""Figures of England and its regions that cannot be right, as no authority could make them so."""

from collections.abc import Collection, Mapping

from indicators.catalogue.models import Indicator, Series

SIZES = (Indicator.Unit.COUNT, Indicator.Unit.FTE)
Values = Mapping[int, float | None]


def has_range(compare: str, unit: str) -> bool:
    """Whether England's figure lies among its authorities': not where it grows with the place."""
    return compare != Series.Compare.NONE and unit not in SIZES


def doubtful(values: Values, members: Mapping[int, Collection[int]]) -> set[int]:
    """The areas whose value lies outside the range of their members' values.

    For rates, percentages and averages of one period: values by area, and for England and each
    region the areas within it. Where no member has a value nothing can be said.
    """
    found = set()
    for area, within in members.items():
        value = values.get(area)
        known = [v for one in within if (v := values.get(one)) is not None]
        if value is not None and known and not min(known) <= value <= max(known):
            found.add(area)
    return found
