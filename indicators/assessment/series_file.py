"""Reads one line of figures from a CSV file, strictly: the first fault ends it."""

import csv
import io
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from indicators.assessment.counts import PER
from indicators.assessment.values import Point
from indicators.periods import Period, PeriodError

REQUIRED = ("period", "value")
OPTIONAL = ("numerator", "denominator")
MISSING = {
    "": "not-available",
    "x": "not-available",
    ":": "not-available",
    "c": "suppressed",
    "z": "not-applicable",
    "u": "unreliable",
    "low": "rounds-to-zero",
    "k": "rounds-to-zero",
    "-": "not-stated",
}
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
LARGEST = 5_000_000  # bytes; a line of weekly figures over a century is far smaller

Row = dict[str, str]


class FileError(ValueError):
    """Why a file or an option cannot be used: a sentence with its place and its remedy."""


def read(path: Path, unit: str) -> list[Point]:
    """The points of a file, oldest first or in whatever order they are written.

    The header is `period,value[,numerator,denominator]`, in any order; UTF-8, with or without a
    byte order mark. `unit` says how numerator and denominator make the value.
    """
    points: list[Point] = []
    rows: dict[Period, int] = {}
    for line, row in _rows(_text(path)):
        point = _point(line, row, unit)
        _fits(line, point.period, rows)
        rows[point.period] = line
        points.append(point)
    if not points:
        raise FileError(f"{path.name} has no rows: write one figure a row under the header.")
    return points


def number(text: str, where: str) -> Decimal:
    """A number written with digits and at most one point; FileError says what to write instead."""
    if NUMBER.fullmatch(text):
        return Decimal(text)
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    raise FileError(f"{where}: “{shown}” is not a number: {_remedy(text)}.")


def _remedy(text: str) -> str:
    if text.endswith("%"):
        return "leave out the % sign"
    if re.fullmatch(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", text):
        return "leave out the commas between thousands, and write decimals with a point"
    if "," in text:
        return "write decimals with a point, such as 45.3"
    return "write digits, such as 45.3, or leave it empty where there is no figure"


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise FileError(f"{path.name} is larger than 5 MB: one line of figures is far smaller.")
        raw = path.read_bytes()
    except FileNotFoundError:
        raise FileError(f"There is no file {path}: check its name and folder.") from None
    except OSError as fault:
        reason = (fault.strerror or "unknown reason").lower()
        raise FileError(f"{path} cannot be read ({reason}): give a CSV file.") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise FileError(f"{path.name} is not a UTF-8 text file: save it as CSV UTF-8.")
    return text


def _rows(text: str) -> Iterator[tuple[int, Row]]:
    """Line number and fields by column, leaving out blank rows."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = _header(next(reader, []))
        for fields in reader:
            if any(field.strip() for field in fields):
                yield reader.line_num, _row(reader.line_num, header, fields)
    except csv.Error as fault:
        raise FileError(f"Row {reader.line_num} is not CSV ({fault}): check its quotes.") from None


def _header(fields: list[str]) -> list[str]:
    header = [field.strip().lower() for field in fields]
    for name in REQUIRED:
        if name not in header:
            raise FileError(
                f"Row 1 has no column {name}: the header is period,value[,numerator,denominator], "
                "separated by commas."
            )
    unknown = [name for name in header if name not in REQUIRED + OPTIONAL]
    if unknown:
        raise FileError(f"Row 1 has a column “{unknown[0]}” that is not known: leave it out.")
    if len(set(header)) < len(header):
        raise FileError("Row 1 names a column twice: keep one of the two.")
    if ("numerator" in header) != ("denominator" in header):
        raise FileError("Row 1 has only one of numerator and denominator: give both or neither.")
    return header


def _row(line: int, header: list[str], fields: list[str]) -> Row:
    if len(fields) != len(header):
        raise FileError(
            f"Row {line} has {len(fields)} fields where the header has {len(header)}: "
            "write decimals with a point, not a comma, and leave no field out."
        )
    return dict(zip(header, (field.strip() for field in fields), strict=True))


def _point(line: int, row: Row, unit: str) -> Point:
    try:
        period = Period.parse(row["period"])
    except PeriodError as fault:
        raise FileError(f"Row {line}, period: {fault}") from None
    value, numerator, denominator = (
        _figure(line, name, row.get(name, "")) for name in ("value", *OPTIONAL)
    )
    point = Point(
        period=period,
        value=value,
        numerator=numerator,
        denominator=denominator,
        missing_reason=MISSING[row["value"].lower()] if value is None else "",
    )
    _whole_and_part(line, point, unit)
    return point


def _figure(line: int, name: str, text: str) -> Decimal | None:
    return None if text.lower() in MISSING else number(text, f"Row {line}, {name}")


def _whole_and_part(line: int, point: Point, unit: str) -> None:
    """The rules that tie value, numerator and denominator together."""
    part, of = point.numerator, point.denominator
    if of is not None and of <= 0:
        raise FileError(f"Row {line}, denominator: {of} is not above 0: leave both empty instead.")
    if part is not None and part < 0:
        raise FileError(f"Row {line}, numerator: {part} is below 0: correct it or leave it empty.")
    if (part is None) != (of is None) and point.value is not None:
        lacking, given = OPTIONAL if part is None else OPTIONAL[::-1]
        raise FileError(
            f"Row {line}, {lacking}: it is empty beside a {given}: give both or neither."
        )
    if part is None or of is None:
        return
    if point.value is None:
        raise FileError(f"Row {line}, value: it is missing beside a numerator: work it out.")
    if unit == "percent" and part > of:
        raise FileError(
            f"Row {line}, numerator: {part} is more than the denominator {of}: "
            "a percentage counts a part of a whole, so check which is which."
        )
    _agree(line, point.value, part, of, unit)


def _agree(line: int, value: Decimal, part: Decimal, of: Decimal, unit: str) -> None:
    """The value must be the quotient, give or take half of the last decimal that is written."""
    if unit not in PER:
        return
    exponent = value.as_tuple().exponent
    half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    quotient = part * PER[unit] / of
    if abs(quotient - value) > half:
        raise FileError(
            f"Row {line}, value: {value} does not agree with {part} of {of}, "
            f"which makes {quotient:.2f}: correct one of the three."
        )


def _fits(line: int, period: Period, rows: dict[Period, int]) -> None:
    """A period stands once, and all are of one kind."""
    if period in rows:
        raise FileError(
            f"Row {line}, period: {period} is already in row {rows[period]}: keep one of the two."
        )
    other = next(iter(rows), None)
    if other is not None and other.kind != period.kind:
        raise FileError(
            f"Row {line}, period: {period} is a {period.kind} and row {rows[other]} has a "
            f"{other.kind}: put periods of different kinds in different files."
        )
