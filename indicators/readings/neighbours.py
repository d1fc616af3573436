"""The line of similar authorities: computed when read, from the edition that serves each period."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from indicators.areas.editions import Service, serving
from indicators.areas.models import Area, Edition, Membership
from indicators.assessment import Baseline, Point
from indicators.assessment.neighbours import summarise
from indicators.ledger.door import Figure
from indicators.periods import Period
from indicators.periods.spoken import long_day
from indicators.readings.points import point

NAME = "Similar authorities"


@dataclass(frozen=True)
class Neighbourhood:
    """An area's neighbours in every edition."""

    editions: tuple[Edition, ...]
    members: Mapping[int, tuple[Area, ...]]

    @classmethod
    def of(cls, area: Area) -> "Neighbourhood":
        """Two queries."""
        members: dict[int, list[Area]] = defaultdict(list)
        for one in Membership.objects.filter(subject=area).select_related("member"):
            members[one.edition_id].append(one.member)
        known = {edition: tuple(areas) for edition, areas in members.items()}
        return cls(tuple(Edition.objects.all()), known)

    def everyone(self) -> set[Area]:
        return {area for areas in self.members.values() for area in areas}

    def serving(self, period: Period, as_of: date | None) -> Service | None:
        return serving(self.editions, period.ends, as_of)

    @cached_property
    def _ids(self) -> Mapping[int, frozenset[int]]:
        return {edition: frozenset(a.pk for a in areas) for edition, areas in self.members.items()}

    def is_known(self, as_of: date | None) -> bool:
        """Whether an edition with known members had been published by then."""
        return serving(self.editions, date.max, as_of) is not None

    def has(self, figure: Figure, as_of: date | None) -> bool:
        """Whether it is about a member in the edition that serves its period."""
        service = self.serving(figure.period, as_of)
        return service is not None and figure.area_id in self._ids.get(service.edition.pk, ())


def baseline(
    neighbourhood: Neighbourhood, figures: Iterable[Figure], as_of: date | None
) -> Baseline | None:
    """The plain mean of the members with a value, a point for each period in which one has any."""
    by_period: dict[Period, dict[int, Figure]] = defaultdict(dict)
    for figure in figures:
        by_period[figure.period][figure.area_id] = figure
    points, with_value, medians, pooled = [], {}, {}, {}
    served: list[tuple[Period, Service]] = []
    for period in sorted(by_period):
        service = neighbourhood.serving(period, as_of)
        if service is None:
            continue
        members = neighbourhood.members.get(service.edition.pk, ())
        summary = summarise(_points(members, by_period[period]))
        if summary.mean is None:
            continue
        points.append(Point(period=period, value=summary.mean))
        with_value[period] = summary.with_value
        if summary.median is not None:
            medians[period] = summary.median
        if summary.pooled is not None:
            pooled[period] = summary.pooled
        served.append((period, service))
    if not served:
        return None
    last = served[-1][1]
    return Baseline(
        kind="neighbours",
        name=NAME,
        points=tuple(points),
        note=_editions(served),
        edition=last.edition.name,
        members=len(neighbourhood.members.get(last.edition.pk, ())),
        with_value=with_value,
        medians=medians,
        pooled=pooled,
    )


def _points(members: Sequence[Area], figures: Mapping[int, Figure]) -> list[Point]:
    return [point(figures[area.pk]) for area in members if area.pk in figures]


def _editions(served: Sequence[tuple[Period, Service]]) -> str:
    """Which edition of the neighbour model serves which periods of a line, as a sentence."""
    said = []
    for service, run in groupby(served, key=lambda one: one[1]):
        periods = [period for period, _ in run]
        span = " to ".join(_written(one) for one in dict.fromkeys((periods[0], periods[-1])))
        why = ", as no earlier list is known" if service.stands_in else ""
        said.append(f"the {service.edition.name} for {span}{why}")
    return f"Neighbours: {'; '.join(said)}."


def _written(period: Period) -> str:
    return long_day(period.ends) if period.kind == "day" else str(period)
