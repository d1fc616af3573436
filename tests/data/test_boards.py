"""The shipped boards hold what the issue and the inspection report ask of them, in own words."""

import re
import tomllib

import pytest

from tests.data.report_text import runs
from tests.data.shipped import DATA

BOARDS = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted((DATA / "boards").glob("*.toml"))
}
CATALOGUE = {path.stem for path in (DATA / "catalogue").glob("*/*.toml")} - {"theme"}
MEASURED = {path.stem for path in (DATA / "history").glob("*.csv")}
REPORT = tomllib.loads((DATA / "report/inspection-report-2017.toml").read_text("utf-8"))


def slugs(board: str) -> list[str]:
    return [slug for section in BOARDS[board]["sections"] for slug in section["indicators"]]


def test_the_five_boards_of_the_issue():
    assert sorted(BOARDS, key=lambda slug: BOARDS[slug]["order"]) == [
        "corporate-parenting-board",
        "safeguarding-improvement-board",
        "overview-and-scrutiny-panel",
        "safeguarding-children-board",
        "strategic-workforce-board",
    ]


@pytest.mark.parametrize("board", BOARDS)
def test_about_a_dozen_indicators_of_the_catalogue(board):
    chosen = slugs(board)
    assert 10 <= len(chosen) <= 14
    assert len(set(chosen)) == len(chosen)
    assert set(chosen) <= CATALOGUE


@pytest.mark.parametrize("board", BOARDS)
def test_purpose_is_one_to_three_sentences(board):
    assert 1 <= len(re.findall(r"[.?](?:\s|$)", BOARDS[board]["purpose"])) <= 3


def test_the_corporate_parenting_board_gets_what_it_lacked():
    """¶106: placement stability was not looked at; ¶110: the board had few figures."""
    chosen = set(slugs("corporate-parenting-board"))
    lacked = {gap["key"]: set(gap["indicators"]) for gap in REPORT["gaps"]}
    assert lacked["corporate-parenting-board"] <= chosen
    assert chosen & lacked["placement-stability"] >= {
        "three-or-more-placements",
        "long-term-placement-stability",
    }
    # A meeting for the council's real figures: every one of them is published.
    assert chosen - MEASURED <= {"adoption-days-entry-to-placement"}


def test_the_safeguarding_children_board_gets_what_its_dashboard_lacked():
    """¶128 to ¶130: these five were missing."""
    assert set(slugs("safeguarding-children-board")) >= {
        "designated-officer-on-time",
        "missing-education",
        "elective-home-education",
        "disabled-children-on-plans",
        "private-fostering",
        "private-fostering-visits-on-time",
    }


def test_the_improvement_board_sees_what_leaders_did_not_know():
    """¶101: who decides at the front door; ¶106: seen in assessment, conferences, records."""
    assert set(slugs("safeguarding-improvement-board")) >= {
        "contacts-decided-by-social-worker",
        "children-seen-in-assessment",
        "initial-conferences-within-15-days",
        "records-on-time",
    }


def test_the_improvement_plan_is_on_the_panel_s_agenda():
    """¶108: it had not been for months."""
    titles = [item["title"] for item in BOARDS["overview-and-scrutiny-panel"]["agenda"]]
    assert "The improvement plan" in titles


def test_the_workforce_board_sees_agency_workers_and_caseloads():
    """¶99 and ¶100."""
    assert set(slugs("strategic-workforce-board")) >= {
        "agency-social-workers",
        "social-worker-caseload",
        "caseloads-over-limit",
        "supervision-on-time",
    }


def test_nothing_is_copied_from_the_report(shared):
    report = runs((shared / "reference/inspection-report-2017.txt").read_text("utf-8"), 12)
    for path in [*(DATA / "boards").glob("*")]:
        assert not runs(path.read_text("utf-8"), 12) & report, path.name
