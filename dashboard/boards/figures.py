"""The figures that a board has chosen, as they stand today."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.roles import reader_of
from dashboard.boards.access import AtBoard
from improvement.boards.models import Section
from indicators.catalogue.queries import readable
from indicators.readings.gather import readings
from indicators.readings.reading import Reading


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A section of a board's papers with a reading of each indicator that is still read."""

    section: Section
    readings: tuple[Reading, ...]


def by_section(here: AtBoard, order: Sequence[str] = ()) -> list[Shown]:
    """The sections that this reader may see; a constant of queries.

    In the order of the board's file, or of the titles in `order`, an agenda that was rearranged;
    what has no place there comes last.
    """
    sections = [one for one in here.board.sections if here.sees_exempt or not one.exempt]
    places = {title: place for place, title in enumerate(order)}
    sections.sort(key=lambda one: places.get(one.title, len(places)))
    slugs = {slug for section in sections for slug in section.indicators}
    chosen = list(readable().filter(slug__in=slugs))
    read = readings(chosen, here.area, reader=reader_of(here.user), whole=False)
    found = {one.indicator.slug: one for one in read}
    return [
        Shown(section=one, readings=tuple(found[slug] for slug in one.indicators if slug in found))
        for one in sections
    ]
