"""A draft return filled from the council's own file: preview, filling, refusals, and who may."""

import io
import re
from datetime import date
from html import unescape

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from indicators.ledger.models import Observation
from indicators.returns import verbs
from indicators.returns.models import Entry, Event
from tests.dashboard.filling_files import address, as_csv, template, upload, workbook
from tests.dashboard.inspector import inspect
from tests.importing.packing import PNG, bomb


@pytest.fixture
def officer(as_role):
    return as_role("officer")


@pytest.fixture
def owed(children_return):
    return children_return.pk


@pytest.fixture
def rows(officer, owed):
    return template(officer, owed)


def line(rows, slug="care-leavers-neet"):
    return next(one for one in rows if one["indicator"] == slug)


def entry(row) -> Entry:
    return Entry.objects.select_related("section").get(pk=row["line"])


def type_on(row, by, **fields):
    one = entry(row)
    return verbs.save(
        one.section, [verbs.Typed(entry=one.pk, version=one.version, fields=fields)], by=by
    )


def said(response) -> str:
    """The words of main; the page has passed the inspection of every page."""
    document, found = inspect(response)
    assert not found, found
    return document.all("main")[0].text


def token(response) -> str:
    (found,) = re.findall(r'name="filling" value="([^"]+)"', response.content.decode())
    return unescape(found)


def fill(browser, owed, preview):
    return browser.post(address(owed), {"act": "fill", "filling": token(preview)})


def refused(response, *sentences):
    assert response.status_code == 422
    text = said(response)
    for sentence in ("Nothing was filled in", *sentences):
        assert sentence in text


def test_the_template_has_every_line_with_what_stands_in_the_draft(officer, owed, rows, person):
    type_on(line(rows), person("officer2"), numerator="29", explanation="=1+1")
    again = template(officer, owed)
    lines = Entry.objects.filter(section__of=owed)
    assert {one["line"] for one in again} == {str(pk) for pk in lines.values_list("pk", flat=True)}
    assert line(again)["numerator"] == "29"
    assert line(again)["comment"] == "'=1+1"
    assert line(again)["version"] == "1"


def test_numbers_of_the_workbook_are_numbers_and_no_text_is_a_formula(officer, owed, rows, person):
    type_on(line(rows), person("officer2"), numerator="29", explanation="=1+1")
    content = officer.get(address(owed, "xlsx")).content
    (sheet,) = load_workbook(io.BytesIO(content)).worksheets
    heading, *cells = sheet.iter_rows()
    columns = [one.value for one in heading]
    row = next(one for one in cells if one[columns.index("indicator")].value == "care-leavers-neet")
    assert row[columns.index("numerator")].value == 29
    assert row[columns.index("comment")].value == "'=1+1"
    assert all(cell.data_type != "f" for one in cells for cell in one)


HARD = (
    "=1+1",
    "'=1",
    "+44",
    "-",
    "@x",
    " two  words ",
    "a\nb",
    "_x0041_",
    "“£5” – é",
    'a "b", c;d',
)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_template_that_comes_back_unchanged_changes_nothing(officer, owed, rows, person, kind):
    texts = ["29", "48.50", "1,234", "0.1", "-3", "abc", "999999999999999.123456", "", "007", "5%"]
    for row, text, hard in zip(rows, texts, HARD, strict=False):
        type_on(row, person("officer2"), numerator=text, value=text, explanation=hard)
    before, events = list(Entry.objects.values()), Event.objects.count()
    answer = upload(officer, owed, officer.get(address(owed, kind)).content, f"return.{kind}")
    assert answer.status_code == 200
    assert "Nothing in this file would change the return" in said(answer)
    assert (list(Entry.objects.values()), Event.objects.count()) == (before, events)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_was_filled_in_is_shown_then_typed_by_who_uploaded(officer, owed, rows, person, kind):
    def change(book):
        sheet = book.active
        columns = [one.value for one in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            if row[columns.index("indicator")].value == "care-leavers-neet":
                row[columns.index("numerator")].value = 29
                row[columns.index("denominator")].value = 60
                row[columns.index("comment")].value = "Counted anew."

    line(rows).update(numerator="29", denominator="60", comment="Counted anew.")
    content = as_csv(rows) if kind == "csv" else workbook(officer, owed, change)
    figures = Observation.objects.count()
    preview = upload(officer, owed, content, f"filled.{kind}")
    text = said(preview)
    assert "Nothing is filled in yet" in text
    assert f"{len(rows) - 1} lines of the file say what stands there already" in text
    assert "Counted anew." in text
    assert entry(line(rows)).version == 0
    assert fill(officer, owed, preview).status_code == 302
    one = entry(line(rows))
    assert (one.numerator, one.denominator, one.explanation) == ("29", "60", "Counted anew.")
    assert (one.version, one.typed_by) == (1, person("officer"))
    assert Event.objects.filter(entry=one, verb="save", by=person("officer")).count() == 1
    assert Observation.objects.count() == figures


def test_excel_in_another_language_writes_semicolons(officer, owed, rows):
    line(rows)["numerator"] = "29"
    line(rows)["denominator"] = "60"
    assert "Fill these cells" in said(upload(officer, owed, as_csv(rows, ";")))


def test_a_line_typed_on_since_is_shown_and_left_out(officer, owed, rows, person):
    mine, other = line(rows), next(one for one in rows if one["indicator"] != "care-leavers-neet")
    mine["comment"], other["comment"] = "From the file.", "Also from the file."
    type_on(mine, person("officer2"), explanation="By hand.")
    preview = upload(officer, owed, as_csv(rows))
    text = said(preview)
    assert "Left out: typed on since the template was made" in text
    assert "By hand." in text
    assert "From the file." in text
    assert fill(officer, owed, preview).status_code == 302
    assert entry(mine).explanation == "By hand."
    assert entry(other).explanation == "Also from the file."


def test_a_line_typed_on_during_the_preview_stops_all_of_it(officer, owed, rows, person):
    for one in rows:
        one["comment"] = "From the file."
    preview = upload(officer, owed, as_csv(rows))
    type_on(rows[-1], person("officer2"), explanation="By hand.")
    answer = fill(officer, owed, preview)
    assert answer.status_code == 409
    assert "Nothing of the file was filled in" in said(answer)
    filled = Entry.objects.filter(section__of=owed, explanation="From the file.")
    assert not filled.exists()


def test_a_preview_is_of_one_person_and_one_return(officer, as_role, owed, rows):
    line(rows)["comment"] = "Mine."
    preview = upload(officer, owed, as_csv(rows))
    refused(fill(as_role("officer2"), owed, preview), "not yours")
    forged = signing.dumps([owed, 1, []], salt="another")
    answer = officer.post(address(owed), {"act": "fill", "filling": forged})
    refused(answer, "Upload the file again")
    assert entry(line(rows)).version == 0


BAD = {
    "unknown": (
        {"indicator": "no-such-thing"},
        "row 2, indicator: “no-such-thing” is no indicator",
    ),
    "strange": ({"line": "999999"}, "row 2, line: “999999” is no line of this return"),
    "foreign": ({"indicator": "attendance-all"}, "row 2, indicator"),
    "version": ({"version": "7"}, "row 2, version: “7” is no version of this line"),
    "versionless": ({"version": ""}, "row 2, version"),
    "no number": ({"numerator": "many"}, "row 2, numerator: “many” is no number"),
    "too large": ({"numerator": "99999999999"}, "row 2, numerator"),
    "more than all": ({"numerator": "70", "denominator": "60"}, "is more than the denominator, 60"),
    "no reason": ({"missing_reason": "holiday"}, "row 2, missing_reason: is no reason"),
    "long": ({"comment": "a" * 4001}, "row 2, comment: has 4,001 characters"),
    "person": ({"comment": "AB 12 34 56 C"}, "a National Insurance number"),
    "mail": ({"comment": "jo@example.org"}, "looks like an address for mail"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_row_that_cannot_be_taken_says_where_and_what_to_do(officer, owed, rows, case):
    change, sentence = BAD[case]
    first = line(rows)
    rows.remove(first)
    rows.insert(0, first | change)
    refused(upload(officer, owed, as_csv(rows)), sentence)
    assert not Event.objects.filter(section__of=owed).exists()


def test_everything_that_is_wrong_is_said_at_once(officer, owed, rows):
    rows[0]["version"], rows[1]["line"], rows[2]["numerator"] = "9", "999999", "many"
    faults = "row 2, version", "row 3, line", "row 4, numerator: “many” is no number"
    refused(upload(officer, owed, as_csv(rows)), *faults)


def test_a_cell_beside_the_table(officer, owed, rows):
    content = as_csv(rows).replace(b"\r\n", b",,\r\n", 1).replace(b",0\r\n", b",0,,29\r\n", 1)
    refused(upload(officer, owed, content), "row 2: has a cell under no heading")


def test_the_same_line_twice(officer, owed, rows):
    refused(upload(officer, owed, as_csv([*rows, rows[0]])), "is in row 2 already")


def test_the_template_of_another_return(officer, owed, as_role):
    other = Entry.objects.exclude(section__of=owed).first()
    rows = template(officer, owed)
    rows[0] |= {"line": str(other.pk)}
    refused(upload(officer, owed, as_csv(rows)), "is no line of this return")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "filled.csv is empty"),
        (b"a,b\n1,2\n", "has no column line, indicator"),
        (b"line,date of birth\n1,2\n", "is the name of a column that holds a date of birth"),
        (b"line,indicator\n1,caf\xe9\n", "line 2: has letters not in UTF-8"),
        (b'line,"indicator\n1,2\n', "is not CSV"),
        (PNG, "is a picture"),
        ("line,indicator\n".encode("utf-16"), "is not what .csv promises"),
    ],
)
def test_a_csv_file_that_is_none(officer, owed, content, sentence):
    answer = upload(officer, owed, content)
    assert answer.status_code == 422
    assert re.search(sentence, said(answer))


def hide_row(book):
    book.active.row_dimensions[3].hidden = True


def hide_column(book):
    book.active.column_dimensions["C"].hidden = True


def merge(book):
    book.active.merge_cells("J2:J3")


def second_sheet(book):
    book.create_sheet("Notes")["A1"] = "x"


def hidden_sheet(book):
    for sheet in list(book.worksheets):
        copy = book.copy_worksheet(sheet)
        book.remove(sheet)
        copy.sheet_state = "hidden"
    book.create_sheet("Empty")


def formula(book):
    book.active["G2"] = "=1+1"


def a_day(book):
    book.active["G2"] = date(2026, 4, 3)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (hide_row, "row 3: is hidden"),
        (hide_column, "column C: is hidden"),
        (merge, "cells J2:J3: are merged"),
        (second_sheet, "has several sheets with content: “Return”, “Notes”"),
        (hidden_sheet, "is hidden. Show it, or delete it"),
        (formula, "row 2, column G: has a formula without a value"),
        (a_day, "row 2, column G: became a date"),
    ],
)
def test_a_workbook_that_cannot_be_taken(officer, owed, change, sentence):
    refused(upload(officer, owed, workbook(officer, owed, change), "filled.xlsx"), sentence)
    assert not Event.objects.filter(section__of=owed).exists()


def test_files_that_only_say_they_are_workbooks(officer, owed):
    refused(upload(officer, owed, PNG, "filled.xlsx"), "is a picture")
    refused(upload(officer, owed, bomb(), "filled.xlsx"), "far larger")
    refused(upload(officer, owed, b"a,b", "filled.ods"), "Choose .csv or .xlsx")
    empty = io.BytesIO()
    Workbook().save(empty)
    refused(upload(officer, owed, empty.getvalue(), "filled.xlsx"), "has no row in it")


def test_a_file_of_more_than_two_megabytes(officer, owed):
    refused(upload(officer, owed, b"a" * 2_000_001), "is larger than 2 MB")


def test_no_file(officer, owed):
    refused(officer.post(address(owed), {"act": "look"}), "Choose the file")


def test_a_layout_of_ones_own_is_no_fault(officer, owed):
    def change(book):
        book.active["G2"].font = Font(bold=True)
        book.active["A1"].font = Font(italic=True)

    answer = upload(officer, owed, workbook(officer, owed, change), "filled.xlsx")
    assert "Nothing in this file would change" in said(answer)


@pytest.mark.parametrize("kind", ["", "csv", "xlsx"])
@pytest.mark.parametrize("role", ["viewer", "administrator", "partner"])
def test_only_the_team_fills_its_return(visit, owed, role, kind):
    visit(address(owed, kind), role, status=403)


def test_nobody_else_posts(visit, owed):
    for role in ("viewer", "administrator", "partner"):
        visit(address(owed), role, status=403, post={"act": "look"})


def test_a_section_that_was_submitted_is_not_filled(officer, owed, rows, person):
    section = entry(line(rows)).section
    line(rows)["comment"] = "Too late."
    preview = upload(officer, owed, as_csv(rows))
    type(section).objects.filter(pk=section.pk).update(state="submitted")
    refused(upload(officer, owed, as_csv(rows)), "It waits for the approver")
    refused(fill(officer, owed, preview), "It waits for the approver")
    assert entry(line(rows)).version == 0


def test_a_preview_of_every_line_asks_as_often_as_one_of_one(officer, owed, rows):
    counts = []
    for changed in (rows[:2], rows):
        for one in changed:
            one["comment"] = "Filled."
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert upload(officer, owed, as_csv(rows)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_words_of_the_file_are_escaped(officer, owed, rows):
    line(rows)["comment"] = "<script>alert(1)</script>"
    answer = upload(officer, owed, as_csv(rows))
    assert b"<script>alert" not in answer.content
    assert "<script>alert(1)</script>" in said(answer)
