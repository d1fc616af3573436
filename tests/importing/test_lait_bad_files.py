"""Long files and dictionaries that cannot be taken: each says where, what, and what to do.

After each of them every table has as many rows as before.
"""

import gzip
import io
import resource
from datetime import date

import pandas
import pytest
from django.core.management import CommandError

from indicators.importing import lait_figures
from tests.importing.lait_files import (
    DICTIONARY_HEADER,
    DUDLEY,
    ENGLAND,
    HEADER,
    MADE_UP,
    MEASURES,
    NEET,
    ROWS,
    WORCESTERSHIRE,
    measure,
    put,
    put_dictionary,
    refused,
    row,
    run,
    tables,
    text_of,
)
from tests.importing.packing import PNG, WORKBOOK, bomb, packed

pytestmark = pytest.mark.database

NO_NUMBER = "which is no number of up to 15 digits. Write it like 45.3, or - where it is missing."
IS_NO = "It is not the tool's long file."


# What a row says


@pytest.mark.parametrize("form", ["csv", "parquet", "csv.gz"])
@pytest.mark.parametrize(
    "text",
    [
        *(
            "forty",
            "nan",
            "inf",
            "-inf",
            "1_000",
            "1,234",
            "45%",
            "",
            " 45",
            "4 5",
            "--",
            "1e",
            "٤٥",
        ),
        *("1e15", "1e999", "1234567890.123456", "0x2d", "c"),
    ],
)
def test_what_is_no_number_is_named_with_its_row(tool, tmp_path, form, text):
    put(tmp_path, [*ROWS, row(text, year="2022")], form=form)
    number = len(ROWS) + (1 if form == "parquet" else 2)
    (fault,) = refused(tmp_path)
    assert fault == f"{NEET}, row {number}, Values: is “{text}”, {NO_NUMBER}"


@pytest.mark.parametrize("text", ["140", "-0.5", "100.1"])
def test_a_proportion_is_from_nought_to_a_hundred(tool, tmp_path, text):
    put(tmp_path, [*ROWS, row(text, year="2022")])
    (fault,) = refused(tmp_path)
    what = f"is {text}, but Care leavers neet is a percentage from 0 to 100. Mend it at its source."
    assert fault == f"{NEET}, row 12, Values: {what}"


def test_two_rows_that_disagree_are_both_named(tool, tmp_path):
    put(tmp_path, [*ROWS, row("46")])
    assert refused(tmp_path) == [
        f"{NEET}, row 12, Values: says 46, but row 3 says 45 of the same area and year. "
        "Keep one of them."
    ]


def test_a_dash_and_a_value_disagree(tool, tmp_path):
    put(tmp_path, [*ROWS, row("-")])
    (fault,) = refused(tmp_path)
    assert "says -, but row 3 says 45 of" in fault


def test_two_notations_of_one_year_that_disagree_are_named(tool, tmp_path):
    put(tmp_path, [*ROWS, row("46", year="2023-24")])
    (fault,) = refused(tmp_path)
    assert "row 12, Values: says 46, but row 3 says 45 of" in fault


def test_an_unknown_area_is_named(tool, tmp_path):
    put(tmp_path, [*ROWS, row("1", place=("Atlantis", 999))])
    (fault,) = refused(tmp_path)
    what = "is 999 (Atlantis), which is no area here."
    remedy = "Mend the number, or have the area added to data/areas."
    assert fault == f"{NEET}, row 12, LA Number: {what} {remedy}"


def test_a_number_that_is_another_area_s_is_named(tool, tmp_path):
    put(tmp_path, [*ROWS, row("1", place=("Dudley", WORCESTERSHIRE[1]), year="2022")])
    (fault,) = refused(tmp_path)
    what = "is 885, which is Worcestershire, but the name beside it is Dudley. Mend one of them."
    assert fault == f"{NEET}, row 12, LA Number: {what}"


def test_every_fault_is_named_in_one_run(tool, tmp_path):
    bad = (row("140", year="2022"), row("x", MADE_UP), row("1", "Spent&Lost", place=("Y", 1)))
    put(tmp_path, [*ROWS, *bad])
    found = refused(tmp_path)
    assert [one.split(":")[0] for one in found] == [
        f"{NEET}, row 12, Values",
        f"{MADE_UP}, row 13, Values",
        "Spent&Lost, row 14, LA Number",
    ]


def test_of_a_thousand_faults_of_one_measure_twenty_are_told(tool, tmp_path):
    disagreeing = [row("46") for _ in range(1000)]
    for more in (disagreeing, [row("x") for _ in range(1000)]):
        put(tmp_path, [*ROWS, *more])
        assert len(refused(tmp_path)) == 20
    put(tmp_path, [row("140") for _ in range(1000)])
    assert len(refused(tmp_path)) == 20


# What the file is


@pytest.mark.parametrize("column", sorted({*HEADER} - {"Data item", "Region"}))
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_missing_column_is_named(tool, tmp_path, form, column):
    path = put(tmp_path, form=form)
    names = [name for name in HEADER if name != column]
    if form == "csv":
        path.write_text(text_of(ROWS, names))
    else:
        pandas.DataFrame(ROWS, columns=names).to_parquet(path)
    assert refused(tmp_path) == [f"long.{form} has no column {column}. {IS_NO}"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("column", ["Surname", "Date of Birth", "UPN", "NHS number", "Child ID"])
def test_columns_about_persons_are_refused(tool, tmp_path, form, column):
    path = put(tmp_path, form=form)
    names = (*HEADER, column)
    rows = [{**one, column: "Smith"} for one in ROWS]
    if form == "csv":
        path.write_text(text_of(rows, names))
    else:
        pandas.DataFrame(rows, columns=list(names)).to_parquet(path)
    (fault,) = refused(tmp_path)
    assert fault.startswith(f"long.{form}, {column}: is the name of a column that holds ")
    assert "delete the file" in fault
    assert "Smith" not in fault


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_file_without_rows(tool, tmp_path, form):
    put(tmp_path, [], form=form)
    assert refused(tmp_path) == [f"long.{form} has no rows. {IS_NO}"]


@pytest.mark.parametrize("form", ["csv", "parquet", "csv.gz"])
def test_an_empty_file(tool, tmp_path, form):
    put(tmp_path, form=form).write_bytes(b"")
    assert refused(tmp_path) == [f"long.{form} is empty. Save it again, or fetch it anew."]


@pytest.mark.parametrize("form", ["csv", "parquet", "csv.gz"])
def test_a_picture_under_another_name(tool, tmp_path, form):
    put(tmp_path, form=form).write_bytes(PNG)
    what = "is a picture, whatever its name says. Choose the file itself."
    assert refused(tmp_path) == [f"long.{form} {what}"]


def test_a_workbook_called_csv(tool, tmp_path):
    path = put(tmp_path)
    path.write_bytes(packed(WORKBOOK))
    what = "is a .xlsx file, whatever its name says. Choose the file itself."
    assert refused(tmp_path) == [f"long.csv {what}"]


def test_two_encodings_in_one_file(tool, tmp_path):
    path = put(tmp_path)
    text = path.read_text().replace("Spent&Lost", "Spent")
    path.write_bytes(text.encode() + "é,,2024,Dudley,1,332,\n".encode("latin-1"))
    (fault,) = refused(tmp_path)
    assert fault.startswith("long.csv, after line ")
    assert fault.endswith(": is not UTF-8 text. Save it as “CSV UTF-8”.")


def test_the_two_bytes_of_utf_16(tool, tmp_path):
    path = put(tmp_path)
    path.write_bytes(path.read_text().encode("utf-16"))
    (fault,) = refused(tmp_path)
    assert "long.csv" in fault


def test_a_row_that_is_too_short_is_named(tool, tmp_path):
    path = put(tmp_path)
    path.write_text(path.read_text() + "CareLeaversNEET,,2022\n")
    assert refused(tmp_path) == ["long.csv, line 12: has 3 cells. Give it 7, one for each column."]


def test_a_quote_that_never_ends(tool, tmp_path):
    path = put(tmp_path)
    path.write_text(path.read_text() + '"CareLeaversNEET,,2022,Dudley,1,332,\n')
    (fault,) = refused(tmp_path)
    assert fault.startswith("long.csv, line 12: is not CSV (")
    assert fault.endswith("Mend its quotes.")


def test_a_packed_file_that_breaks_off(tool, tmp_path):
    path = put(tmp_path, ROWS * 200, form="csv.gz")
    path.write_bytes(path.read_bytes()[:-12])
    (fault,) = refused(tmp_path)
    assert fault.startswith("long.csv.gz cannot be unpacked (")
    assert fault.endswith("Fetch it anew.")


def test_a_packed_file_that_is_damaged(tool, tmp_path):
    path = put(tmp_path, ROWS, form="csv.gz")
    whole = bytearray(path.read_bytes())
    whole[30:60] = bytes(30)
    path.write_bytes(whole)
    (fault,) = refused(tmp_path)
    assert "long.csv.gz" in fault


def test_a_parquet_file_that_breaks_off(tool, tmp_path):
    path = put(tmp_path, form="parquet")
    path.write_bytes(path.read_bytes()[:-200])
    (fault,) = refused(tmp_path)
    assert fault.startswith("long.parquet cannot be read as Parquet (")


def test_a_parquet_file_of_numbers_and_holes(tool, tmp_path):
    """Codes that are numbers, and cells without anything."""
    path = put(tmp_path, form="parquet")
    table = pandas.DataFrame(ROWS, columns=list(HEADER))
    table["Values"] = [40.0, 45.0, float("inf"), *[None] * 7]
    table.to_parquet(path)
    (fault,) = refused(tmp_path)
    assert fault == f"{NEET}, row 3, Values: is “inf”, {NO_NUMBER}"
    table["Short Desc"] = range(len(ROWS))
    table.to_parquet(path)
    before = tables()["ledger_observation"]
    assert "0 figures, 0 new" in run(tmp_path)
    assert tables()["ledger_observation"] == before
    table["Short Desc"] = [None] * len(ROWS)
    table["Short Desc"] = table["Short Desc"].astype("string")
    table.to_parquet(path)
    assert "10 rows, as the dictionary does not say what it is" in run(tmp_path)


# What is too much


def grown() -> int:
    """The most memory that this process has had, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def endless(line: bytes, megabytes: int, start: bytes = b"") -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1) as file:
        file.write(start)
        for _ in range(megabytes):
            file.write(line * (1_000_000 // len(line)))
    return out.getvalue()


@pytest.mark.parametrize("start", [b"", (",".join(HEADER) + "\n").encode()])
def test_a_line_that_never_ends_is_not_gathered(tool, tmp_path, start):
    put(tmp_path, form="csv.gz").write_bytes(endless(b"0", 300, start))
    before = grown()
    (fault,) = refused(tmp_path)
    assert fault == f"long.csv.gz, line {2 if start else 1}: is too long. {IS_NO}"
    assert grown() - before < 30_000


def test_what_unpacks_without_end_is_left_while_it_streams(tool, tmp_path, monkeypatch):
    monkeypatch.setattr(lait_figures, "MAX_BYTES", 5_000_000)
    line = text_of([row("45")]).splitlines()[1].encode() + b"\n"
    path = put(tmp_path, form="csv.gz")
    path.write_bytes(endless(line, 100, (",".join(HEADER) + "\n").encode()))
    before = grown()
    assert refused(tmp_path) == [
        "long.csv.gz is too large: up to 5,000,000 rows and 200 MB are read."
    ]
    assert grown() - before < 60_000


@pytest.mark.parametrize("form", ["csv", "parquet", "csv.gz"])
def test_too_many_rows(tool, tmp_path, monkeypatch, form):
    monkeypatch.setattr(lait_figures, "MAX_ROWS", 100)
    monkeypatch.setattr(lait_figures, "BATCH", 20)
    put(tmp_path, ROWS * 20, form=form)
    (fault,) = refused(tmp_path)
    assert fault.startswith(f"long.{form} is too large: up to 100 rows")


def test_too_many_bytes(tool, tmp_path, monkeypatch):
    monkeypatch.setattr(lait_figures, "MAX_BYTES", 400)
    for form in ("csv", "parquet"):
        path = put(tmp_path, ROWS, form=form)
        (fault,) = refused(tmp_path)
        assert "is too large" in fault
        path.unlink()


# The dictionary, and what else comes with it


@pytest.mark.parametrize("column", ["Measure", "Polarity", "dps", "Year_Type", "Description"])
def test_a_column_that_the_dictionary_lacks(tool, tmp_path, column):
    put(tmp_path)
    names = [name for name in DICTIONARY_HEADER if name != column]
    (tmp_path / "dictionary.csv").write_text(text_of(MEASURES, names))
    assert refused(tmp_path) == [
        f"dictionary.csv: has no column {column}. It is not the tool's dictionary."
    ]


def test_a_dictionary_in_another_encoding(tool, tmp_path):
    put(tmp_path)
    text = text_of([*MEASURES, measure("É")], DICTIONARY_HEADER)
    (tmp_path / "dictionary.csv").write_bytes(text.encode("latin-1"))
    (fault,) = refused(tmp_path)
    assert fault == "dictionary.csv: is not UTF-8 text. Save the dictionary as “CSV UTF-8”."


def test_a_dictionary_whose_quotes_never_end(tool, tmp_path):
    put(tmp_path)
    path = tmp_path / "dictionary.csv"
    for text in (path.read_text() + '"', '"' + path.read_text()):
        path.write_text(text)
        (fault,) = refused(tmp_path)
        assert "is not CSV (" in fault
        assert fault.endswith("Mend its quotes.")


def test_two_codes_that_would_have_one_name(tool, tmp_path):
    put(tmp_path)
    put_dictionary(tmp_path, *MEASURES, measure("Made Up%"))
    faults = refused(tmp_path)
    assert [one.split(" and ")[0] for one in faults] == [
        f"dictionary.csv: {MADE_UP}",
        "dictionary.csv: Made Up%",
    ]
    assert all("would both be lait-made-uppct" in one for one in faults)


def test_a_name_that_the_catalogue_has_already(tool, tmp_path):
    tool.indicator.slug = "lait-made-uppct"
    tool.indicator.save()
    put(tmp_path)
    assert refused(tmp_path) == ["lait-made-uppct is an indicator of the catalogue already."]


def test_no_long_file_or_two(tool, tmp_path):
    put_dictionary(tmp_path)
    remedy = "Give the folder, or the long file with its dictionary."
    assert refused(tmp_path) == [f"There is no long file among what you gave. {remedy}"]
    put(tmp_path)
    put(tmp_path, form="parquet")
    assert refused(tmp_path) == [f"There is 2 long files among what you gave. {remedy}"]


def test_rubbish_without_lines_is_no_dictionary(tool, tmp_path):
    (tmp_path / "long.csv").write_bytes(b"0" * 5_000_000)
    before = grown()
    assert refused(tmp_path) == [f"long.csv, line 1: is too long. {IS_NO}"]
    assert grown() - before < 30_000


def test_a_picture_or_a_bomb_called_xlsx(tool, tmp_path):
    put(tmp_path)
    path = tmp_path / "la_code_list.xlsx"
    path.write_bytes(PNG)
    (fault,) = refused(tmp_path)
    assert fault.startswith("la_code_list.xlsx is a picture, whatever its name says.")
    path.write_bytes(bomb())
    (fault,) = refused(tmp_path)
    assert fault.startswith("la_code_list.xlsx would be far larger when unpacked")


def test_what_was_published_tomorrow_is_not_known_today(tool, tmp_path):
    put(tmp_path)
    before = tables()
    with pytest.raises(CommandError, match="2999-01-01 is in the future"):
        run(tmp_path, known_on=date(2999, 1, 1))
    assert tables() == before


def test_who_answers_for_it_must_be_a_user(tool, tmp_path):
    put(tmp_path)
    with pytest.raises(CommandError, match="There is no user “nobody”") as fault:
        run(tmp_path, by="nobody")
    assert fault.value.returncode == 2


def test_england_outside_its_authorities_is_taken_as_doubtful(tool, tmp_path):
    """That is no fault of the file's form: the figure is kept, and marked."""
    put(tmp_path, [row("46", place=ENGLAND), row("45"), row("30", place=DUDLEY)])
    assert "1 doubtful" in run(tmp_path)
