"""The shipped grades are those of the published workbook, counted and read here in another way."""

import re
import zipfile
from collections import Counter

from tests.data.shipped import rows

NAMES = {r["code"]: r["name"] for r in rows("areas/areas.csv")}
BOOK = "data/geography/LA_Inspection_Outcomes_as_at_31_March_2025.ods"
GRADES = ("Outstanding", "Good", "Requires improvement to be good", "Inadequate")


def sheet(shared, name: str) -> list[list[str]]:
    """The sheet's rows as the texts of their cells, without any parser of XML."""
    with zipfile.ZipFile(shared / BOOK) as book:
        text = book.read("content.xml").decode("utf-8")
    table = text.split(f'table:name="{name}"', 1)[1].split("</table:table>", 1)[0]
    found = re.findall(r"<table:table-row.*?</table:table-row>", table, re.DOTALL)
    return [re.findall(r"<text:p[^>]*>(?:<[^>]*>)*([^<]*)", row) for row in found]


def test_as_many_of_each_grade_as_the_workbook_has(shared):
    words = [
        next(cell for cell in cells if cell in GRADES)
        for cells in sheet(shared, "ILACS_inspection_history")
        if any(cell in GRADES for cell in cells)
    ]
    shipped = Counter(row["overall"] for row in rows("inspections.csv"))
    assert shipped == {
        "outstanding": words.count("Outstanding"),
        "good": words.count("Good"),
        "requires-improvement": words.count("Requires improvement to be good"),
        "inadequate": words.count("Inadequate"),
    }
    assert shipped.total() == 271


def test_the_newest_grade_of_every_authority_is_in_the_list_of_newest(shared):
    newest = {row["area"]: row for row in rows("inspections.csv")}
    listed = [
        cells for cells in sheet(shared, "Inspections_as_at_31_March") if set(cells) & set(GRADES)
    ]
    assert len(listed) == 153
    for cells in listed:
        code = next(cell for cell in cells if re.fullmatch(r"E\d{8}", cell))
        written = next(cell for cell in cells if cell in GRADES)
        days = [cell for cell in cells if re.fullmatch(r"\d\d/\d\d/\d{4}", cell)]
        row = newest[code]
        assert [
            "/".join(reversed(row[day].split("-"))) for day in ("inspected_on", "published_on")
        ] == days, code
        assert written.lower().startswith(row["overall"].replace("-", " ")), code


def test_every_authority_of_today_has_a_grade():
    today = {
        r["code"]
        for r in rows("areas/areas.csv")
        if r["kind"] == "local-authority" and not r["ends"]
    }
    assert today <= {row["area"] for row in rows("inspections.csv")} <= set(NAMES)


def test_worcestershire_as_everybody_can_look_up():
    mine = [row for row in rows("inspections.csv") if row["area"] == "E10000034"]
    assert [(row["published_on"], row["overall"]) for row in mine] == [
        ("2019-07-29", "requires-improvement"),
        ("2023-07-14", "good"),
    ]
