"""The long file of the Local Authority Interactive Tool, measure by measure.

Only the processes that import figures load this module: pyarrow is 170 MB.
"""

import csv
import gzip
import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from math import isfinite, isnan
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from indicators.files.containers import wrong_with
from indicators.files.personal import personal_column
from indicators.tables import FaultsError

CODE, YEAR, PLACE, VALUE = "Short Desc", "Years", "LA and Regions", "Values"
NUMBER = "LA Number"
COLUMNS = (CODE, YEAR, PLACE, VALUE, NUMBER)
MAX_ROWS = 5_000_000
MAX_BYTES = 200_000_000  # once unpacked
LONGEST = 100_000  # characters of a line
BATCH = 20_000
IS_NO = "It is not the tool's long file."


@dataclass
class Cells:
    """The rows of one measure, column by column; `rows` are their numbers in the file."""

    code: str
    years: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    rows: array = field(default_factory=lambda: array("l"))

    def extend(self, other: "Cells") -> None:
        self.years += other.years
        self.numbers += other.numbers
        self.places += other.places
        self.values += other.values
        self.rows.extend(other.rows)


@dataclass(frozen=True)
class LongFile:
    """A file that has been looked through once; FaultsError for what is no such file."""

    path: Path
    kind: str
    codes: tuple[str, ...]
    is_in_order: bool

    @classmethod
    def of(cls, path: Path) -> "LongFile":
        kind = _kind(path)
        runs = _parquet_codes(path) if kind == ".parquet" else _codes(READERS[kind](path))
        codes = [code for code, _ in groupby(runs)]
        if not codes:
            raise FaultsError([f"{path.name} has no rows. {IS_NO}"])
        return cls(path, kind, tuple(dict.fromkeys(codes)), len(codes) == len(set(codes)))

    def measures(self) -> Iterator[Cells]:
        """Each measure once, with all its rows; one at a time where they stand together."""
        parts = READERS[self.kind](self.path)
        if self.is_in_order:
            yield from _joined(parts)
            return
        gathered: dict[str, Cells] = {}
        for part in parts:
            gathered.setdefault(part.code, Cells(part.code)).extend(part)
        yield from gathered.values()


def _kind(path: Path) -> str:
    with path.open("rb") as file:
        wrong = wrong_with(path.name, file, list(READERS))
    if wrong:
        raise FaultsError([wrong])
    return next(one for one in READERS if path.name.lower().endswith(one))


def _codes(parts: Iterable[Cells]) -> Iterator[str]:
    return (part.code for part in parts)


def _parquet_codes(path: Path) -> Iterator[str]:
    """From their column alone."""
    for batch in _batches(path, [CODE]):
        yield from (code for code, _ in groupby(_words(batch.column(0))))


def _joined(parts: Iterable[Cells]) -> Iterator[Cells]:
    whole: Cells | None = None
    for part in parts:
        if whole is not None and whole.code == part.code:
            whole.extend(part)
            continue
        if whole is not None:
            yield whole
        whole = part
    if whole is not None:
        yield whole


def _parquet(path: Path) -> Iterator[Cells]:
    first = 1
    for batch in _batches(path, list(COLUMNS)):
        yield from _runs(_lists(batch), first)
        first += batch.num_rows


def _batches(path: Path, columns: list[str]) -> Iterator[pa.RecordBatch]:
    try:
        _check_columns(path, pq.read_schema(path).names)
        file = pq.ParquetFile(path, read_dictionary=[CODE, YEAR, PLACE])
        groups = range(file.metadata.num_row_groups)
        unpacked = sum(file.metadata.row_group(one).total_byte_size for one in groups)
        _check_size(path, file.metadata.num_rows, unpacked)
        yield from file.iter_batches(batch_size=BATCH, columns=columns)
    except (pa.ArrowException, OSError) as fault:
        raise FaultsError([f"{path.name} cannot be read as Parquet ({fault}). {IS_NO}"]) from None


def _words(column: pa.Array) -> list[str]:
    """The texts of a column; "" for none."""
    if not pa.types.is_dictionary(column.type):
        return ["" if cell is None else str(cell) for cell in column.to_pylist()]
    words = column.dictionary.to_pylist()
    return ["" if index is None else words[index] for index in column.indices.to_pylist()]


def _lists(batch: pa.RecordBatch) -> list[list[str]]:
    found = []
    for name in COLUMNS:
        column = batch.column(batch.schema.get_field_index(name))
        if pa.types.is_dictionary(column.type):
            cells = _words(column)
        elif pa.types.is_floating(column.type) or pa.types.is_integer(column.type):
            known: dict[object, str] = {}
            cells = [known.get(n) or known.setdefault(n, _number(n)) for n in column.to_pylist()]
        else:
            cells = _words(column)
        found.append(cells)
    return found


def _number(number: float | None) -> str:
    """885.0 → "885"; a value keeps every digit, and nothing is a dash."""
    if number is None or isnan(number):
        return "-"
    return str(int(number)) if isfinite(number) and number == int(number) else repr(number)


def _csv(path: Path) -> Iterator[Cells]:
    with path.open("rb") as file:
        _check_size(path, 0, file.seek(0, 2))
    with path.open(encoding="utf-8-sig", newline="") as text:
        yield from _csv_lines(path, text)


def _gzip(path: Path) -> Iterator[Cells]:
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as text:
        yield from _csv_lines(path, text)


def _csv_lines(path: Path, text: TextIO) -> Iterator[Cells]:
    rows = csv.reader(_lines(path, text), strict=True)
    try:
        header = next(rows, [])
        _check_columns(path, header)
        places = [header.index(name) for name in COLUMNS]
        columns: list[list[str]] = [[] for _ in COLUMNS]
        first = 2
        for row in rows:
            if len(row) != len(header):
                what = f"has {len(row)} cells. Give it {len(header)}, one for each column."
                raise FaultsError([f"{path.name}, line {rows.line_num}: {what}"])
            for column, place in zip(columns, places, strict=True):
                column.append(row[place])
            if len(columns[0]) == BATCH:
                yield from _runs(columns, first)
                first += BATCH
                _check_size(path, first)
                columns = [[] for _ in COLUMNS]
        yield from _runs(columns, first)
    except csv.Error as fault:
        where = f"{path.name}, line {rows.line_num}"
        raise FaultsError([f"{where}: is not CSV ({fault}). Mend its quotes."]) from None
    except UnicodeDecodeError:
        where = f"{path.name}, after line {rows.line_num}"
        raise FaultsError([f"{where}: is not UTF-8 text. Save it as “CSV UTF-8”."]) from None
    except (EOFError, OSError, zlib.error) as fault:
        raise FaultsError([f"{path.name} cannot be unpacked ({fault}). Fetch it anew."]) from None


def _lines(path: Path, text: TextIO) -> Iterator[str]:
    """Counted as they are unpacked, so that what unpacks without end is left in time."""
    read = number = 0
    while line := text.readline(LONGEST):
        read, number = read + len(line), number + 1
        if len(line) == LONGEST:
            raise FaultsError([f"{path.name}, line {number}: is too long. {IS_NO}"])
        _check_size(path, 0, read)
        yield line


def _runs(columns: list[list[str]], first: int) -> Iterator[Cells]:
    """The rows of each measure in turn; `first` is the number of the first row."""
    codes, years, places, values, numbers = columns
    start = 0
    for code, run in groupby(codes):
        end = start + sum(1 for _ in run)
        yield Cells(
            code,
            years[start:end],
            [number.removesuffix(".0") for number in numbers[start:end]],
            places[start:end],
            values[start:end],
            array("l", range(first + start, first + end)),
        )
        start = end


def _check_columns(path: Path, header: Collection[str]) -> None:
    missing = [name for name in COLUMNS if name not in set(header)]
    if missing:
        raise FaultsError([f"{path.name} has no column {', '.join(missing)}. {IS_NO}"])
    personal = [
        f"{path.name}, {name}: {what}" for name in header if (what := personal_column(name))
    ]
    if personal:
        raise FaultsError(personal)


def _check_size(path: Path, rows: int, size: int = 0) -> None:
    if rows > MAX_ROWS or size > MAX_BYTES:
        raise FaultsError(
            [f"{path.name} is too large: up to {MAX_ROWS:,} rows and 200 MB are read."]
        )


READERS = {".parquet": _parquet, ".csv": _csv, ".csv.gz": _gzip}
