"""Filters for the papers of a meeting; what they take is frozen words, and they decide nothing."""

from datetime import date

from django import template

from dashboard.packs import words
from dashboard.packs.pack import Beside, Brought, Sheet, Words
from indicators.periods.spoken import long_day

register = template.Library()


@register.filter
def said_on(day: date | None) -> str:
    """Such as "26 November 2026", whatever the server's language."""
    return long_day(day) if day else ""


@register.filter
def signed(said: Words) -> str:
    """Who said it and when."""
    return words.signed(said)


@register.filter
def state(brought: Brought) -> str:
    """How an action stands."""
    return words.state(brought)


@register.filter
def beside(sheet: Sheet, kind: str) -> Beside | None:
    """How the figure stands beside England, the region or similar authorities."""
    return sheet.beside_of(kind)
