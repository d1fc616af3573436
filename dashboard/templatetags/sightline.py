"""Tags and filters for the pages; none of them judges or computes a figure."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils import timezone

from dashboard.asked import Asked
from dashboard.charts.written import period as period_written
from dashboard.returns.words import title
from improvement.places import places
from indicators.assessment import Measure, Point
from indicators.assessment.words import display, display_point, display_stated, target_value
from indicators.ledger.door import Figure
from indicators.ledger.history import History
from indicators.ledger.models import Observation, Status
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
def row_as_printed(row: Observation, measure: Measure) -> str:
    """The same of a row of the ledger, as the history of a line has it."""
    if row.status == Status.WITHDRAWN:
        return "withdrawn"
    point = Point(
        period=row.period,
        value=row.value,
        upper=row.value_upper,
        missing_reason=row.missing_reason,
        qualifier=row.qualifier,
    )
    return display_point(measure, point)


@register.filter
def answered_by(told: History | None, figure: Figure) -> str:
    """Who typed and who signed a figure of the council's own, to end a sentence."""
    row = told.rows.get(figure.id) if told else None
    return f"; typed by {row.typed_by}, signed by {row.by}" if row and row.typed_by else ""


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
def moment(value: datetime | None) -> str:
    """A day with its time: "14 October 2026, 10:42"."""
    return f"{timezone.localtime(value):%-d %B %Y, %H:%M}" if value else ""


@register.filter
def at(found: Mapping[int, Any] | None, key: int) -> Any:
    """What a mapping has for a number; nothing where it has none."""
    return (found or {}).get(key)


@register.filter
def first_sentence(text: str) -> str:
    """Up to its first full stop, question mark or exclamation mark."""
    found = re.match(r".+?[.?!](?=\s|$)", text.strip(), re.DOTALL)
    return found.group() if found else text.strip()


@register.filter
def written(period: Period) -> str:
    """A period as a table writes it: "2024-25", "31 Mar 2025"."""
    return period_written(period)


@register.filter
def title_of(period: Period) -> str:
    """A period in words, standing alone: "July to September 2026"."""
    return title(period)


@register.filter
def plain(value: Decimal | None) -> str:
    """A count as a person writes it: 1,234."""
    return "" if value is None else f"{value.normalize():,f}"


@register.filter
def separated(number: int) -> str:
    """A whole number as a person writes it: 641,070."""
    return f"{number:,}"


DEFINITION_ROWS = {
    "definition": "Definition",
    "numerator": "Counted",
    "denominator": "Out of",
    "what_good_looks_like": "What good looks like",
    "limit": "Law or guidance says of one case",
    "methodology": "How it is worked out",
    "definition_source": "Source of the definition",
    "data_owner": "Collected by",
}


@register.filter
def definition_rows(texts: dict[str, Any]) -> list[tuple[str, str]]:
    """The texts of an indicator that a table of definitions shows, in its order."""
    return [(words, texts[key]) for key, words in DEFINITION_ROWS.items() if texts.get(key)]
