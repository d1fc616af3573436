"""What readers of tables give."""

from typing import NamedTuple


class Row(NamedTuple):
    """One row: its number as a spreadsheet counts it, from 1, and its cells as text."""

    number: int
    cells: list[str]
