"""The areas that files of official statistics name, and which lie within which."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from indicators.areas.models import Area, AreaAlias
from indicators.periods import Period


@dataclass(frozen=True)
class Places:
    """Every area by its DfE number, and by any code or name."""

    by_number: Mapping[str, Area]
    by_word: Mapping[str, Area]
    members: Mapping[int, frozenset[int]]
    _there: dict[Period, Mapping[str, int]] = field(default_factory=dict)

    def there(self, period: Period) -> Mapping[str, int]:
        """The areas that existed on any day of the period, by their DfE number."""
        if period not in self._there:
            found = {n: one.pk for n, one in self.by_number.items() if existed(one, period)}
            self._there[period] = found
        return self._there[period]

    @classmethod
    def now(cls) -> "Places":
        """Two queries."""
        areas = list(Area.objects.exclude(kind=Area.Kind.COMPARATOR_GROUP))
        by_id = {one.pk: one for one in areas}
        numbers: dict[str, Area] = {}
        words = {word.lower(): one for one in areas for word in (one.code, one.name)}
        for alias in AreaAlias.objects.all():
            area = by_id[alias.area_id]
            words[alias.value.lower()] = area
            if alias.scheme == "dfe":
                numbers[alias.value] = area
        return cls(numbers, words, _members(areas))


def _members(areas: list[Area]) -> dict[int, frozenset[int]]:
    """England's and each region's authorities; those of Inner and Outer London are London's too."""
    within: dict[int, set[int]] = defaultdict(set)
    england = [one.pk for one in areas if one.kind == Area.Kind.COUNTRY]
    wider = {one.pk: one.region_id for one in areas if one.region_id}
    for one in areas:
        if one.kind == Area.Kind.LOCAL_AUTHORITY:
            region = wider.get(one.pk)
            for whole in (*england, region, wider.get(region) if region else None):
                if whole:
                    within[whole].add(one.pk)
    return {area: frozenset(members) for area, members in within.items()}


def existed(area: Area, period: Period) -> bool:
    """Whether the area was there on any day of the period."""
    return area.existed(period.starts, period.ends)
