"""Words and addresses for the pages of boards."""

from django import template

from dashboard.boards import words
from dashboard.boards.access import address_of
from dashboard.packs import editions
from dashboard.packs.pack import Kind
from improvement.boards.models import Meeting
from improvement.boards.states import State, state_of

register = template.Library()


@register.simple_tag
def meeting_url(meeting: Meeting, page: str = "meeting") -> str:
    """The address of one of a meeting's pages."""
    return address_of(meeting, page)


@register.filter
def state_words(meeting: Meeting) -> str:
    """Where a meeting stands; it comes from `with_state`."""
    return words.STATES[state_of(meeting)]


@register.filter
def has_papers(meeting: Meeting) -> bool:
    return state_of(meeting) in (State.DESPATCHED, State.CLOSED)


@register.filter
def edition_name(kind: Kind) -> str:
    """Such as "Public edition"."""
    return editions.NAMES[kind]


@register.filter
def edition_said(kind: Kind) -> str:
    """For whom it is, in a sentence."""
    return editions.SAID[kind]


@register.filter
def ordinal(number: int) -> str:
    return words.ordinal(number)
