"""What all readings of a page share: whose figures, beside whose, as known on which day."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from indicators.areas.lookup import GROUP_PREFIX
from indicators.areas.models import Area
from indicators.readings.neighbours import Neighbourhood


@dataclass(frozen=True, kw_only=True)
class Context:
    """An area with England, its region and its group of similar authorities, where known."""

    area: Area
    england: Area | None
    group: Area | None
    neighbourhood: Neighbourhood
    as_of: date | None
    today: date

    @classmethod
    def of(cls, area: Area, as_of: date | None) -> "Context":
        """Three queries."""
        around = Area.objects.filter(code=GROUP_PREFIX + area.code) | Area.objects.filter(
            kind=Area.Kind.COUNTRY
        )
        found = {one.kind: one for one in around}
        england = found.get(Area.Kind.COUNTRY)
        return cls(
            area=area,
            england=england if england != area else None,
            group=found.get(Area.Kind.COMPARATOR_GROUP),
            neighbourhood=Neighbourhood.of(area),
            as_of=as_of,
            today=as_of or timezone.localdate(),
        )

    def around(self) -> list[Area]:
        """England, the region and the group of similar authorities, where they are known."""
        return [one for one in (self.england, self.area.region, self.group) if one]

    def others(self) -> set[Area]:
        return {*self.around()} | self.neighbourhood.everyone()

    def codes(self) -> dict[str, str]:
        around = {"england": self.england, "region": self.area.region, "neighbours": self.group}
        return {kind: area.code for kind, area in around.items() if area}
