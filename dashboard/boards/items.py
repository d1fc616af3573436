"""The agenda of a meeting as its page shows it: each item with its figures and its record."""

from dataclasses import dataclass
from typing import Any

from dashboard.boards.access import AtMeeting
from dashboard.boards.forms import RecordForm
from dashboard.packs.pack import Pack, Sheet
from improvement.boards.models import AgendaItem
from improvement.boards.queries import ItemRecord, record
from indicators.catalogue.models import Indicator


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An item with the frozen sheets that belong to it; `record` is None where it is not shown.

    An exempt item keeps its number for those who do not see it, and nothing else.
    """

    item: AgendaItem
    record: ItemRecord | None
    question: str = ""
    sheets: tuple[Sheet, ...] = ()
    form: RecordForm | None = None

    @property
    def number(self) -> int:
        return self.item.order

    @property
    def is_hidden(self) -> bool:
        return self.record is None

    @property
    def title(self) -> str:
        return "Exempt item" if self.is_hidden else self.item.title


def agenda(here: AtMeeting, pack: Pack | None, form: RecordForm | None = None) -> list[Shown]:
    """Every item; six queries. `form` is one that was refused, shown again at its item."""
    records = {one.item.pk: one for one in record(here.meeting, exempt=here.sees_exempt)}
    writes = "record" in here.acts or "ask" in here.acts
    found = []
    for item in here.meeting.items.order_by("order", "pk"):
        known = records.get(item.pk)
        section, sheets = _figures(item, pack) if known else ("", ())
        own = form if form and form.prefix == prefix(item) else None
        if own is None and known and writes:
            own = record_form(here, item, pack)
        found.append(Shown(item=item, record=known, question=section, sheets=sheets, form=own))
    return found


def prefix(item: AgendaItem) -> str:
    return f"item-{item.order}"


def record_form(
    here: AtMeeting, item: AgendaItem, pack: Pack | None, data: Any = None
) -> RecordForm:
    """For what is recorded at an item, with the indicators that it is about."""
    sheets = _figures(item, pack)[1]
    names = {one.slug: one.name for one in sheets} if pack else _names(here, item)
    return RecordForm(
        data,
        indicators=names,
        # Who does not see the exempt part could not read again what they wrote there.
        is_exempt=item.exempt or not here.sees_exempt,
        prefix=prefix(item),
    )


def _names(here: AtMeeting, item: AgendaItem) -> dict[str, str]:
    """Of a meeting without papers: the indicators of its section today. At most one query."""
    slugs = [
        slug
        for section in here.board.sections
        if item.section and section.title == item.section
        for slug in section.indicators
    ]
    if not slugs:
        return {}
    found = dict(Indicator.objects.filter(slug__in=slugs).values_list("slug", "name"))
    return {slug: found[slug] for slug in slugs if slug in found}


def _figures(item: AgendaItem, pack: Pack | None) -> tuple[str, tuple[Sheet, ...]]:
    """The question of an item's section, and its sheets as they were frozen."""
    for section in pack.sections if pack and item.section else ():
        if section.title == item.section:
            return section.question, tuple(pack.sheet(slug) for slug in section.slugs)
    return "", ()
