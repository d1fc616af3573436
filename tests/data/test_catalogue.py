"""The catalogue's files agree with their draft, with each other and with the figures."""

import csv
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.data.shipped import DATA, rows

JOURNEY = [
    "context",
    "early-help-and-front-door",
    "help-and-protection",
    "missing-and-exploitation",
    "children-looked-after",
    "health-and-education",
    "permanence-and-adoption",
    "care-leavers",
    "workforce",
    "quality-and-voice",
    "partnership",
]
THEMES: dict[str, dict[str, Any]] = {
    file.stem: tomllib.loads(file.read_text("utf-8"))
    for file in (DATA / "catalogue").glob("*.toml")
}
INDICATORS: dict[str, dict[str, Any]] = {
    slug: indicator
    for theme in THEMES.values()
    for slug, indicator in theme.get("indicators", {}).items()
}


@pytest.fixture(scope="module")
def draft(shared: Path) -> dict[str, dict[str, str]]:
    """The first indicators of the draft catalogue."""
    path = shared / "reference/indicator-catalogue.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {r["slug"]: r for r in csv.DictReader(lines) if r["core"] == "first"}


def test_themes_follow_the_childs_journey():
    assert sorted(THEMES, key=lambda slug: THEMES[slug]["order"]) == JOURNEY
    assert [THEMES[slug]["order"] for slug in JOURNEY] == list(range(1, 12))


def test_the_first_indicators_are_all_there_in_their_theme(draft):
    assert set(INDICATORS) == set(draft)
    for slug, row in draft.items():
        assert slug in THEMES[row["theme"]]["indicators"]


def test_indicators_are_counted_as_drafted(draft):
    for slug, row in draft.items():
        indicator = INDICATORS[slug]
        for key in ("name", "unit", "polarity", "span", "frequency"):
            assert indicator[key] == row[key], (slug, key)
        assert indicator["decimals"] == int(row["decimals"])
        assert indicator["report_paragraphs"][0] in row["report"]


@pytest.mark.parametrize("slug", INDICATORS)
def test_every_text_is_written(slug):
    indicator = INDICATORS[slug]
    for key in ("definition", "why_it_matters", "what_good_looks_like", "definition_source"):
        assert len(indicator[key].split()) >= 8, key
    assert indicator["caveats"]
    assert indicator["why_it_matters"].count(".") in (2, 3)
    if "pair" in indicator:
        assert indicator["pair"] in INDICATORS


@pytest.mark.parametrize("slug", INDICATORS)
def test_series_are_complete(slug):
    indicator = INDICATORS[slug]
    keys = [one["key"] for one in indicator["series"]]
    assert len(keys) == len(set(keys))
    local = next(one for one in indicator["series"] if one["kind"] == "local")
    assert (local["relation"], local["span"]) == ("same", indicator["span"])
    assert local["frequency"] == indicator["frequency"]
    sources = tomllib.loads((DATA / "sources.toml").read_text("utf-8"))
    for one in indicator["series"]:
        assert one["kind"] == "local" or one["source"] in sources
        assert one["is_proportion"] == (indicator["unit"] == "percent")
        assert one["rounding"] in (1, 0.1)


def test_every_figure_belongs_to_a_series():
    for file in (DATA / "history").glob("*.csv"):
        keys = {one["key"] for one in INDICATORS[file.stem]["series"]}
        assert {r["series"] for r in rows(f"history/{file.name}")} <= keys
    for row in rows("report/inspection-report-2017.csv"):
        series = {one["key"]: one for one in INDICATORS[row["indicator"]]["series"]}
        assert series[row["series"]]["kind"] == "report"
        assert row["unit"] == INDICATORS[row["indicator"]]["unit"]


@pytest.mark.parametrize(
    ("slug", "ends", "late_after"),
    [
        ("rereferrals", date(2025, 3, 31), date(2025, 10, 31)),
        ("child-protection-plans", date(2025, 3, 31), date(2025, 10, 31)),
        ("care-leavers-neet", date(2025, 3, 31), date(2025, 12, 1)),
        ("social-worker-caseload", date(2025, 9, 30), date(2026, 3, 31)),
    ],
)
def test_a_published_figure_is_late_only_after_its_usual_month(slug, ends, late_after):
    series = next(one for one in INDICATORS[slug]["series"] if one["key"] == "published")
    assert ends + timedelta(days=series["lag_days"]) == late_after


def test_numbers_decide_how_a_published_series_is_compared():
    for file in (DATA / "history").glob("*.csv"):
        indicator = INDICATORS[file.stem]
        series = next(one for one in indicator["series"] if one["key"] == "published")
        numbers = any(r["denominator"] for r in rows(f"history/{file.name}"))
        if indicator["unit"] == "percent":
            assert series["compare"] == ("interval" if numbers else "difference")
        else:
            expected = {"count": "none", "cases-per-worker": "difference"}
            assert series["compare"] == expected[indicator["unit"]]


def test_scorecard_targets():
    targets = {
        slug: [(t["high"], t["first_period"], t.get("last_period")) for t in one["targets"]]
        for slug, one in INDICATORS.items()
        if "targets" in one
    }
    assert targets == {
        "adoption-days-entry-to-placement": [
            (487, "2012-15", "2012-15"),
            (426, "2013-16", None),
        ],
        "adoption-days-order-to-match": [(121, "2013-16", None)],
    }


@pytest.mark.parametrize(
    ("slug", "relations"),
    [
        (
            "care-leavers-neet",
            {"report": "same", "report-18-21": "close", "report-similar": "close"},
        ),
        ("health-assessments-up-to-date", {"report": "part"}),
        ("long-term-placement-stability", {"report": "close"}),
        ("child-protection-plans", {"report": "same"}),
        ("adoption-days-entry-to-placement", {"report": "same"}),
    ],
)
def test_what_the_report_may_be_compared_with(slug, relations):
    found = {
        one["key"]: one["relation"] for one in INDICATORS[slug]["series"] if one["kind"] == "report"
    }
    assert found == relations
