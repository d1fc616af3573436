"""Meetings of the corporate parenting board, for the tests of their pages."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.models import User
from improvement.boards import verbs
from improvement.boards.models import AgendaItem, Board, Meeting
from indicators.areas.lookup import find

SLUG = "corporate-parenting-board"
BOARD = f"/boards/{SLUG}/"
# The item of the agenda that has the figures on care leavers, as the board's file orders them.
CARE_LEAVERS, HOMES = 6, 8


def today() -> date:
    return timezone.localdate()


def day(after: int) -> date:
    """So many days after today."""
    return today() + timedelta(days=after)


def person(name: str) -> User:
    return User.objects.get(username=name)


def call(after: int = 0, slug: str = SLUG) -> Meeting:
    """By the clerk, for a day after today or before it."""
    board = Board.objects.get(slug=slug)
    return verbs.call(
        board,
        find("E10000034"),
        day(after),
        by=person("clerk"),
        place="Council chamber",
    )


def address(meeting: Meeting, page: str = "") -> str:
    return f"/boards/{meeting.board.slug}/meetings/{meeting.held_on}/{page}"


def item(meeting: Meeting, number: int) -> AgendaItem:
    return AgendaItem.objects.get(meeting=meeting, order=number)


def posted(browser: Client, where: str, **fields: Any) -> str:
    """What a form of the page sends; where it leads when it is taken."""
    answer = browser.post(where, fields)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def said_at(one: AgendaItem, act: str, words: str, **fields: Any) -> dict[str, Any]:
    """The fields of the form at an item."""
    more = {f"item-{one.order}-{name}": value for name, value in fields.items()}
    return {"act": act, "about": one.pk, f"item-{one.order}-words": words, **more}
