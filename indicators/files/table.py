"""A table of text cells out of a CSV file or a workbook that somebody gave."""

from collections.abc import Sequence
from io import BytesIO

from indicators.files import delimited, workbook
from indicators.files.containers import wrong_with
from indicators.files.rows import Row
from indicators.tables import FaultsError

ENDINGS = (".csv", ".xlsx")


def read(name: str, content: bytes) -> Sequence[Row]:
    """The rows that say anything; the first is the heading. FaultsError says what to mend."""
    fault = wrong_with(name, BytesIO(content), ENDINGS)
    if fault:
        raise FaultsError([fault])
    reader = workbook.rows if name.lower().endswith(".xlsx") else delimited.rows
    found = [row for row in reader(name, content) if any(row.cells)]
    if not found:
        raise FaultsError([f"{name} has no row in it. Fill in the template, and save it."])
    return found
