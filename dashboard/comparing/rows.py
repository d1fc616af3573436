"""One row for each authority: its figure and place, how it moved, and its inspection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.charts.dots import DotRole
from improvement.models import Inspection
from indicators.areas.models import Area
from indicators.assessment.movement import Movement
from indicators.ledger.door import Figure
from indicators.readings.places import Authority, Comparison


@dataclass(frozen=True, kw_only=True)
class Row:
    """`role` is what the authority is to the area of the page; `order` its place in the table."""

    order: int
    authority: Authority
    role: DotRole
    is_neighbour: bool
    movement: Movement
    travelled: int
    inspection: Inspection | None

    @property
    def area(self) -> Area:
        return self.authority.area

    @property
    def figure(self) -> Figure | None:
        return self.authority.figure

    @property
    def is_own(self) -> bool:
        return self.role == "own"


def rows_of(
    found: Comparison, moved: Sequence[Movement], inspections: Mapping[int, Inspection]
) -> list[Row]:
    """In the order of the comparison; `moved` stands with the largest change for the better first.

    `inspections` are the newest of each authority, by its id.
    """
    travelled = {one.key: number for number, one in enumerate(moved)}
    movement = {one.key: one for one in moved}
    return [
        Row(
            order=number,
            authority=one,
            role=_role(found, one.area),
            is_neighbour=found.is_neighbour(one.area),
            movement=movement[one.area.pk],
            travelled=travelled[one.area.pk],
            inspection=inspections.get(one.area.pk),
        )
        for number, one in enumerate(found.authorities)
    ]


def _role(found: Comparison, area: Area) -> DotRole:
    if area == found.area:
        return "own"
    if found.is_neighbour(area):
        return "neighbour"
    region = found.area.region_id if found.area.kind != Area.Kind.REGION else found.area.pk
    return "region" if region and area.region_id == region else "other"
