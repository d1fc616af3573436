"""Words and addresses for the pages of boards."""

from datetime import date

from django import template

from dashboard.boards import words
from dashboard.boards.access import address_of
from improvement.boards.models import Kind, Meeting
from improvement.boards.states import State, state_of
from indicators.periods.spoken import long_day

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
def edition_words(kind: str) -> str:
    return words.EDITIONS[Kind(kind)]


@register.filter
def ordinal(number: int) -> str:
    return words.ordinal(number)


@register.filter
def iso_day(text: str) -> str:
    """A day as minutes have it, 2026-11-24, in words."""
    return long_day(date.fromisoformat(text))
