"""The scorecard: its rows, order, pages and files, against the files in data/ and by hand."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
from django.test import Client

from indicators.catalogue.models import Indicator
from tests.dashboard.catalogue_files import WORCESTERSHIRE, catalogue, has_history
from tests.dashboard.conftest import Page, Visit
from tests.dashboard.markup import Element
from tests.data.shipped import history

NEET = "Care leavers not in education, employment or training"
FORMULA = '=HYPERLINK("https://example.org","press")'
SORTS = ("indicator", "status", "value", "target", "england", "neighbours", "direction")


def rows(page: Page) -> list[Element]:
    return page.main.with_class("sl-rows__row")


def names(page: Page) -> list[str]:
    return [one.all("th")[0].text for one in rows(page)]


def cell(row: Element, label: str) -> str:
    return next(one.text for one in row.all("td") if one.get("data-label") == label)


@pytest.fixture
def file(as_role: Callable[[str], Client]) -> Callable[..., list[dict[str, str]]]:
    """The CSV as rows by heading."""

    def read(query: str = "") -> list[dict[str, str]]:
        answer = as_role("viewer").get(f"/scorecard/scorecard.csv{query}")
        assert answer.status_code == 200
        return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    return read


@pytest.fixture
def book(as_role: Callable[[str], Client]) -> Callable[..., Any]:
    """The workbook as a spreadsheet program reads it."""

    def read(query: str = "") -> Any:
        answer = as_role("viewer").get(f"/scorecard/scorecard.xlsx{query}")
        assert answer.status_code == 200
        return openpyxl.load_workbook(io.BytesIO(answer.content))

    return read


def by_heading(sheet: Any) -> list[dict[str, Any]]:
    lines = list(sheet.iter_rows(values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_every_indicator_has_a_row(visit: Visit):
    page = visit("/scorecard/?per_page=all")
    assert sorted(names(page)) == sorted(one["name"] for one in catalogue().values())


def test_a_row_says_what_is_known(visit: Visit):
    page = visit("/scorecard/?per_page=all")
    row = next(one for one in rows(page) if one.all("th")[0].text == NEET)
    assert cell(row, "Status") == "Demonstration target missed"
    value = cell(row, "Value")
    assert value.startswith(f"{NEET}: 45%")
    assert value.endswith("in 2024-25")
    assert cell(row, "Target").startswith("40%")
    assert cell(row, "England").startswith("40% Worse")
    assert "in 2024-25" in cell(row, "England")
    assert cell(row, "Similar authorities").startswith("41%")
    assert cell(row, "On the year before") == "No real change"


def test_fifty_rows_make_a_page_and_all_pages_make_the_whole(visit: Visit):
    whole = names(visit("/scorecard/?per_page=all"))
    pages = -(-len(whole) // 50)
    found = []
    for number in range(1, pages + 1):
        page = visit(f"/scorecard/?page={number}")
        assert f"page {number} of {pages}" in page.text
        found += names(page)
    assert found == whole


@pytest.mark.parametrize("sort", [f"{sign}{name}" for name in SORTS for sign in ("", "-")])
def test_a_sort_only_changes_the_order(visit: Visit, sort: str):
    page = visit(f"/scorecard/?per_page=all&sort={sort}")
    assert sorted(names(page)) == sorted(one["name"] for one in catalogue().values())
    heads = [one for one in page.main.all("th") if one.get("aria-sort")]
    assert [one.get("aria-sort") for one in heads] == [
        "descending" if sort.startswith("-") else "ascending"
    ]


@pytest.mark.parametrize("column", ["Value", "Target", "England", "Similar authorities"])
def test_numbers_are_sorted_as_numbers_and_what_is_missing_is_last(file, column: str):
    name = {"Similar authorities": "neighbours"}.get(column, column.lower())
    for sign in ("", "-"):
        shown = [one[column] for one in file(f"?sort={sign}{name}")]
        known = [Decimal(one) for one in shown if one]
        assert len(known) > 3
        assert known == sorted(known, reverse=bool(sign))
        assert shown[len(known) :] == [""] * (len(shown) - len(known))


def test_a_status_is_sorted_by_its_weight(visit: Visit):
    page = visit("/scorecard/?per_page=all&sort=status")
    shapes = [
        next(name for name in one.get("class").split() if name.startswith("sl-status--"))
        for one in page.main.with_class("sl-status")
    ]
    order = [f"sl-status--{one}" for one in ("red", "amber", "green", "none", "missing")]
    assert shapes == sorted(shapes, key=order.index)


def test_filters_keep_what_they_say(visit: Visit):
    page = visit("/scorecard/?measured=yes&per_page=all")
    assert set(names(page)) == {one["name"] for s, one in catalogue().items() if has_history(s)}
    page = visit("/scorecard/?theme=care-leavers&per_page=all")
    ours = {one["name"] for one in catalogue().values() if one["theme"] == "care-leavers"}
    assert set(names(page)) == ours
    assert f"{len(ours)} of {len(catalogue())} indicators" in page.text
    assert NEET in names(visit("/scorecard/?status=red"))
    empty = visit("/scorecard/?theme=context&status=red")
    assert "No indicator answers to all of these filters." in empty.text


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("sort=sideways", "Sorting: “sideways” is not among the choices"),
        ("sort=--value", "so “Order of the child's journey” is used"),
        ("theme=zebra", "Theme: “zebra” is not among the choices, so it is left out"),
        ("status=purple", "Status: “purple” is not among the choices"),
        ("measured=perhaps", "Measured here: “perhaps” is not among"),
        ("per_page=7", "Rows on a page: “7” is not among the choices"),
        ("page=0", "There is no page “0” of"),
        ("page=99", "There is no page “99” of"),
        ("page=two", "There is no page “two” of"),
        ("page=-1", "There is no page “-1” of"),
        ("page=1e1", "There is no page “1e1” of"),
        ("page=%D9%A3", "There is no page “٣” of"),
    ],
)
def test_nonsense_gives_the_usual_page_and_says_so(visit: Visit, query: str, says: str):
    page = visit(f"/scorecard/?{query}")
    assert says in page.text
    assert names(page) == names(visit("/scorecard/"))


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "%00", "x" * 3000, "🦊", "a\nb"])
def test_hostile_values_are_text(visit: Visit, as_role: Callable[[str], Client], value: str):
    asked = ("sort", "theme", "status", "measured", "page", "per_page")
    query = "?" + "&".join(f"{name}={quote(value, safe='%')}" for name in asked)
    page = visit(f"/scorecard/{query}")
    assert b"<script>alert" not in page.response.content
    assert len(page.main.with_class("govuk-inset-text")[0].all("p")) == len(asked)
    for kind in ("csv", "xlsx"):
        assert as_role("viewer").get(f"/scorecard/scorecard.{kind}{query}").status_code == 200


def test_links_keep_what_was_asked_and_leave_nonsense_out(visit: Visit):
    page = visit("/scorecard/?theme=care-leavers&sort=value&status=purple&as_of=2025-01-01")
    files = [address for text, address in page.links.items() if text.startswith("Download")]
    assert len(files) == 2
    for address in files:
        for part in ("theme=care-leavers", "sort=value", "as_of=2025-01-01"):
            assert part in address
        assert "purple" not in address
    assert "sort=-value" in page.links["Value"]
    assert "theme=care-leavers" in page.links["Status"]


def test_the_file_has_the_rows_of_the_page_in_its_order(visit: Visit, file):
    for query in ("?theme=care-leavers", "?measured=yes&sort=-value", "?status=red&sort=indicator"):
        page = visit(f"/scorecard/{query}&per_page=all")
        assert [one["Indicator"] for one in file(query)] == names(page)


def test_the_file_gives_source_and_day_of_each_figure(file):
    found = {one["Indicator"]: one for one in file()}
    assert len(found) == len(catalogue())
    neet = found[NEET]
    assert (neet["Area"], neet["Value"], neet["Period"]) == ("Worcestershire", "45", "2024-25")
    assert neet["As known on"] == date.today().isoformat()
    assert neet["Source"].startswith("Local Authority Interactive Tool")
    assert (neet["England"], neet["England: period"]) == ("40", "2024-25")
    assert neet["Unit"] == "%"
    known = history("care-leavers-neet")[WORCESTERSHIRE, "2024-25"]["known_on"]
    assert neet["Known since"] == known
    for one in found.values():
        assert bool(one["Value"]) <= bool(one["Source"] and one["Known since"]), one


def test_the_past_gives_the_past(file):
    found = {one["Indicator"]: one for one in file("?as_of=2017-02-01")}
    assert found[NEET]["Value"] == "48"
    assert found[NEET]["As known on"] == "2017-02-01"
    assert all(one["Known since"] <= "2017-02-01" for one in found.values())


def test_no_text_is_a_formula(file, book):
    Indicator.objects.filter(slug="care-leavers-neet").update(name=FORMULA)
    assert file("?theme=care-leavers")[0]["Indicator"] == "'" + FORMULA
    sheet = book("?theme=care-leavers")["Scorecard"]
    assert sheet["B2"].value == "'" + FORMULA
    for one in book().worksheets:
        assert all(c.data_type != "f" for line in one.iter_rows() for c in line)


def test_the_workbook_has_numbers_days_and_words(book, file):
    lines = by_heading(book()["Scorecard"])
    texts = file()
    assert [one["Indicator"] for one in lines] == [one["Indicator"] for one in texts]
    numeric = ("Value", "Target", "England", "Similar authorities")
    for line, text in zip(lines, texts, strict=True):
        for name in numeric:
            assert isinstance(line[name], int | float | None)
            assert (line[name] is None) == (text[name] == "")
            if text[name]:
                assert line[name] == pytest.approx(float(text[name]))
        assert isinstance(line["Known since"], datetime | None)
        if line["Known since"]:
            assert line["Known since"].date().isoformat() == text["Known since"]
    neet = next(one for one in lines if one["Indicator"] == NEET)
    assert (neet["Value"], neet["Value as printed"]) == (45, "45%")


def test_the_workbook_is_ready_to_read_and_to_print(book):
    sheet = book()["Scorecard"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.auto_filter.ref.endswith(str(len(catalogue()) + 1))
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # One page wide, which the format leaves unsaid, and as many high as it takes.
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["B"].width > 40


def test_a_sheet_says_where_it_is_from(book):
    about = book("?theme=care-leavers&as_of=2025-01-01&sort=-value")["About"]
    said = "\n".join(f"{a}: {b}" for a, b in about.iter_rows(values_only=True))
    assert "Area: Worcestershire" in said
    assert "As known on: 1 January 2025" in said
    assert f"Made: {date.today():%-d %B %Y}" in said
    assert "Theme: Care leavers. Sorted by: Value, highest first." in said
    assert "Local Authority Interactive Tool" in said
    assert "Open Government Licence" in said


def test_nothing_at_all_is_still_a_file(file, book):
    assert file("?theme=context&status=red") == []
    assert by_heading(book("?theme=context&status=red")["Scorecard"]) == []


def test_partners_get_files_too(as_role: Callable[[str], Client]):
    for kind in ("csv", "xlsx"):
        answer = as_role("partner").get(f"/scorecard/scorecard.{kind}?as_of=2017-02-01")
        assert answer.status_code == 200
        name = f"scorecard-{WORCESTERSHIRE}-as-of-2017-02-01.{kind}"
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
