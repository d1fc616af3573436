"""What the inspection report states, entered a second time by hand from its paragraphs."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.data.shipped import DATA, Row, rows

LINES = rows("report/inspection-report-2017.csv")
AT_INSPECTION = "2016-10-24..2016-11-17"

# indicator, area, period, value, qualifier, paragraph
STATED = [
    ("adoption-days-entry-to-placement", "E10000034", "2012-15", "649", "", "¶69"),
    ("adoption-days-entry-to-placement", "E92000001", "2012-15", "593", "", "¶69"),
    ("care-leavers-neet", "E10000034", AT_INSPECTION, "48", "", "¶85"),
    ("care-leavers-neet", "E10000034", "2015-03-31", "41", "", "¶85"),
    ("care-leavers-neet", "SN-E10000034", AT_INSPECTION, "38", "", "¶85"),
    ("caseloads-over-limit", "E10000034", AT_INSPECTION, "33", "about", "¶20"),
    ("child-protection-plans", "E10000034", "2016-03-31", "473", "", "info"),
    ("child-protection-plans", "E10000034", "2016-10-23", "354", "", "info"),
    ("health-assessments-up-to-date", "E10000034", AT_INSPECTION, "94", "derived", "¶90"),
    ("long-term-placement-stability", "E10000034", "2014-15", "68", "", "¶60"),
    ("long-term-placement-stability", "E10000034", "2015-16", "58", "", "¶60"),
    ("social-worker-caseload", "E10000034", AT_INSPECTION, "22", "over", "¶100"),
]


def one(indicator: str, area: str, period: str) -> Row:
    found = [
        r for r in LINES if (r["indicator"], r["area"], r["period"]) == (indicator, area, period)
    ]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(("indicator", "area", "period", "value", "qualifier", "where"), STATED)
def test_figure(indicator, area, period, value, qualifier, where):
    line = one(indicator, area, period)
    assert round(Decimal(line["value"])) == int(value)
    assert (line["qualifier"], line["reference"]) == (qualifier, where)
    assert line["known_on"] == "2017-01-24"
    assert line["note"]


def test_there_are_no_others():
    assert len(LINES) == len(STATED)


def test_health_is_counted_for_two_ages():
    line = one("health-assessments-up-to-date", "E10000034", AT_INSPECTION)
    assert (line["numerator"], line["denominator"]) == ("145", "155")
    assert line["breakdown"] == "age: 16 to 17"
    assert line["value"] == "93.548387"  # 145 / 155


def test_undated_figures_say_so():
    undated = {(r["indicator"], r["series"]) for r in LINES if r["period_stated"] == "no"}
    assert undated == {
        ("care-leavers-neet", "report-18-21"),
        ("care-leavers-neet", "report-similar"),
        ("caseloads-over-limit", "report"),
        ("social-worker-caseload", "report"),
    }
    assert all(r["period"] == AT_INSPECTION for r in LINES if r["period_stated"] == "no")


def test_the_average_of_similar_authorities_names_its_edition():
    assert one("care-leavers-neet", "SN-E10000034", AT_INSPECTION)["edition"] == "before-2021"


@pytest.mark.parametrize("line", LINES, ids=lambda r: f"{r['indicator']} {r['period']}")
def test_the_paragraph_holds_the_figure(shared: Path, line: Row):
    """Each figure, as the report writes it, stands in the paragraph that is named."""
    text = (shared / "reference/inspection-report-2017.txt").read_text("utf-8")
    written = {"33.333333": "A third of social workers", "93.548387": "145 of 155"}
    number = written.get(line["value"], line["value"])
    if line["reference"] == "info":
        start = text.index("Child protection in this area")
        passage = text[start : text.index("Children looked after in this area")]
    else:
        paragraph = line["reference"].removeprefix("¶")
        match = re.search(rf"^{paragraph}\. .*?(?=^\d+\. |\Z)", text, re.MULTILINE | re.DOTALL)
        assert match
        passage = match.group()
    assert number in passage


def test_no_sentence_of_the_report_is_repeated(shared: Path):
    """Figures and facts carry over, wording does not: no twelve words in a row are the same."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[a-z0-9']+", text.lower())
        return {tuple(words[i : i + 12]) for i in range(len(words) - 11)}

    report = runs((shared / "reference/inspection-report-2017.txt").read_text("utf-8"))
    for file in [*DATA.rglob("*.toml"), *DATA.rglob("*.csv"), *DATA.rglob("*.md")]:
        assert not runs(file.read_text("utf-8")) & report, file
