"""Draws a chart's description as a native chart of the workbook, with the palette's inks."""

import re
from typing import Any

from dashboard.charts import palette
from dashboard.charts.description import Chart
from dashboard.charts.palette import STROKES, TARGET, Stroke
from dashboard.charts.scale import target_values, value_axis
from dashboard.packs.workbook.cells import Styles
from dashboard.packs.workbook.paper import PIXELS, Paper
from dashboard.packs.workbook.series import Column, Grid, Look, over_time, side_by_side
from dashboard.spreadsheets import as_text, number_format

HEIGHT = 290.0  # points
BAR = 52.0  # points for each bar of a bullet
WIDEST = 1250  # pixels
TITLE = 180  # letters that two lines over a chart hold
FONT = {"name": "Arial", "size": 9, "color": palette.TEXT}
QUIET = {"name": "Arial", "size": 9, "color": palette.QUIET_TEXT}
INKS: dict[Look, Stroke] = {
    "own": STROKES["own"],
    "england": STROKES["england"],
    "region": STROKES["region"],
    "neighbours": STROKES["neighbours"],
    "other": STROKES["other"],
    "target": TARGET,
    "proposed": TARGET,
    "mark": STROKES["own"],
}
# The nearest that a spreadsheet has to the palette's dashes.
DASHES = {
    "": "solid",
    "2 3": "round_dot",
    "9 3 2 3": "long_dash_dot",
    "3 3": "square_dot",
    "7 4": "dash",
}


class DataSheet:
    """The sheet behind the charts: under one another, the columns that each of them draws."""

    def __init__(self, paper: Paper, styles: Styles) -> None:
        self.sheet, self.name, self.row, self._styles = paper.sheet, paper.name, 0, styles
        self._say("What the charts draw. The tables on the sheets have the same figures in full.")

    def _say(self, text: str) -> None:
        look = self._styles(bold=True, text_wrap=False)
        self.sheet.write_string(self.row, 0, as_text(text), look)
        self.row += 1

    def add(self, title: str, grid: Grid) -> int:
        """Writes a chart's columns under a title; the row of their headings."""
        self.row += 1
        self._say(title)
        top = self.row
        self.sheet.write_string(top, 0, "Period", self._styles(bottom=1))
        for at, column in enumerate(grid.columns, start=1):
            self.sheet.write_string(top, at, as_text(column.name), self._styles(bottom=1))
            for down, value in enumerate(column.values, start=1):
                if value is not None:
                    self.sheet.write_number(top + down, at, value)
        for down, label in enumerate(grid.labels, start=1):
            self.sheet.write_string(top + down, 0, as_text(label), self._styles())
        self.row = top + len(grid.labels) + 1
        return top


def draw(book: Any, paper: Paper, data: DataSheet, title: str, chart: Chart) -> None:
    """The chart in a row of its own; `title` is the indicator's, for the sheet behind it."""
    bars = chart.kind == "bullet"
    grid = side_by_side(chart) if bars else over_time(chart)
    top = data.add(title, grid)
    drawn = book.add_chart({"type": "bar", "subtype": "stacked"} if bars else {"type": "line"})
    for at, column in enumerate(grid.columns, start=1):
        rows = (top + 1, top + len(grid.labels))
        series = {
            "name": [data.name, top, at],
            "categories": [data.name, rows[0], 0, rows[1], 0],
            "values": [data.name, rows[0], at, rows[1], at],
        }
        drawn.add_series({**series, **(_bar(column, chart) if bars else _line(column))})
    _dress(drawn, chart, grid)
    height = min(HEIGHT, 110 + BAR * len(grid.labels)) if bars else HEIGHT
    paper.sheet.set_row(paper.row, height)
    drawn.set_size({"width": min(paper.pixels, WIDEST), "height": height * PIXELS - 6})
    said = as_text(f"{chart.title} {chart.summary}")
    paper.sheet.insert_chart(paper.row, 0, drawn, {"description": said, "object_position": 1})
    paper.row += 1


def _dress(drawn: Any, chart: Chart, grid: Grid) -> None:
    drawn.set_title(
        {
            "name": _not_an_address(_short(chart.title, TITLE)),
            "name_font": {**FONT, "size": 11, "bold": True},
            "overlay": False,
        }
    )
    bars = chart.kind == "bullet"
    axis = value_axis([*chart.values(), *target_values(chart)], chart.unit, zero=bars or chart.zero)
    step = axis.ticks[1] - axis.ticks[0]
    places = next((n for n in range(7) if abs(round(step, n) - step) < step / 1000), 6)
    unit = chart.unit_words[:1].upper() + chart.unit_words[1:]
    values = {
        "name": _not_an_address(_short(unit, 60)),
        "name_font": {**QUIET, "bold": False},
        "num_font": QUIET,
        "num_format": number_format(places),
        "min": axis.low,
        "max": axis.high,
        "major_unit": step,
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": palette.GRID, "width": 0.75}},
    }
    along = {
        "name": axis.note,
        "name_font": {**QUIET, "bold": False},
        "num_font": QUIET,
        "line": {"color": palette.AXIS, "width": 0.75},
        "label_position": "low",
        "text_axis": True,
    }
    # Bars lie: what they are stands at the left, how long they are below.
    drawn.set_x_axis(values if bars else along)
    drawn.set_y_axis(along if bars else values)
    further = [n for n, column in enumerate(grid.columns) if not column.first]
    if bars:
        drawn.set_legend({"none": True})
    else:
        drawn.set_legend({"position": "bottom", "font": FONT, "delete_series": further})
        drawn.show_blanks_as("span")
    drawn.set_chartarea({"border": {"none": True}, "fill": {"color": palette.PAPER}})


def _line(column: Column) -> dict[str, Any]:
    """How a run of points looks; one that stands alone is a mark, as it makes no line."""
    if column.look == "mark":
        # Filled, unlike on the pages: some spreadsheets draw no rim.
        ink = {"color": palette.INK}
        marker = {"type": "diamond", "size": 9, "fill": ink, "border": ink}
        return {"line": {"none": True}, "marker": marker}
    if column.look in ("target", "proposed"):
        hollow = column.look == "proposed"
        marker = {"type": "long_dash", "size": 9}
        fill = {"fill": {"color": palette.PAPER if hollow else TARGET.colour}}
        border = {"color": TARGET.colour, "width": 0.75}
        return {"line": _ink(TARGET), "marker": {**marker, **fill, "border": border}}
    stroke = INKS[column.look]
    look: dict[str, Any] = {"line": _ink(stroke), "marker": {"type": "none"}}
    alone = sum(value is not None for value in column.values) == 1
    if column.look == "own" or alone:
        look["marker"] = {
            "type": "circle",
            "size": 6 if column.look == "own" else 5,
            "fill": {"color": stroke.colour},
            "border": {"color": stroke.colour},
        }
        pale = {"fill": {"color": palette.GRID}, "border": {"color": stroke.colour}}
        look["points"] = [pale if n in column.hollow else None for n in range(len(column.values))]
    if column.newest:
        look["data_labels"] = _label(column)
    return look


def _bar(column: Column, chart: Chart) -> dict[str, Any]:
    """A filled bar, hollow with a dashed rim for a target and for the upper end of a range."""
    rim = _ink(TARGET)
    if column.look in ("target", "proposed"):
        return {"fill": {"color": palette.PAPER}, "border": rim, "gap": 60}
    fill = INKS[column.look].colour
    shown = {"value": True, "font": {**FONT, "color": palette.PAPER, "bold": True}}
    return {
        "fill": {"color": fill},
        "gap": 60,
        "data_labels": {**shown, "position": "inside_end", "num_format": _decimals(chart)},
    }


def _decimals(chart: Chart) -> str:
    return number_format(chart.decimals)


def _label(column: Column) -> dict[str, Any]:
    """The newest figure as printed, over its point; no label at any other."""
    custom: list[dict[str, Any]] = [{"delete": True} for _ in column.values]
    custom[column.last] = {"value": _not_an_address(column.newest)}
    font = {**FONT, "size": 10, "bold": True, "color": palette.INK}
    return {"value": True, "custom": custom, "position": "above", "font": font}


def _ink(stroke: Stroke) -> dict[str, Any]:
    points = stroke.width / PIXELS
    return {"color": stroke.colour, "width": points, "dash_type": DASHES[stroke.dash]}


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0]} …"


def _not_an_address(text: str) -> str:
    """The library takes "Ouch!A1" for the address of a cell: a space keeps it a text."""
    return re.sub(r"!(?=\$?[A-Z]+\$?\d)", "! ", as_text(text))
