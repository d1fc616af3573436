"""What an edition shows of a meeting's agenda: its items, and the sections of figures they name."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from dashboard.packs.pack import Item, Section
from improvement.boards.models import AgendaItem, Kind, Meeting
from indicators.catalogue.models import Indicator
from indicators.catalogue.queries import readable

HEARD_IN_PRIVATE = "Exempt item"


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What an edition shows of the agenda: sections in its order; `exempt` items it leaves out."""

    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    exempt: int

    @property
    def slugs(self) -> dict[str, str]:
        """Each indicator with the title of the section it stands in."""
        return {slug: one.title for one in self.sections for slug in one.slugs}


def chosen(meeting: Meeting, kind: Kind) -> Chosen:
    """The agenda's sections; an exempt item keeps its place and not its words."""
    by_title = {one.title: one for one in meeting.board.sections}
    sections, items, exempt = [], [], 0
    for number, item in enumerate(meeting.items.order_by("order", "pk"), 1):
        if item.exempt and kind != Kind.EXEMPT:
            items.append(Item(number=number, title=HEARD_IN_PRIVATE))
            exempt += 1
            continue
        found = by_title.get(item.section)
        items.append(_item(number, item))
        if found:
            sections.append(
                Section(
                    title=found.title,
                    question=found.question,
                    slugs=found.indicators,
                    exempt=item.exempt,
                )
            )
    return Chosen(sections=tuple(sections), items=tuple(items), exempt=exempt)


def _item(number: int, item: AgendaItem) -> Item:
    return Item(number=number, title=item.title, section=item.section, exempt=item.exempt)


def indicators_of(chosen: Chosen) -> list[Indicator]:
    """In the order of the papers; one that is retired by now is left out."""
    found = {one.slug: one for one in readable().filter(slug__in=chosen.slugs)}
    return [found[slug] for slug in chosen.slugs if slug in found]


def shown(sections: Iterable[Section], slugs: Collection[str]) -> tuple[Section, ...]:
    """The sections without the indicators that nobody reads any more."""
    return tuple(
        replace(one, slugs=tuple(slug for slug in one.slugs if slug in slugs)) for one in sections
    )
