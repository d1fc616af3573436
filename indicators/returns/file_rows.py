"""The rows of a filled template, read into what somebody types on each line, or into faults."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from indicators.catalogue.models import Indicator
from indicators.files.personal import Watch, personal_column
from indicators.files.rows import Row
from indicators.ledger.export import neutral
from indicators.ledger.models import Missing
from indicators.returns import template
from indicators.returns.models import Entry
from indicators.returns.numbers import PLAIN
from indicators.returns.spans import has_both
from indicators.returns.touching import LONGEST, Typed, untouched, versions
from indicators.tables import Faults

AGAIN = "Download the template again, and fill that in."


@dataclass(frozen=True)
class Given:
    """One row of the file with the line that it fills."""

    row: int
    entry: Entry
    typed: Typed


class Reading:
    """Reads rows into what is typed on lines, and collects what is wrong with them."""

    def __init__(self, file: str, entries: Sequence[Entry], faults: Faults) -> None:
        self._file, self._faults = file, faults
        self._entries = {str(one.pk): one for one in entries}
        self._said = versions(entries)
        self._watch = Watch()

    def given(self, rows: Sequence[Row]) -> list[Given]:
        """The rows without a fault."""
        heading, *rest = rows
        if not self._is_heading(heading):
            return []
        cells = {row.number: self._cells(heading, row) for row in rest}
        self._look_for_people(cells)
        self._check_slugs(cells)
        given: dict[int, Given] = {}
        for number, one in cells.items():
            entry = self._entry(number, one)
            if entry is None:
                continue
            if entry.pk in given:
                first = given[entry.pk].row
                self._fault(number, "line", f"is in row {first} already. Keep one of the two.")
                continue
            before = len(self._faults.found)
            typed = self._typed(number, entry, one)
            if len(self._faults.found) == before:
                given[entry.pk] = Given(number, entry, typed)
        return list(given.values())

    def _fault(self, row: int, column: str, what: str) -> None:
        self._faults.add(f"{self._file}, row {row}, {column}", what)

    def _is_heading(self, heading: Row) -> bool:
        found = [cell for cell in heading.cells if cell]
        for cell in found:
            if fault := personal_column(cell) if cell not in template.COLUMNS else "":
                self._faults.add(f"{self._file}, column {cell[:40]}", fault)
        missing = [one for one in template.COLUMNS if one not in found]
        strange = [one for one in found if one not in template.COLUMNS]
        for words, names in (("has no column", missing), ("has the unknown column", strange)):
            if names:
                listed = ", ".join(name[:40] for name in names)
                self._faults.add(self._file, f"{words} {listed}. {AGAIN}")
        if len(set(found)) < len(found):
            self._faults.add(self._file, f"has a column twice. {AGAIN}")
        return not self._faults.found

    def _cells(self, heading: Row, row: Row) -> Mapping[str, str]:
        """By column; a row may end with its last filled cell. Nothing stands beside the table."""
        pairs = list(zip_longest(heading.cells, row.cells, fillvalue=""))
        if any(cell and not name for name, cell in pairs):
            what = "has a cell under no heading. Clear it, or move it to its column."
            self._faults.add(f"{self._file}, row {row.number}", what)
        return dict(pairs)

    def _look_for_people(self, rows: Mapping[int, Mapping[str, str]]) -> None:
        for number, cells in rows.items():
            for column in (*template.NUMBERS, "missing_reason", "comment"):
                if fault := self._watch.look(number, column, cells[column]):
                    self._fault(number, column, fault)
        for number, column, fault in self._watch.at_the_end():
            self._fault(number, column, fault)

    def _check_slugs(self, rows: Mapping[int, Mapping[str, str]]) -> None:
        """One query for all: whether the catalogue knows what the return does not ask for."""
        slugs = {cells["indicator"] for cells in rows.values()}
        own = {one.series.indicator.slug for one in self._entries.values()}
        known = own | set(Indicator.objects.filter(slug__in=slugs).values_list("slug", flat=True))
        for number, cells in rows.items():
            if (slug := cells["indicator"]) not in known:
                what = (
                    f"“{slug[:60]}” is no indicator. Write its short name as the template has it."
                )
                self._fault(number, "indicator", what)
            elif slug not in own:
                self._fault(number, "indicator", f"{slug} is not asked for here. Delete the row.")

    def _entry(self, number: int, cells: Mapping[str, str]) -> Entry | None:
        entry = self._entries.get(cells["line"])
        if entry is None:
            what = f"“{cells['line'][:20]}” is no line of this return. Delete the row. {AGAIN}"
            self._fault(number, "line", what)
        elif cells["indicator"] != entry.series.indicator.slug:
            what = f"line {entry.pk} is {entry.series.indicator.slug}. {AGAIN}"
            self._fault(number, "indicator", what)
            return None
        return entry

    def _typed(self, number: int, entry: Entry, cells: Mapping[str, str]) -> Typed:
        text = cells["version"]
        version = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
        if not 0 <= version <= entry.version:
            self._fault(number, "version", f"“{text[:20]}” is no version of this line. {AGAIN}")
        base = self._said.get((entry.pk, version)) or untouched(entry)
        fields: dict[str, Any] = {}
        for column, name in template.TYPED.items():
            value, fault = _value(entry, name, cells[column], base[name])
            fields[name] = value
            if fault:
                self._fault(number, column, fault)
        return Typed(entry=entry.pk, version=version, fields=fields)


def _value(entry: Entry, name: str, cell: str, was: Any) -> tuple[Any, str]:
    """What a cell says, `was` where it says the same, and what is wrong with it."""
    if cell == template.written(entry, name, was).strip():
        return was, ""
    if name == "so_far":
        return _span(entry, cell, was)
    if name == "missing_reason":
        key = cell.lower()
        choices = ", ".join(one for one in Missing.values)
        return key, "" if key in (
            "",
            *Missing.values,
        ) else f"is no reason. Write one of: {choices}."
    if len(cell) > LONGEST:
        return was, f"has {len(cell):,} characters. Write {LONGEST:,} or fewer."
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    text = text[1:] if text[:1] == "'" and neutral(text[1:]) == text else text
    if name in template.NUMBERS and _is_same_number(text, was):
        return was, ""
    return was if text == was.strip() else text, ""


def _span(entry: Entry, cell: str, was: bool) -> tuple[bool, str]:
    if not has_both(entry.period):
        return was, "This line takes one kind only. Clear the cell." if cell else ""
    found = template.SPANS.get(cell.lower())
    if found is None:
        return was, f"Write “{'” or “'.join(template.SPANS)}”."
    return found, ""


def _is_same_number(text: str, was: str) -> bool:
    """Whether a spreadsheet only writes the number otherwise: 48.50 as 48.5."""
    both = PLAIN.fullmatch(text) and PLAIN.fullmatch(was.strip())
    return bool(both) and Decimal(text) == Decimal(was.strip())
