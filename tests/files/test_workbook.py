"""Workbooks read from their parts: by what openpyxl and XlsxWriter write, and by hand."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from openpyxl import Workbook

from indicators.files import table
from indicators.files.delimited import rows as csv_rows
from indicators.files.workbook import rows
from indicators.tables import FaultsError


def saved(*lines, change=None) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    if change:
        change(book.active)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def cells(content: bytes) -> list[list[str]]:
    return [row.cells for row in rows("x.xlsx", content)]


def refused(content: bytes) -> str:
    with pytest.raises(FaultsError) as found:
        rows("x.xlsx", content)
    return str(found.value)


def with_part(content: bytes, path: str, old: bytes, new: bytes) -> bytes:
    """The workbook with something exchanged in one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w") as after:
        for one in before.namelist():
            part = before.read(one)
            if one == path:
                assert old in part
                part = part.replace(old, new)
            after.writestr(one, part)
    return made.getvalue()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (29, "29"),
        (48.5, "48.5"),
        (0.1, "0.1"),
        (16012355892, "16012355892"),
        (0.000001, "0.000001"),
        (1e21, "1000000000000000000000"),
        ("a\nb", "a\nb"),
        ("“£5” – é", "“£5” – é"),
        (True, "1"),
    ],
)
def test_a_cell_says_what_its_reader_sees(value, text):
    assert cells(saved([value, "end"])) == [[text, "end"]]


def test_a_number_that_another_program_wrote_with_all_its_digits():
    content = with_part(saved([0.1]), "xl/worksheets/sheet1.xml", b"0.1<", b"0.10000000000000001<")
    assert cells(content) == [["0.1"]]


def test_a_percentage_is_read_as_it_is_shown():
    def percent(sheet):
        sheet["A1"].number_format = "0.0%"
        sheet["B1"].number_format = '0.0" %"'

    assert cells(saved([0.483, 48.3], change=percent)) == [["48.3%", "48.3"]]


@pytest.mark.parametrize("code", ["d mmm yyyy", "yyyy-mm-dd", "[$-809]dd/mm/yy", "h:mm"])
def test_a_number_that_became_a_day_is_no_number(code):
    def as_day(sheet):
        sheet["A1"].number_format = code

    assert "row 1, column A: became a date" in refused(saved([date(2026, 4, 3)], change=as_day))


@pytest.mark.parametrize("code", ["General", "#,##0.00", "[Red]-0.0", '0 "days"', "0_);(0)"])
def test_a_number_with_a_layout_stays_a_number(code):
    def laid_out(sheet):
        sheet["A1"].number_format = code

    assert cells(saved([45], change=laid_out)) == [["45"]]


def test_a_formula_has_the_value_that_was_worked_out():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=14+15", value=29)
        sheet.write_formula("B1", '="a"&"b"', value="ab")
        sheet.write_rich_string("C1", "two ", book.add_format({"bold": True}), "runs")
    assert cells(made.getvalue()) == [["29", "ab", "two runs"]]


def test_an_error_is_no_value():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet().write_formula("B1", "=1/0", value="#DIV/0!")
    assert "row 1, column B: holds the error #DIV/0!" in refused(made.getvalue())


def test_rows_and_columns_without_cells_keep_their_places():
    def apart(sheet):
        sheet["C5"] = "x"

    (row,) = rows("x.xlsx", saved(change=apart))
    assert row == (5, ["", "", "x"])


def test_a_document_type_is_never_read():
    path = "xl/worksheets/sheet1.xml"
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha">]><worksheet'
    content = with_part(saved([1]), path, b"<worksheet", laughs)
    assert "is damaged" in refused(content)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_part_that_is_broken(part):
    assert "is damaged" in refused(with_part(saved([1]), part, b"</", b"<"))


def test_a_part_that_unpacks_to_far_more():
    content = with_part(saved([1]), "xl/worksheets/sheet1.xml", b"<sheetData>", b" " * 6_000_000)
    assert "is far larger than a return" in refused(content)


def test_a_workbook_with_macros():
    made = io.BytesIO(saved([1]))
    with zipfile.ZipFile(made, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"-")
    with pytest.raises(FaultsError, match="holds macros"):
        table.read("x.xlsx", made.getvalue())


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_in_text_with_any_separator_and_a_mark(separator):
    text = f"\ufeffline{separator}name\r\n1{separator}é\r\n"
    assert [row.cells for row in csv_rows("x.csv", text.encode())] == [["line", "name"], ["1", "é"]]
