"""The agenda of one meeting: items added, renamed, moved, made exempt or removed."""

from itertools import takewhile

from accounts.models import User
from improvement.boards.keeping import held, name_of
from improvement.boards.models import AgendaItem, Board, Meeting
from improvement.boards.states import Act
from indicators.refusal import RefusedError

FIXED = "Every agenda opens with the last actions and the young people's item."
UNTITLED = "Give the item a title."


def add_item(meeting: Meeting, title: str, *, by: User, exempt: bool = False) -> AgendaItem:
    """Put a further item before those that close every agenda of the board."""
    with held(meeting, Act.CHANGE, by):
        items = list(meeting.items.all())
        made = AgendaItem.objects.create(
            meeting=meeting,
            order=len(items) + 1,
            title=name_of(title, UNTITLED),
            exempt=exempt,
        )
        items.insert(len(items) - _closing(items, meeting.board), made)
        _number(items)
    return made


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


def _closing(items: list[AgendaItem], board: Board) -> int:
    """How many items at the end of an agenda are the board's standing ones, under their titles."""
    standing = {title for title, _ in board.standing_items}
    ends = takewhile(lambda one: one.title in standing and not one.section, reversed(items))
    return len(list(ends))


def _number(items: list[AgendaItem]) -> None:
    for order, one in enumerate(items, 1):
        one.order = order
    AgendaItem.objects.bulk_update(items, ["order"])
