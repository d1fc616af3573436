"""What the inspection report concludes: grades, recommendations and what leaders lacked."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.data.report_text import passages, runs
from tests.data.shipped import DATA

REPORT: dict[str, Any] = tomllib.loads(
    (DATA / "report/inspection-report-2017.toml").read_text("utf-8")
)
SLUGS = {file.stem for file in (DATA / "catalogue").glob("*/*.toml")} - {"theme"}
RECOMMENDATIONS: list[dict[str, Any]] = REPORT["recommendations"]
GAPS: list[dict[str, Any]] = REPORT["gaps"]
CONCLUSIONS = [*REPORT["judgements"], *RECOMMENDATIONS, *GAPS]
# The report's title page: its number, whose services, the grade.
GRADES = [
    ("", "authority", "inadequate"),
    ("1", "authority", "inadequate"),
    ("2", "authority", "inadequate"),
    ("2.1", "authority", "requires-improvement"),
    ("2.2", "authority", "inadequate"),
    ("3", "authority", "inadequate"),
    ("", "safeguarding-board", "requires-improvement"),
]


def key_of(one: dict[str, Any]) -> str:
    return str(one["key"])


def test_six_grades_for_the_authority_and_one_for_the_board():
    found = [(one.get("number", ""), one["body"], one["grade"]) for one in REPORT["judgements"]]
    assert found == GRADES


@pytest.mark.parametrize("one", [j for j in REPORT["judgements"] if "number" in j], ids=key_of)
def test_the_title_page_gives_the_grade(shared: Path, one: dict[str, Any]):
    text = (shared / "reference/inspection-report-2017.txt").read_text("utf-8")
    page = text[: text.index("Executive summary")]
    line = re.search(rf"^\s*{re.escape(one['number'])}\.? (.+?)\t+\s*(.+)$", page, re.MULTILINE)
    assert line
    assert (line[1], line[2].lower().replace(" ", "-")) == (one["subject"], one["grade"])


def test_earlier_inspections():
    found = [(one["when"], one["grade"]) for one in REPORT["earlier"]]
    assert found == [("2010-10", "inadequate"), ("2012-03", "adequate")]


def test_which_report_it_is():
    head = REPORT["report"]
    assert (head["inspected_from"], head["inspected_to"]) == (
        date(2016, 10, 24),
        date(2016, 11, 17),
    )
    assert head["published_on"] == date(2017, 1, 24)
    assert head["source"] in tomllib.loads((DATA / "sources.toml").read_text("utf-8"))


def test_recommendations_are_numbered_as_in_the_report():
    council = [f"R{number}" for number in range(1, 15)]
    board = [f"L{number}" for number in range(1, 5)]
    assert [one["key"] for one in RECOMMENDATIONS] == council + board


@pytest.mark.parametrize("one", [*RECOMMENDATIONS, *GAPS], ids=key_of)
def test_indicators_are_those_of_the_catalogue(one: dict[str, Any]):
    assert set(one["indicators"]) <= SLUGS
    assert len(one["indicators"]) == len(set(one["indicators"]))


def test_keys_and_words_are_each_one_s_own():
    for key in ("key", "says"):
        said = [one[key] for one in CONCLUSIONS]
        assert len(said) == len(set(said))


@pytest.mark.parametrize("one", CONCLUSIONS, ids=key_of)
def test_words_are_our_own(shared: Path, one: dict[str, Any]):
    """Seven words in a row that are the report's would be its wording, not ours."""
    text = (shared / "reference/inspection-report-2017.txt").read_text("utf-8")
    assert len(one["says"].split()) >= 5
    assert one["says"].endswith(".")
    assert not runs(one["says"], 7) & runs(text, 7)


@pytest.mark.parametrize("one", CONCLUSIONS, ids=key_of)
def test_paragraphs_are_there(shared: Path, one: dict[str, Any]):
    named = {f"¶{place}" if place.isdigit() else place for place in one["paragraphs"]}
    assert named
    assert named <= set(passages(shared))


@pytest.mark.parametrize("one", RECOMMENDATIONS, ids=key_of)
def test_a_recommendation_follows_from_a_finding_marked_so(shared: Path, one: dict[str, Any]):
    """The report ends such paragraphs with the word in brackets."""
    found = [passages(shared).get(f"¶{place}", "") for place in one["paragraphs"]]
    assert any("(Recommendation)" in passage for passage in found)
