"""How wide the columns of a figure's table are on paper, and how large its letters."""

from dataclasses import dataclass

from dashboard.charts.description import Table
from dashboard.charts.layout import text_width

ROOM = 470.0  # points between the margins of an A4 page
PADDING = 8.5  # points of a cell, both sides
SIZES = (8.5, 7.5, 6.5)  # points; smaller letters only where the words do not fit
SHORT = 12  # letters that never break: a day, a year, a small figure


@dataclass(frozen=True)
class Need:
    """The least and the most that a column can use, in points."""

    least: float
    most: float


def columns(table: Table) -> tuple[float, list[float]]:
    """The size of the letters, and a width in points for each column; together they fill the page.

    Every column gets what its longest word needs; what is left goes where cells are longer.
    """
    for size in SIZES:
        needs = [_need(table, n, size) for n in range(len(table.columns))]
        if sum(need.least for need in needs) <= ROOM:
            break
    over = sum(need.most - need.least for need in needs)
    left = max(0.0, ROOM - sum(need.least for need in needs))
    share = min(1.0, left / over) if over else 0.0
    widths = [need.least + share * (need.most - need.least) for need in needs]
    return size, [round(width * ROOM / sum(widths), 2) for width in widths]


def _need(table: Table, n: int, size: float) -> Need:
    column, cells = table.columns[n], [row[n] for row in table.rows]
    whole = [cell for cell in cells if column.numeric or len(cell) <= SHORT]
    words = [word for cell in cells for word in cell.split() if cell not in whole]
    least = [text_width(one, size) for one in (*whole, *words)]
    least += [text_width(word, size, bold=True) for word in column.heading.split()]
    most = [*least, *(text_width(cell, size) for cell in cells)]
    return Need(max(least, default=0.0) + PADDING, max(most, default=0.0) + PADDING)
