"""The tool's workbooks: its list of areas, and its list of neighbours, held against what is known.

Areas and editions of the neighbour model come from reviewed files (data/areas, data/editions); what
a workbook says otherwise is told, for somebody to decide, and never taken as it is.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from indicators.areas.models import Edition, Membership
from indicators.files.containers import wrong_with
from indicators.importing.places import Places
from indicators.tables import FaultsError

NEIGHBOURS = 10
# Discontinued, or only a heading of the list.
NO_AREAS = {"1000"}


def differences(path: Path, places: Places) -> list[str]:
    """What the workbook says otherwise, a sentence each."""
    rows = _rows(path)
    header = next((row for row in rows[:5] if "SN1" in row), None)
    if header is not None:
        return list(_of_neighbours(path, rows[rows.index(header) :], places))
    return list(_of_areas(path, rows, places))


def _rows(path: Path) -> list[tuple[Any, ...]]:
    try:
        with path.open("rb") as file:
            wrong = wrong_with(path.name, file, (".xlsx",))
        if wrong:
            raise FaultsError([wrong])
        book = load_workbook(path, read_only=True, data_only=True)
        return [tuple(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    except (InvalidFileException, OSError, KeyError, ValueError, ParseError) as fault:
        remedy = "Fetch it anew, or leave it out."
        raise FaultsError([f"{path.name} is no workbook ({fault}). {remedy}"]) from None


def _of_areas(path: Path, rows: Sequence[tuple[Any, ...]], places: Places) -> Iterator[str]:
    for row in rows[1:]:
        number, name = str(row[0] or ""), str(row[1] or "")
        area = places.by_number.get(number)
        if not number or number in NO_AREAS:
            continue
        if area is None:
            yield f"{path.name}: {number} ({name}) is no area here"
        elif places.by_word.get(name.strip().lower()) != area:
            yield f"{path.name}: {number} is {area.name} here, and {name} there"


def _of_neighbours(path: Path, rows: Sequence[tuple[Any, ...]], places: Places) -> Iterator[str]:
    edition = Edition.objects.exclude(serves_from=None).order_by("serves_from").last()
    if edition is None:
        return
    known = _members(edition)
    columns = [rows[0].index(f"SN{place}") for place in range(1, NEIGHBOURS + 1)]
    for row in rows[1:]:
        subject = places.by_number.get(str(row[0]))
        if row[0] is None:
            break
        said = [places.by_number.get(str(row[column])) for column in columns]
        if subject and known.get(subject.pk) != [one.pk if one else None for one in said]:
            yield f"{path.name}: {subject.name} has other neighbours than in the {edition}"


def _members(edition: Edition) -> dict[int, list[int | None]]:
    found: dict[int, list[int | None]] = {}
    for one in Membership.objects.filter(edition=edition).order_by("subject", "place"):
        found.setdefault(one.subject_id, []).append(one.member_id)
    return found
