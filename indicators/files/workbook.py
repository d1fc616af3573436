"""The one filled sheet of a workbook, read from its parts: no macro, link or document type runs.

A sheet of a hundred rows needs five small parts of the file and a few rules; with those read here
no library has to be kept out of the web process, and nothing is read that nobody could see.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from posixpath import join, normpath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile

from indicators.files.number_formats import DATE, PERCENT, shown_as
from indicators.files.rows import Row
from indicators.tables import FaultsError

UNPACKED, ROWS, COLUMNS = 5_000_000, 5_000, 100
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
DAMAGED = "is damaged. Save it again as an Excel workbook (.xlsx)."


@dataclass
class _Sheet:
    """What one sheet holds, and why it cannot be taken."""

    name: str
    rows: list[Row] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def rows(name: str, content: bytes) -> Sequence[Row]:
    """The rows of the only sheet that has any. FaultsError with everything to mend."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            found = [sheet for sheet in _Book(name, packed).sheets() if sheet.rows]
    except (BadZipFile, ElementTree.ParseError, LookupError, ValueError, OSError, EOFError):
        raise FaultsError([f"{name} {DAMAGED}"]) from None
    except (NotImplementedError, RuntimeError):
        raise FaultsError([f"{name} is locked. Save it without a password."]) from None
    if len(found) > 1:
        names = ", ".join(f"“{one.name}”" for one in found)
        raise FaultsError([f"{name} has several sheets with content: {names}. Keep one of them."])
    faults = [f"{name}, {fault}" for one in found for fault in one.faults]
    if faults:
        raise FaultsError(faults)
    return found[0].rows if found else []


class _Book:
    """The parts of a workbook that a sheet needs to be read."""

    def __init__(self, name: str, packed: ZipFile) -> None:
        self._packed = packed
        self._parts = {one.filename: one for one in packed.infolist()}
        if sum(one.file_size for one in packed.infolist()) > UNPACKED:
            remedy = "Copy the filled rows into a new workbook."
            raise FaultsError([f"{name} is far larger than a return. {remedy}"])
        self._strings = [_text(one) for one in self._each("xl/sharedStrings.xml", "si")]
        self._shown = shown_as(self._tree("xl/styles.xml")) if self._has("xl/styles.xml") else []

    def sheets(self) -> Iterator[_Sheet]:
        links = self._tree("xl/_rels/workbook.xml.rels")
        targets = {one.get("Id"): one.get("Target", "") for one in links}
        for one in self._each("xl/workbook.xml", "sheet"):
            sheet = _Sheet(one.get("name", ""))
            path = normpath(join("/xl", targets[one.get(LINK)])).lstrip("/")
            self._read(self._tree(path), sheet)
            if one.get("state", "visible") != "visible":
                sheet.faults.append(f"sheet “{sheet.name}”: is hidden. Show it, or delete it.")
            yield sheet

    def _has(self, path: str) -> bool:
        return path in self._parts

    def _tree(self, path: str) -> Element:
        content = self._packed.read(self._parts[path])
        if b"<!" in content.replace(b"<!--", b"").replace(b"<![CDATA[", b"") or b"\0" in content:
            raise ValueError(path)  # a document type: nothing that makes workbooks writes one
        return ElementTree.fromstring(content)  # noqa: S314

    def _each(self, path: str, tag: str) -> list[Element]:
        return list(self._tree(path).iter(MAIN + tag)) if self._has(path) else []

    def _read(self, tree: Element, sheet: _Sheet) -> None:
        for number, row in enumerate(tree.iter(MAIN + "row"), 1):
            if number > ROWS:
                sheet.faults.append(f"has more than {ROWS:,} rows. Keep those of the return.")
                return
            self._read_row(row, number, sheet)
        for col in tree.iter(MAIN + "col"):
            if _is_on(col.get("hidden")) and int(col.get("min", "1")) <= COLUMNS:
                letter = _letters(int(col.get("min", "1")))
                sheet.faults.append(f"column {letter}: is hidden. Show it, or delete it.")
        for merged in tree.iter(MAIN + "mergeCell"):
            place = merged.get("ref", "")
            sheet.faults.append(f"cells {place}: are merged. Split them, and fill in each row.")

    def _read_row(self, row: Element, number: int, sheet: _Sheet) -> None:
        at = int(row.get("r", number))
        cells: list[str] = []
        for cell in row.iter(MAIN + "c"):
            place = PLACE.fullmatch(cell.get("r", ""))
            column = _index(place[1]) if place else len(cells)
            if column >= COLUMNS:
                continue
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column], fault = self._cell(cell)
            if fault:
                sheet.faults.append(f"row {at}, column {_letters(column + 1)}: {fault}")
        if any(cells):
            sheet.rows.append(Row(at, cells))
            if _is_on(row.get("hidden")):
                sheet.faults.append(f"row {at}: is hidden. Show it, or delete it.")

    def _cell(self, cell: Element) -> tuple[str, str]:
        """Its text as a reader sees it, and what is wrong with it."""
        kind, inline = cell.get("t", "n"), cell.find(MAIN + "is")
        raw = cell.findtext(MAIN + "v", "")
        if kind == "inlineStr" and inline is not None:
            return _text(inline), ""
        if not raw:
            formula = cell.find(MAIN + "f") is not None and kind != "str"
            return ("", "has a formula without a value. Type the number.") if formula else ("", "")
        if kind == "s":
            return self._strings[int(raw)], ""
        if kind == "e":
            return raw, f"holds the error {raw}. Type the number."
        if kind in ("str", "d", "b"):
            return (_unescaped(raw) if kind == "str" else raw).strip(), ""
        return self._number(raw, int(cell.get("s", "0")))

    def _number(self, raw: str, style: int) -> tuple[str, str]:
        shown = self._shown[style] if style < len(self._shown) else ""
        if shown == DATE:
            return raw, "became a date. Format the cell as text, and type it again."
        number = Decimal(repr(float(raw)))  # 0.1, where the file has 0.10000000000000001
        return (_plain(number * 100) + "%" if shown == PERCENT else _plain(number)), ""


def _plain(number: Decimal) -> str:
    if not number.is_finite():
        raise ValueError(number)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(element: Element) -> str:
    """Of a cell's runs, without how they are pronounced."""
    spoken = {id(one) for said in element.iter(MAIN + "rPh") for one in said.iter(MAIN + "t")}
    texts = (one.text or "" for one in element.iter(MAIN + "t") if id(one) not in spoken)
    return _unescaped("".join(texts)).strip()


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _is_on(flag: str | None) -> bool:
    return flag in ("1", "true")


def _index(letters: str) -> int:
    """The column from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _letters(number: int) -> str:
    """The letters of the column counted from 1."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
