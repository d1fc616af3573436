"""Strict reading of the product's own CSV files: each fault says file, line and column."""

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

NUMBER = re.compile(r"-?[0-9]{1,14}(\.[0-9]{1,6})?")


class FaultsError(Exception):
    """Files that cannot be taken; `faults` has a sentence for each thing to mend."""

    def __init__(self, faults: Collection[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass
class Faults:
    """Collects faults, so that one run names them all."""

    found: list[str] = field(default_factory=list)

    def add(self, where: str, what: str) -> None:
        self.found.append(f"{where}: {what}")

    def stop_if_any(self) -> None:
        if self.found:
            raise FaultsError(self.found)


@dataclass
class Line:
    """One line of a file. A cell that cannot be read is a fault, and None is given for it."""

    file: str
    number: int
    cells: dict[str, str]
    faults: Faults
    is_clean: bool = True

    def fault(self, column: str, what: str) -> None:
        self.is_clean = False
        self.faults.add(f"{self.file}, line {self.number}, {column}", what)

    def text(self, column: str) -> str:
        """The cell, which may be empty."""
        return self.cells[column]

    def required(self, column: str) -> str:
        if not self.cells[column]:
            self.fault(column, "is empty. Fill it in.")
        return self.cells[column]

    def choice(self, column: str, choices: Collection[str]) -> str:
        value = self.cells[column]
        if value not in choices:
            allowed = ", ".join(choice or "an empty cell" for choice in choices)
            self.fault(column, f"is “{value}”. Use one of: {allowed}.")
        return value

    def flag(self, column: str) -> bool:
        return self.choice(column, ("yes", "no")) == "yes"

    def number_of(self, column: str) -> Decimal | None:
        """A plain number with up to six decimals; None for an empty cell."""
        value = self.cells[column]
        if value and not NUMBER.fullmatch(value):
            self.fault(
                column,
                f"is “{value}”, which is no number. Write it like 45 or 45.25.",
            )
            return None
        return Decimal(value) if value else None

    def day(self, column: str) -> date | None:
        """A day; None for an empty cell."""
        value = self.cells[column]
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.fault(column, f"is “{value}”, which is no day. Write it like 2025-03-31.")
            return None


def read(path: Path, columns: Collection[str], faults: Faults) -> Iterator[Line]:
    """The lines of a file that has exactly these columns, in any order."""
    text = read_text(path, faults)
    if text is None:
        return
    rows = csv.reader(io.StringIO(text), strict=True)
    try:
        header = next(rows, [])
        if sorted(header) != sorted(columns):
            faults.add(path.name, _header_fault(header, columns))
            return
        for cells in rows:
            line = Line(path.name, rows.line_num, dict(zip(header, cells, strict=False)), faults)
            if _is_whole(line, cells, len(header)):
                yield line
    except csv.Error as fault:
        faults.add(f"{path.name}, line {rows.line_num}", f"is not CSV ({fault}). Mend its quotes.")


def read_text(path: Path, faults: Faults, where: str = "") -> str | None:
    """The file's text, or None and a fault (`where`, else the file's name) when it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        faults.add(where or path.name, f"is not in the folder {path.parent.name}. Put it there.")
    except UnicodeDecodeError:
        faults.add(where or path.name, "is not UTF-8 text. Save it as UTF-8.")
    return None


def _header_fault(header: list[str], columns: Collection[str]) -> str:
    missing = sorted(set(columns) - set(header))
    strange = sorted(set(header) - set(columns))
    parts = [f"has no column {', '.join(missing)}"] if missing else []
    parts += [f"has the unknown column {', '.join(strange)}"] if strange else []
    parts = parts or ["has a column twice"]
    return f"{' and '.join(parts)}. The columns are {', '.join(columns)}."


def _is_whole(line: Line, cells: list[str], width: int) -> bool:
    where = f"{line.file}, line {line.number}"
    if len(cells) != width:
        line.faults.add(where, f"has {len(cells)} cells. Give it {width}, one for each column.")
        return False
    for column, cell in line.cells.items():
        if cell != cell.strip():
            line.fault(column, "has a space at its start or end. Remove it.")
    return True
