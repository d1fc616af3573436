"""The agenda of one meeting: items added, renamed, moved, made exempt or removed."""

from django.db.models import Max

from accounts.models import User
from improvement.boards.keeping import held, name_of
from improvement.boards.models import AgendaItem, Meeting
from improvement.boards.states import Act
from indicators.refusal import RefusedError

FIXED = "Every agenda opens with the last actions and the young people's item."
UNTITLED = "Give the item a title."


def add_item(meeting: Meeting, title: str, *, by: User, exempt: bool = False) -> AgendaItem:
    """Put a further item at the end."""
    with held(meeting, Act.CHANGE, by):
        last = meeting.items.aggregate(last=Max("order"))["last"]
        return AgendaItem.objects.create(
            meeting=meeting, order=last + 1, title=name_of(title, UNTITLED), exempt=exempt
        )


def change_item(item: AgendaItem, *, title: str, exempt: bool, by: User) -> AgendaItem:
    """Give an item another title, or say for whom it is."""
    with held(item.meeting, Act.CHANGE, by):
        if item.is_fixed and exempt:
            raise RefusedError("The first two items are for everybody who reads the papers.")
        item.title, item.exempt = name_of(title, UNTITLED), exempt
        item.save(update_fields=["title", "exempt"])
    return item


def move_item(item: AgendaItem, *, up: bool, by: User) -> None:
    """Change places with the item before or after. At either end nothing happens."""
    with held(item.meeting, Act.CHANGE, by):
        if item.is_fixed:
            raise RefusedError(FIXED)
        items = list(item.meeting.items.all())
        here = items.index(item)
        there = here - 1 if up else here + 1
        if there >= len(items) or items[there].is_fixed:
            return
        items[here], items[there] = items[there], items[here]
        _number(items)


def remove_item(item: AgendaItem, *, by: User) -> None:
    """Take an item off the agenda. RefusedError once something was recorded at it."""
    with held(item.meeting, Act.CHANGE, by):
        if item.is_fixed:
            raise RefusedError(FIXED)
        if any(rows.exists() for rows in (item.questions, item.decisions, item.notes)):
            raise RefusedError("Something is recorded at this item, so it stays.")
        item.delete()
        _number(list(item.meeting.items.all()))


def _number(items: list[AgendaItem]) -> None:
    for order, one in enumerate(items, 1):
        one.order = order
    AgendaItem.objects.bulk_update(items, ["order"])
