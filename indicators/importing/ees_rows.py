"""A CSV file of Explore Education Statistics, row by row.

FaultsError for what is no such file; a fault of a row is added to the faults, and the row left out.
"""

import csv
from collections.abc import Container, Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from indicators.areas.models import Area
from indicators.files.personal import Watch, personal_column
from indicators.importing.places import Places
from indicators.tables import Faults, FaultsError

TIME, IDENTIFIER, LEVEL = "time_period", "time_identifier", "geographic_level"
NEEDED = (TIME, IDENTIFIER, LEVEL, "country_code")
# The columns that say when and where; every other one is a filter or an indicator.
ABOUT = {
    *NEEDED,
    *("country_name", "region_code", "region_name"),
    *("old_la_code", "new_la_code", "la_name"),
}
NATIONAL, REGIONAL, LOCAL = "National", "Regional", "Local authority"
LEVELS = (NATIONAL, REGIONAL, LOCAL)
MAX_BYTES = 200_000_000
MAX_FAULTS = 100  # a file with more is another file
IS_NO = "It is no file of Explore Education Statistics."
PICTURES = (b"PK", b"\x89PN", b"\xff\xd8\xff", b"GIF", b"%PDF", b"PAR1", b"\x1f\x8b", b"\xd0\xcf")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the number of its line, its cells in the order of the header, and where it is."""

    line: int
    cells: list[str]
    area: Area


class EesFile:
    """A file whose header has been looked at. `others` counts rows of levels that are left out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.others: dict[str, int] = {}
        _check_shape(path)
        self.header = _header(path)
        self.place = {name: place for place, name in enumerate(self.header)}
        _check_header(path, self.header)

    def where(self, line: int, column: str) -> str:
        return f"{self.path.name}, line {line}, {column}"

    def rows(self, places: Places, faults: Faults) -> Iterator[Row]:
        """The rows of England, its regions and authorities, each read once."""
        self.others = {}
        level = self.place[LEVEL]
        finder, watch = _Finder(self, places), Watch()
        for line, cells in _lines(self.path):
            if line == 1:
                continue
            if len(cells) != len(self.header):
                what = f"has {len(cells)} cells. Give it {len(self.header)}, one for each column."
                faults.add(f"{self.path.name}, line {line}", what)
            elif cells[level] in LEVELS and (area := finder.area(line, cells, faults)):
                yield Row(line, cells, area)
            elif cells[level] not in LEVELS:
                self.others[cells[level]] = self.others.get(cells[level], 0) + 1
            self._look(watch, line, cells, faults)
            if len(faults.found) >= MAX_FAULTS:
                faults.add(self.path.name, f"has more faults than these {MAX_FAULTS}.")
                faults.stop_if_any()
        for line, name, found in watch.at_the_end():
            faults.add(self.where(line, name), found)

    def lines(self, numbers: Container[int]) -> dict[int, list[str]]:
        """The cells of these lines."""
        return {line: cells for line, cells in _lines(self.path) if line in numbers}

    def _look(self, watch: Watch, line: int, cells: list[str], faults: Faults) -> None:
        """For what is about one person."""
        for name, cell in zip(self.header, cells, strict=False):
            if name not in ABOUT and (found := watch.look(line, name, cell)):
                faults.add(self.where(line, name), found)


class _Finder:
    """Finds the area of a row by its codes, each pair of codes once."""

    def __init__(self, file: EesFile, places: Places) -> None:
        self._file, self._places = file, places
        names = ("country_code", "region_code", "new_la_code", "old_la_code")
        self._has = [(name, file.place[name]) for name in names if name in file.place]
        self._key = itemgetter(file.place[LEVEL], *(place for _, place in self._has))
        self._found: dict[tuple[str, ...], Area | None] = {}

    def area(self, line: int, cells: list[str], faults: Faults) -> Area | None:
        key = self._key(cells)
        if key not in self._found or self._found[key] is None:
            codes = dict(zip((name for name, _ in self._has), key[1:], strict=True))
            self._found[key] = self._find(line, key[0], codes, faults)
        return self._found[key]

    def _find(self, line: int, level: str, codes: dict[str, str], faults: Faults) -> Area | None:
        if level != LOCAL:
            column = "country_code" if level == NATIONAL else "region_code"
            return self._of_code(line, column, codes.get(column, ""), faults)
        new, old = codes.get("new_la_code", "").strip(), codes.get("old_la_code", "").strip()
        if not new and not old:
            return self._of_code(line, "new_la_code", "", faults)
        found = self._of_code(line, "new_la_code", new, faults) if new else None
        if new and not found:
            return None
        by_number = self._places.by_number.get(old) if old else found
        if by_number is None:
            self._unknown(line, "old_la_code", old, faults)
        elif found and found != by_number:
            what = f"is {old}, which is {by_number.name}, but {new} beside it is {found.name}."
            faults.add(self._file.where(line, "old_la_code"), f"{what} Mend one of them.")
            return None
        return by_number

    def _of_code(self, line: int, column: str, code: str, faults: Faults) -> Area | None:
        area = self._places.by_word.get(code.strip().lower()) if code.strip() else None
        if area is None:
            self._unknown(line, column, code, faults)
        return area

    def _unknown(self, line: int, column: str, code: str, faults: Faults) -> None:
        what = f"is {f'“{code[:40]}”' if code else 'empty'}, which is no area here."
        remedy = "Mend the code, or have the area added to data/areas."
        faults.add(self._file.where(line, column), f"{what} {remedy}")


def _check_shape(path: Path) -> None:
    if not path.is_file():
        raise FaultsError([f"There is no file {path}."])
    if path.stat().st_size > MAX_BYTES:
        raise FaultsError([f"{path.name} is too large: up to 200 MB are read."])
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(PICTURES) or b"\x00" in start:
        raise FaultsError([f"{path.name} is no text. Save it as “CSV UTF-8”."])


def _header(path: Path) -> list[str]:
    _, header = next(_lines(path), (1, []))
    return header


def _check_header(path: Path, header: list[str]) -> None:
    faults = Faults()
    missing = [name for name in NEEDED if name not in header]
    if missing:
        faults.add(path.name, f"has no column {', '.join(missing)}. {IS_NO}")
    for name in dict.fromkeys(header):
        if not name.strip():
            faults.add(path.name, "has a column without a name. Name it, or remove it.")
        elif header.count(name) > 1:
            faults.add(path.name, f"has the column {name} twice. Remove one.")
        if name not in ABOUT and (found := personal_column(name)):
            faults.add(f"{path.name}, line 1, {name}", found)
    faults.stop_if_any()


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The number and the cells of each line, without empty ones and the byte-order mark."""
    texts = _texts(path)
    rows = csv.reader(texts, strict=True)
    try:
        for cells in rows:
            if cells:
                yield rows.line_num, cells
    except csv.Error as fault:
        where = f"{path.name}, line {rows.line_num}"
        raise FaultsError([f"{where}: is not CSV ({fault}). Mend its quotes."]) from None


def _texts(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                where = f"{path.name}, line {number}"
                what = "is not UTF-8 text. Save the whole file as “CSV UTF-8”."
                raise FaultsError([f"{where}: {what}"]) from None
