"""A pack or minutes as the templates read them: texts only, dates in words, charts drawn.

Templates print what they are given: nothing is counted, rounded or judged there.
"""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.charts.description import Chart
from dashboard.charts.to_svg import to_svg
from dashboard.packs.editions import NAMES, SAID
from dashboard.packs.minutes import Minutes
from dashboard.packs.pack import Pack
from dashboard.packs.pdf.columns import columns
from dashboard.packs.pdf.letters import breakable, printable
from indicators.periods.spoken import long_day

KEYS = ("slug", "slugs")  # looked up by templates, never printed
HERE = ZoneInfo("Europe/London")  # papers say the hour of the council, wherever they are made


def pack_said(pack: Pack) -> dict[str, Any]:
    """A pack, with each sheet's number and the sheets that stand in no section."""
    placed = {slug for section in pack.sections for slug in section.slugs}
    return {
        **_said(pack),
        "title": breakable(pack.title),
        "edition": NAMES[pack.kind],
        "edition_said": SAID[pack.kind],
        "numbers": {one.slug: n for n, one in enumerate(pack.sheets, 1)},
        "unplaced": [one.slug for one in pack.sheets if one.slug not in placed],
    }


def minutes_said(minutes: Minutes) -> dict[str, Any]:
    """Minutes, with their title and the papers under the names of their editions."""
    papers = {NAMES[kind]: minutes.papers[kind] for kind in NAMES if kind in minutes.papers}
    return {**_said(minutes), "title": breakable(minutes.title), "papers": papers}


def _said(papers: Any) -> dict[str, Any]:
    read = {one.name: getattr(papers, one.name) for one in fields(papers)}
    return {name: value if name in KEYS else _plain(value) for name, value in read.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Chart):
        return _drawn(value)
    if is_dataclass(value):
        return _said(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return _word(value)


def _word(value: Any) -> Any:
    if isinstance(value, str):
        return breakable(value)
    if isinstance(value, datetime):
        here = value.astimezone(HERE)
        return f"{long_day(here.date())} at {here:%H:%M}"
    if isinstance(value, date):
        return long_day(value)
    return None if isinstance(value, Decimal) else value


def _drawn(chart: Chart) -> dict[str, Any]:
    """The drawing, what a listener is told instead of it, its table and what stands below it."""
    size, widths = columns(chart.table)
    return {
        "svg": printable(to_svg(chart)),
        "alt": printable(f"Chart. {chart.title} {chart.summary}"),
        "columns": [_plain(column) for column in chart.table.columns],
        "size": size,
        "widths": widths,
        "rows": [[breakable(cell) for cell in row] for row in chart.table.rows],
        "notes": [breakable(note) for note in chart.notes],
        "sources": breakable(chart.sources),
        "as_of": breakable(chart.as_of),
    }
