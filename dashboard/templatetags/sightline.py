"""Tags and filters for the pages; none of them judges or computes a figure."""

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from dashboard.asked import Asked
from dashboard.charts.written import period as period_written
from improvement.places import places
from indicators.assessment import Measure, Point
from indicators.assessment.words import display, display_point, display_stated, target_value
from indicators.ledger.door import Figure
from indicators.periods import Period
from indicators.readings import points
from indicators.targets.models import Target

register = template.Library()


@register.simple_tag(takes_context=True)
def here(context: template.Context, name: str, *args: Any) -> str:
    """A page's address as seen from the same area and day."""
    standpoint = context.get("standpoint")
    return reverse(name, args=args) + (standpoint.query if standpoint else "")


@register.simple_tag(takes_context=True)
def here_with(context: template.Context, name: str, *args: Any, **query: str) -> str:
    """The same with more in its query."""
    address = here(context, name, *args)
    return address + ("&" if "?" in address else "?") + urlencode(query)


@register.simple_tag
def ask(asked: Asked, **changes: object) -> str:
    """The query of a list's address with some of it changed; "" takes a part out."""
    return asked.address(**{name: str(value) for name, value in changes.items()})


@register.filter
def as_printed(item: Figure | Point, measure: Measure) -> str:
    """A figure in its unit, with its qualifier, or in words why there is none."""
    return display_point(measure, points.point(item) if isinstance(item, Figure) else item)


@register.filter
def as_stated(figure: Figure, measure: Measure) -> str:
    """A report's figure, with the people first where a percentage is known by them."""
    return display_stated(measure, points.point(figure))


@register.filter
def places_of(reference: str) -> list[str]:
    """Where in a report a figure stands: "¶85", "executive summary"."""
    return places(reference)


@register.simple_tag
def number(value: Decimal | None, measure: Measure) -> str:
    """A bare value (a target, a mean) printed like the measure's figures."""
    return "" if value is None else display(value, measure.unit, measure.decimals, measure.rounding)


@register.filter
def bounds(target: Target, measure: Measure) -> str:
    """What a target asks for: "40%", or "15% to 22%" of a range."""
    return target_value(measure, (target.low, target.high))


@register.filter
def day(value: date | None) -> str:
    return f"{value:%-d %B %Y}" if value else ""


@register.filter
def written(period: Period) -> str:
    """A period as a table writes it: "2024-25", "31 Mar 2025"."""
    return period_written(period)


@register.filter
def plain(value: Decimal | None) -> str:
    """A count as a person writes it: 1,234."""
    return "" if value is None else f"{value.normalize():,f}"


DEFINITION_ROWS = {
    "definition": "Definition",
    "numerator": "Counted",
    "denominator": "Out of",
    "what_good_looks_like": "What good looks like",
    "limit": "Law or guidance says of one case",
    "definition_source": "Source of the definition",
}


@register.filter
def definition_rows(texts: dict[str, Any]) -> list[tuple[str, str]]:
    """The texts of an indicator that a table of definitions shows, in its order."""
    return [(words, texts[key]) for key, words in DEFINITION_ROWS.items() if texts.get(key)]
