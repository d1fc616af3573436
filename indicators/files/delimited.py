"""CSV as spreadsheets of any language write it: commas, semicolons or tabs, UTF-8 with a mark."""

import csv
import io
from collections.abc import Sequence

from indicators.files.rows import Row
from indicators.tables import FaultsError

SEPARATORS = ",;\t"


def rows(name: str, content: bytes) -> Sequence[Row]:
    """Every row. FaultsError where it is not UTF-8 or its quotes do not match."""
    text = _decoded(name, content)
    heading = text.partition("\n")[0]
    separator = max(SEPARATORS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return [Row(at, [cell.strip() for cell in cells]) for at, cells in enumerate(reader, 1)]
    except csv.Error as fault:
        line = reader.line_num
        raise FaultsError(
            [f"{name}, line {line}: is not CSV ({fault}). Mend its quotes."]
        ) from None


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        remedy = "In Excel, save it as “CSV UTF-8”, or as a workbook (.xlsx)."
        raise FaultsError([f"{name}, line {line}: has letters not in UTF-8. {remedy}"]) from None
