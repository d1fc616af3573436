"""The report's page: every figure found in two steps, and what became of it."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from improvement.models import Gap, InspectionReport, Judgement, Recommendation
from tests.dashboard.conftest import Page, Visit
from tests.dashboard.markup import Element

FILE = Path(__file__).parents[2] / "data/report/inspection-report-2017.csv"
HOSTILE = '<script>alert("x")</script>'


def rows_of(page: Page, slug: str) -> list[str]:
    """What the rows of an indicator say, in the order of the page."""
    groups = [one for one in page.main.all("tbody") if one.get("id") == slug]
    return [row.text for group in groups for row in group.all("tr")]


def row(page: Page, slug: str, value: str) -> str:
    found = [text for text in rows_of(page, slug) if value in text]
    assert len(found) == 1, (slug, value, found)
    return found[0]


def numbers(page: Page) -> list[str]:
    return [one.text for one in page.main.with_class("sl-report__number")]


def part(page: Page, key: str) -> Element:
    (found,) = [one for one in page.main.all("li") if one.get("id") == key]
    return found


def test_the_inspection_its_days_and_its_seven_grades(visit: Visit):
    page = visit("/report/")
    assert "from 24 October 2016 to 17 November 2016" in page.text
    assert "came out on 24 January 2017" in page.text
    council, board = page.main.with_class("sl-grades")
    grades = [one.text for one in council.with_class("sl-status__word")]
    assert grades == [
        "Inadequate",
        "Inadequate",
        "Inadequate",
        "Requires improvement",
        "Inadequate",
        "Inadequate",
    ]
    assert [one.text for one in board.with_class("sl-status__word")] == ["Requires improvement"]


def test_inspections_stand_in_the_order_of_time(visit: Visit):
    (line,) = visit("/report/").main.with_class("sl-inspections")
    stops = [one.text for one in line.all("li")]
    assert [text.split(" ", 2)[:2] for text in stops] == [
        ["October", "2010"],
        ["March", "2012"],
        ["November", "2016"],
    ]
    assert ["Inadequate" in text for text in stops] == [True, False, True]
    assert "Adequate" in stops[1]


def test_every_figure_of_the_file_is_there_once(visit: Visit):
    with FILE.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    page = visit("/report/")
    assert len(numbers(page)) == len(lines) >= 110
    for slug in {line["indicator"] for line in lines}:
        assert len(rows_of(page, slug)) == sum(line["indicator"] == slug for line in lines), slug


@pytest.mark.parametrize(
    ("slug", "value"), [("child-protection-plans", "473"), ("children-looked-after", "694")]
)
def test_what_the_report_counts_at_31_march_2016_agrees(visit: Visit, slug: str, value: str):
    text = row(visit("/report/"), slug, "At 31 March 2016")
    assert f"The same: {value} published." in text
    assert "facts about the area" in text
    assert "Newest:" in text


def test_52_adopted_are_not_the_44_published(visit: Visit):
    text = row(visit("/report/"), "children-adopted", "about 52")
    assert "Differs: 44 published, 8 fewer." in text
    assert "¶67" in text
    assert rows_of(visit("/report/?q=differs"), "children-adopted") == [text]


def test_a_close_figure_gets_no_verdict(visit: Visit):
    text = row(visit("/report/"), "care-leavers-neet", "about 48%")
    assert "ages 18 to 21" in text
    assert "At the inspection; the report gives no date" in text
    assert "Newest: 45% in 2024-25; close, not the same definition" in text
    assert "The same" not in text
    assert "Differs" not in text


def test_similar_authorities_are_another_list(visit: Visit):
    text = row(visit("/report/"), "care-leavers-neet", "38%")
    assert "Newest: 41% in 2024-25" in text
    assert "not the same list" in text


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("adoption-support-wait-weeks", "4 to 8 weeks"),
        ("children-with-order-linked", "12 of 17 (71%, derived)"),
        ("health-assessments-up-to-date", "145 of 155 (94%, derived)"),
        ("caseloads-over-limit", "about 33%"),
        ("social-worker-caseload", "over 22 cases per worker"),
        ("investment-childrens-services", "£2,000,000"),
    ],
)
def test_figures_are_printed_with_unit_and_qualifier(visit: Visit, slug: str, said: str):
    assert said in " ".join(rows_of(visit("/report/"), slug))


@pytest.mark.parametrize("query", ["48", "48%", "¶85", "paragraph 85", "care leavers", "NEET"])
def test_48_is_found_by_number_paragraph_and_word(visit: Visit, query: str):
    assert "about 48%" in numbers(visit(f"/report/?q={query.replace('%', '%25')}"))


def test_a_number_finds_that_number_only(visit: Visit):
    page = visit("/report/?q=48")
    assert numbers(page) == ["about 48%"]
    assert "“48”: 1 figure" in page.text
    assert "Look in paragraph ¶48 instead" in page.links
    assert "16%" in numbers(visit(page.links["Look in paragraph ¶48 instead"]))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("145 of 155", "145 of 155 (94%, derived)"),
        ("12 of 17", "12 of 17 (71%, derived)"),
        ("a third of", "about 33%"),
        ("nine", "9"),
        ("£2 million", "£2,000,000"),
        ("1,550", "1,550"),
        ("1550", "1,550"),
        ("8 weeks", "4 to 8 weeks"),
    ],
)
def test_numbers_are_found_as_people_write_them(visit: Visit, query: str, found: str):
    assert found in numbers(visit(f"/report/?q={query}"))


def test_what_is_not_there_says_what_to_try(visit: Visit):
    page = visit("/report/?q=submarines")
    assert "Nothing in the report matches “submarines”" in page.text
    assert "Try one word or one number alone" in page.text
    assert page.links["Show the whole report"] == "/report/"


def test_recommendations_show_the_indicators_that_evidence_them(visit: Visit):
    page = visit("/report/")
    keys = [one.get("id") for one in page.main.with_class("sl-asked__item")]
    assert keys[:18] == [*(f"R{n}" for n in range(1, 15)), *(f"L{n}" for n in range(1, 5))]
    text = part(page, "R13").text
    assert "159 of 351 (45%) in 2024-25" in text
    assert "Demonstration target missed" in text
    assert "In the report only" in part(page, "R1").text
    assert "No number can show" in part(page, "L1").text


def test_gaps_say_whether_it_is_measured_now(visit: Visit):
    text = part(visit("/report/"), "gap-placement-stability").text
    assert "2 of 3 measured here now" in text
    assert "Not measured here yet" in text


def test_the_day_before_it_came_out_only_its_recommendations_stay(visit: Visit):
    page = visit("/report/?as_of=2017-01-23")
    assert "The report was not published yet on 23 January 2017." in page.text
    assert "It came out on 24 January 2017" in page.text
    assert not numbers(page)
    assert not page.main.with_class("sl-grades")
    assert part(page, "R13")
    assert numbers(visit("/report/?as_of=2017-01-24"))


def test_a_page_of_the_past_knows_nothing_newer(visit: Visit):
    text = row(visit("/report/?as_of=2017-02-01"), "child-protection-plans", "At 31 March 2016")
    assert "The same: 473 published." in text
    assert "2025" not in text


def test_another_area_is_told_whose_report_it_is(visit: Visit):
    page = visit("/report/?area=Leeds&as_of=2017-02-01")
    assert "No inspection report on Leeds is in Sightline." in page.text
    address = page.links["Read the report on Worcestershire"]
    assert numbers(visit(address))
    assert "as_of=2017-02-01" in address


def test_without_any_report_the_page_says_who_loads_one(visit: Visit):
    InspectionReport.objects.all().delete()
    assert "No inspection report is in Sightline." in visit("/report/").text


def test_an_indicator_leads_to_the_report_and_to_what_it_evidences(visit: Visit):
    page = visit("/indicators/care-leavers-neet/")
    assert page.links["What the report states, and what became of it"] == (
        "/report/#care-leavers-neet"
    )
    assert page.links["R13"] == "/report/#R13"
    before = visit("/indicators/care-leavers-neet/?as_of=2017-01-23")
    assert "In the inspection report" not in before.text


def test_the_report_is_a_step_from_the_overview(visit: Visit):
    assert visit("/").links["The inspection report, and what became of it"] == "/report/"


@pytest.fixture
def hostile(db: None) -> None:
    for model in (Judgement, Recommendation, Gap):
        model.objects.update(says=HOSTILE)
    Judgement.objects.update(subject=HOSTILE)


def test_hostile_text_is_shown_as_text(
    visit: Visit, as_role: Callable[[str], Client], hostile: None
):
    for address in ("/report/", f"/report/?q={HOSTILE}", "/indicators/care-leavers-neet/"):
        assert HOSTILE in visit(address).text
        assert "<script>alert" not in as_role("viewer").get(address).content.decode()
