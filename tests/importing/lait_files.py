"""Small files as the Local Authority Interactive Tool has them, written by hand."""

import csv
import gzip
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas
from django.apps import apps
from django.core.management import CommandError, call_command

ENGLAND, WEST_MIDLANDS = ("England", 970), ("West Midlands", 984)
WORCESTERSHIRE, DUDLEY = ("Worcestershire", 885), ("Dudley", 332)
NEET, MADE_UP, SPENT = "CareLeaversNEET", "Made_Up%", "Spent&Lost"
HEADER = ("Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region")
DICTIONARY_HEADER = (
    *("Topic", "Measure", "Measure_short", "Polarity", "y_axis_name", "Description"),
    *("Last Update", "dps", "Year_Type"),
)
Row = Mapping[str, Any]


def row(value: str, code: str = NEET, year: str = "2024", place=WORCESTERSHIRE) -> Row:
    name, number = place
    return dict(zip(HEADER, (code, "", year, name, value, float(number), ""), strict=True))


def measure(code: str, axis: str = "%", year_type: str = "Academic Year", **more: str) -> Row:
    said = ("Made up", f"What {code} says", code, "Low", axis, "Something <b>bold</b>.", "46054")
    return dict(zip(DICTIONARY_HEADER, (*said, "1", year_type), strict=True)) | more


# Three measures; that of spending grows with the place.
ROWS = (
    *(row("40", place=ENGLAND), row("45"), row("30", place=DUDLEY), row("38", year="2023")),
    *(row("7", MADE_UP, "2023/24", ENGLAND), row("6.5", MADE_UP, "2023/24")),
    *(row("-", MADE_UP, "2024/25"), row("8.25", MADE_UP, "2023/24", DUDLEY)),
    *(row("16012355892", SPENT, "2023-24 (OT)", ENGLAND), row("302.89999999999998", SPENT)),
)
MEASURES = (
    measure(NEET, year_type="Financial Year"),
    measure(MADE_UP),
    measure(SPENT, "Spend £", "Financial Year"),
)


def text_of(rows: Sequence[Row], header: Sequence[str] = HEADER) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, header, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def put_dictionary(folder: Path, *measures: Row) -> Path:
    path = folder / "dictionary.csv"
    path.write_text(text_of(measures or MEASURES, DICTIONARY_HEADER), "utf-8-sig")
    return path


def put(folder: Path, rows: Sequence[Row] = ROWS, form: str = "csv") -> Path:
    """The long file of these rows, with the dictionary of MEASURES beside it."""
    path = folder / f"long.{form}"
    if form == "parquet":
        pandas.DataFrame(rows, columns=list(HEADER)).to_parquet(path)
    elif form == "csv.gz":
        path.write_bytes(gzip.compress(text_of(rows).encode()))
    else:
        path.write_text(text_of(rows), "utf-8")
    put_dictionary(folder)
    return path


def run(folder: Path, **options: Any) -> str:
    """What the command says."""
    out = io.StringIO()
    call_command("import_lait", folder, stdout=out, **options)
    return out.getvalue()


def refused(folder: Path) -> list[str]:
    """The faults that the command names, when it has left nothing behind."""
    before = tables()
    try:
        said = run(folder)
    except CommandError as fault:
        first, *faults = str(fault).splitlines()
        assert first == "Nothing was imported."
        assert tables() == before
        return faults
    raise AssertionError(f"It was taken:\n{said}")


def tables() -> dict[str, int]:
    """How many rows every table has; the account that signs imports is no trace of one."""
    models = (one for one in apps.get_models() if one._meta.label != "accounts.User")
    return {one._meta.db_table: one._base_manager.count() for one in models}
