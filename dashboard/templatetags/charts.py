"""Tags that draw a chart's description where a page wants it."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from dashboard.charting import spark_of
from dashboard.charts import sparkline as drawing
from dashboard.charts import strip as strip_drawing
from dashboard.charts.description import Chart, Column, Table
from dashboard.charts.scene import STAGE
from dashboard.charts.to_svg import to_svg
from dashboard.comparing.strips import Strip
from indicators.readings.reading import Reading

register = template.Library()
NARROW = 340


@register.simple_tag
def chart(described: Chart, prefix: str) -> SafeString:
    """For a wide page. The translator escapes every text it draws."""
    return mark_safe(str(to_svg(described, prefix=prefix)))  # noqa: S308


@register.simple_tag
def narrow_chart(described: Chart, prefix: str) -> SafeString:
    """The same for a phone, with text that stays readable."""
    return mark_safe(str(to_svg(described, prefix=prefix, width=NARROW)))  # noqa: S308


@register.simple_tag
def stage_chart(described: Chart, number: int) -> SafeString:
    """The same for a room, with text that is read from eight metres."""
    return mark_safe(str(to_svg(described, prefix=f"slide-{number}", width=STAGE)))  # noqa: S308


@register.simple_tag
def sparkline(reading: Reading) -> SafeString:
    """Empty where a single figure makes no line."""
    drawn = spark_of(reading)
    return mark_safe(str(drawing.sparkline(*drawn))) if drawn else mark_safe("")  # noqa: S308


@register.simple_tag
def strip_of(strip: Strip) -> SafeString:
    """All authorities on one scale; the words of its place stand beside it."""
    return mark_safe(str(strip_drawing.strip(strip.values, strip.own)))  # noqa: S308


@register.filter
def rows(table: Table) -> list[list[tuple[Column, str]]]:
    """The table's rows, each cell with its column."""
    return [list(zip(table.columns, row, strict=True)) for row in table.rows]
