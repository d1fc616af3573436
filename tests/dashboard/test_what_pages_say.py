"""What pages say, against numbers written here by hand or read from the files."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from tests.dashboard.conftest import Visit
from tests.dashboard.shipped import INDICATORS

NEET = "/indicators/care-leavers-neet/"
DATA = Path(__file__).parents[2] / "data"
WORCESTERSHIRE = "E10000034"
# The members of the 2025 edition, as the README of the published data names them.
NEIGHBOURS_2025 = {
    "Somerset": "E06000066",
    "Gloucestershire": "E10000013",
    "Dorset": "E06000059",
    "Warwickshire": "E10000031",
    "Shropshire": "E06000051",
    "West Sussex": "E10000032",
    "Devon": "E10000008",
    "Derbyshire": "E10000007",
    "Essex": "E10000012",
    "North Yorkshire": "E06000065",
}


def history(slug: str) -> list[dict[str, str]]:
    path = DATA / "history" / f"{slug}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_care_leavers_figure_as_a_leader_reads_it(visit: Visit):
    page = visit(NEET)
    assert (
        "45% in 2024-25 (159 of 351), above the demonstration target of 40%; "
        "51% the year before: no real change." in page.text
    )
    assert "Worse than England (40% in 2024-25)" in page.text
    assert "Seventeen fewer would meet the demonstration target." in page.text
    assert "pooled z test, p = 0.15" in page.text
    assert "155" in page.text
    assert "304" in page.text


def test_the_inspections_48_per_cent_is_a_mark_with_its_doubts(visit: Visit):
    page = visit(NEET)
    assert "ages 18 to 21" in page.text
    assert "¶85" in page.text
    assert "does not quite compare" in page.text


def test_a_week_after_the_report_48_stands_beside_41_and_38(visit: Visit):
    page = visit(f"{NEET}?as_of=2017-02-01")
    assert "As of 1 February 2017." in page.document.text
    assert "48% between 24 October and 17 November 2016" in page.text
    assert "no target agreed" in page.text
    for said in ("41%", "38%", "ages 19 to 21", "which authorities these were"):
        assert said.lower() in page.text.lower()
    assert "45% in 2024-25" not in page.text


def test_the_scorecard_judges_what_was_known_then(visit: Visit):
    page = visit("/indicators/adoption-days-entry-to-placement/?as_of=2017-02-01")
    assert "649 days in the three years 2012-15" in page.text
    assert "above the scorecard target of 487 days" in page.text
    assert "593 days" in page.text


def test_neighbours_are_the_plain_mean_of_those_with_a_value(visit: Visit):
    rows = [r for r in history("care-leavers-neet") if r["period"] == "2024-25"]
    values = [
        float(r["value"]) for r in rows if r["area"] in NEIGHBOURS_2025.values() and r["value"]
    ]
    assert len(values) == 10
    mean = sum(values) / len(values)
    assert f"similar authorities ({mean:.0f}% in 2024-25, 10 of 10)" in visit(NEET).text


@pytest.mark.parametrize(
    "day", ["2014-01-01", "2017-02-01", "2019-06-30", "2022-12-25", "2025-11-30"]
)
@pytest.mark.parametrize("slug", INDICATORS)
def test_a_past_page_shows_the_newest_figure_known_then(
    as_role: Callable[[str], Client], slug: str, day: str
):
    """A plain loop over the files is the oracle."""
    known = [
        row
        for row in history(slug)
        if row["area"] == WORCESTERSHIRE and row["known_on"] <= day and row["breakdown"] == "total"
    ]
    answer = as_role("viewer").get(f"/indicators/{slug}/figures.csv?as_of={day}")
    shown = [
        row
        for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
        if row["series"] == "published" and row["area"] == WORCESTERSHIRE
    ]
    assert [(r["period"], r["value"]) for r in shown] == [(r["period"], r["value"]) for r in known]


@pytest.mark.parametrize("slug", INDICATORS)
def test_the_file_has_the_numbers_of_the_history(as_role: Callable[[str], Client], slug: str):
    answer = as_role("viewer").get(f"/indicators/{slug}/figures.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    shown = {
        (r["area"], r["period"]): (r["value"], r["numerator"], r["denominator"])
        for r in rows
        if r["series"] == "published"
    }
    wanted = {
        (r["area"], r["period"]): (r["value"], r["numerator"], r["denominator"])
        for r in history(slug)
        if r["area"] == WORCESTERSHIRE
    }
    assert {key: shown[key] for key in wanted} == wanted


@pytest.mark.parametrize("day", ["2017-02-01", "2025-12-31"])
def test_no_target_of_ours_is_known_before_it_was_set(visit: Visit, day: str):
    assert date.fromisoformat(day) < date.today()
    for slug in INDICATORS:
        assert "demonstration target" not in visit(f"/indicators/{slug}/?as_of={day}").text.lower()


def test_a_demonstration_target_is_called_so_wherever_it_appears(
    visit: Visit, as_role: Callable[[str], Client]
):
    drawing = as_role("viewer").get(f"{NEET}chart.svg").content.decode()
    assert "Demonstration target 40%" in drawing
    for address in ("/", "/themes/care-leavers/", NEET, f"{NEET}targets/"):
        text = visit(address).text.lower()
        assert text.count("target of 40%") == text.count("demonstration target of 40%")
        assert "demonstration target" in text


def test_the_overview_ranks_red_before_all_else_and_says_so(visit: Visit):
    page = visit("/")
    names = [one.text for one in page.main.all("h2") if one.all("a")]
    assert names == [
        "Plans that are a second or later one",
        "Looked-after children with an up-to-date health assessment",
        "Looked-after children with a dental check",
        "Weeks of care proceedings",
        "Days from entering care to moving in with adopters (A1)",
        "Care leavers not in education, employment or training",
        "Assessments completed within 45 working days",
    ]
    assert "Order: red first, then really worse than the year before" in page.text


def test_a_theme_can_be_sorted_by_attention(visit: Visit):
    rows = [one.text for one in visit("/themes/care-leavers/?sort=attention").main.all("th")]
    assert rows.index("Care leavers not in education, employment or training") < rows.index(
        "Care leavers in education, employment or training"
    )


def test_an_earlier_period_can_be_opened(visit: Visit):
    page = visit(f"{NEET}?period=2021-22")
    assert "34% in 2021-22 (100 of 298)" in page.text
    assert "45% in 2024-25" not in page.text


def test_official_statistics_of_another_definition_say_it_once(visit: Visit):
    """Ten Januaries beside the report: the newest, then those before it in one sentence."""
    page = visit("/indicators/free-school-meals-primary/")
    (beside,) = page.main.with_class("sl-beside-list")
    assert "18.8% Worcestershire, official statistics At 16 January 2025." in beside.text
    assert "Before: 19.2% at 18 January 2024; 19.3% at 19 January 2023;" in beside.text
    assert "11.8% at 21 January 2016." in beside.text
    assert beside.text.count("Universal Credit") == 1
