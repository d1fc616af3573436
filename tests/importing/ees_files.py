"""Small files in the format of Explore Education Statistics, written by hand."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management import call_command

ABOUT = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
    *("region_code", "region_name", "old_la_code", "new_la_code", "la_name"),
)
ENGLAND = ("National", "E92000001", "England", "", "", "", "", "")
WEST_MIDLANDS = ("Regional", "E92000001", "England", "E12000005", "West Midlands", "", "", "")
WORCESTERSHIRE = (
    *("Local authority", "E92000001", "England", "E12000005", "West Midlands"),
    *("885", "E10000034", "Worcestershire"),
)
DUDLEY = (*WORCESTERSHIRE[:5], "332", "E08000027", "Dudley")
Cells = Mapping[str, str]


def row(
    place: Sequence[str] = WORCESTERSHIRE,
    time: str = "2025",
    identifier: str = "Reporting year",
    **cells: str,
) -> dict[str, str]:
    """One row; `cells` are its filters and numbers."""
    return dict(zip(ABOUT, (time, identifier, *place), strict=True)) | cells


def text_of(rows: Sequence[Cells]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def put(folder: Path, *rows: Cells, name: str = "leavers.csv") -> Path:
    path = folder / name
    path.write_text(text_of(rows), "utf-8")
    return path


def run(path: Path, mapping: str | Path | None = None, **options: Any) -> str:
    """What the command says; `mapping` is a file, or its text."""
    if isinstance(mapping, str) and "\n" in mapping:
        given = path.with_suffix(".toml")
        given.write_text(mapping, "utf-8")
        mapping = given
    out = io.StringIO()
    given_options = {"mapping": str(mapping)} if mapping else {}
    call_command("import_ees", path, stdout=out, **given_options, **options)
    return out.getvalue()


def propose(path: Path) -> str:
    return run(path, propose=True)


def exported() -> list[dict[str, str]]:
    out = io.StringIO()
    call_command("export_figures", source="ees", stdout=out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))
