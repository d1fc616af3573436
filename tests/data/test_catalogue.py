"""The catalogue's files agree with their draft, with each other and with the figures."""

import csv
import re
import tomllib
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from indicators.periods import Period
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
FILES = sorted((DATA / "catalogue").glob("*/*.toml"))
READ: dict[Path, dict[str, Any]] = {file: tomllib.loads(file.read_text("utf-8")) for file in FILES}
THEMES = {file.parent.name: body for file, body in READ.items() if file.stem == "theme"}
INDICATORS = {file.stem: body for file, body in READ.items() if file.stem != "theme"}
THEME_OF = {file.stem: file.parent.name for file in FILES if file.stem != "theme"}


CORE = {slug for slug, one in INDICATORS.items() if one.get("core")}
SENTENCES = ("definition", "why_it_matters", "what_good_looks_like", "young_people", "caveats")
# Where the draft was mended: (indicator, key) and why.
MENDED: dict[tuple[str, str], str] = {
    ("agency-social-workers", "published_is"): "it is the published rate; the report's is close",
    ("three-or-more-placements", "pair"): "both measures of stability are read together",
    ("long-term-placement-stability", "pair"): "the same, from the other side",
    ("looked-after-reviews-on-time", "limit"): "the draft says statutory, not what the limit is",
    ("looked-after-visits-on-time", "limit"): "the intervals, not only that they depend",
    ("adoption-days-entry-to-placement", "limit"): "an average's threshold is a target, no limit",
    ("adoption-days-order-to-match", "limit"): "the same: it stands among the targets",
    ("adoption-days-order-to-match", "pair"): "a part of the way that A1 measures",
    ("adopter-assessments-on-time", "limit"): "the months of both stages",
    ("life-story-work-on-time", "limit"): "the days, and that guidance sets them",
    ("pre-proceedings-over-limit", "limit"): "its aside was meant for the writer",
    ("child-protection-plans", "pair"): "few plans mean little when children come back onto one",
    ("child-protection-repeat-plans", "pair"): "a share of starts is read beside the number open",
    ("private-fostering-visits-on-time", "limit"): "the draft says statutory, not which days",
    ("care-leavers-bed-and-breakfast", "limit"): "the guidance of January 2015 gives one",
    ("caseloads-over-limit", "pair"): "an average and its extremes belong together",
    ("social-worker-caseload", "pair"): "an average and its extremes belong together",
    ("complaints-on-time", "limit"): "the draft says only that it is statutory, not what it is",
}
# Which indicators the draft does not have, and why they are here.
BEYOND = {
    "adopter-wait-months": "¶75 says how long adopters wait; the draft counts only how many do",
    "long-term-fostering-confirmation-months": "¶58 names a wait that no other indicator shows",
    "care-leaver-drop-ins": "¶89 counts places to go for advice, which the draft leaves out",
}


@pytest.fixture(scope="module")
def draft(shared: Path) -> dict[str, dict[str, str]]:
    """The draft catalogue, by slug."""
    path = shared / "reference/indicator-catalogue.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {r["slug"]: r for r in csv.DictReader(lines)}


def test_themes_follow_the_childs_journey():
    assert sorted(THEMES, key=lambda slug: THEMES[slug]["order"]) == JOURNEY
    assert [THEMES[slug]["order"] for slug in JOURNEY] == list(range(1, 12))


def test_all_indicators_of_the_draft_are_there_in_their_theme(draft):
    assert len(draft) == 184
    assert {slug: THEME_OF[slug] for slug in draft} == {s: r["theme"] for s, r in draft.items()}


def test_what_the_draft_does_not_have_says_why_it_is_there(draft):
    assert set(INDICATORS) - set(draft) == set(BEYOND)
    assert not CORE & set(BEYOND)


def test_the_core_is_that_of_the_draft(draft):
    assert {slug for slug, row in draft.items() if row["core"]} == CORE


def test_indicators_are_counted_as_drafted(draft):
    for slug, row in draft.items():
        indicator = INDICATORS[slug]
        said = {key: indicator[key] for key in ("name", "unit", "polarity", "span", "frequency")}
        said |= {key: indicator.get(key, "") for key in ("limit", "framework", "pair")}
        said["decimals"] = str(indicator["decimals"])
        for key, value in said.items():
            if (slug, key) not in MENDED:
                assert value == row[key], (slug, key)
        assert set(row["aliases"].split("; ")) - {""} <= set(indicator.get("aliases", []))
        assert set(row["breakdowns"].split(", ")) - {""} <= set(indicator.get("breakdowns", []))
        paragraphs = set(row["report"].split(", ")) - {""}
        assert paragraphs <= set(indicator.get("report_paragraphs", [])), slug


def test_published_measures_have_a_series(draft):
    for slug, row in draft.items():
        published = [s for s in INDICATORS[slug]["series"] if s["kind"] == "published"]
        assert [s["key"] for s in published] == (["published"] if row["published"] else []), slug
        if published and (slug, "published_is") not in MENDED:
            assert published[0]["relation"] == row["published_is"], slug
            assert published[0]["span"] == row["published_span"], slug


@pytest.mark.parametrize("slug", sorted(CORE))
def test_every_text_of_the_core_is_written(slug):
    indicator = INDICATORS[slug]
    for key in ("definition", "why_it_matters", "what_good_looks_like", "definition_source"):
        assert len(indicator[key].split()) >= 8, key
    assert len(indicator["young_people"].split()) >= 6
    assert len(indicator["caveats"]) >= 2
    assert 2 <= len(sentences(indicator["why_it_matters"])) <= 3


@pytest.mark.parametrize("slug", INDICATORS)
def test_every_indicator_says_what_it_is(slug):
    indicator = INDICATORS[slug]
    assert len(indicator["definition"].split()) >= 5
    assert indicator["definition"].endswith(".")
    assert len(indicator["definition_source"].split()) >= 3
    assert "people" in indicator or indicator["unit"] in ("count", "percent", "per-10,000")


def sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.?])\s+", text.strip()) if one]


def test_no_two_indicators_say_nearly_the_same():
    """Better no text than filler: sentences of ten words or more differ in a third of them."""
    said = [
        (slug, words)
        for slug, one in INDICATORS.items()
        for key in SENTENCES
        for text in ([one.get(key, "")] if key != "caveats" else one.get(key, []))
        for sentence in sentences(text)
        if len(words := frozenset(re.findall(r"[a-z0-9]+", sentence.lower()))) >= 10
    ]
    alike = [
        (first, second, " ".join(sorted(one)))
        for (first, one), (second, other) in combinations(said, 2)
        if first != second and len(one & other) / len(one | other) >= 2 / 3
    ]
    assert alike == []


@pytest.mark.parametrize("slug", INDICATORS)
def test_series_are_complete(slug):
    indicator = INDICATORS[slug]
    keys = [one["key"] for one in indicator["series"]]
    assert len(keys) == len(set(keys))
    for local in (one for one in indicator["series"] if one["kind"] == "local"):
        assert (local["relation"], local["span"]) == ("same", indicator["span"])
        assert local["frequency"] == indicator["frequency"]
    sources = tomllib.loads((DATA / "sources.toml").read_text("utf-8"))
    for one in indicator["series"]:
        assert one["kind"] == "local" or one["source"] in sources
        assert one.get("is_proportion", False) == (indicator["unit"] == "percent")


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
        ("assessments-within-45-days", date(2025, 3, 31), date(2025, 12, 1)),
        ("looked-after-foster-share", date(2025, 3, 31), date(2026, 1, 31)),
        ("attainment-8-looked-after", date(2025, 8, 31), date(2026, 4, 30)),
        ("free-school-meals-primary", date(2025, 1, 16), date(2025, 6, 30)),
        ("first-time-entrants", date(2024, 12, 31), date(2026, 1, 31)),
        ("child-poverty", date(2025, 3, 31), date(2026, 3, 31)),
        ("school-moves-in-year", date(2024, 3, 31), date(2025, 6, 30)),
    ],
)
def test_a_published_figure_is_late_only_after_its_usual_month(slug, ends, late_after):
    series = next(one for one in INDICATORS[slug]["series"] if one["key"] == "published")
    assert ends + timedelta(days=series["lag_days"]) == late_after


def test_numbers_decide_how_a_published_series_is_compared():
    """Shares of people whose numbers are shipped have an interval; full-time equivalents do not."""
    for file in (DATA / "history").glob("*.csv"):
        indicator = INDICATORS[file.stem]
        series = next(one for one in indicator["series"] if one["key"] == "published")
        wholes = [r["denominator"] for r in rows(f"history/{file.name}") if r["denominator"]]
        people = bool(wholes) and all(one.isdecimal() for one in wholes)
        is_share = indicator["unit"] == "percent" and people
        is_size = indicator["unit"] in ("count", "fte")
        expected = "none" if is_size else "interval" if is_share else "difference"
        assert series["compare"] == expected, file.stem


def test_no_published_figure_came_out_after_it_would_have_been_late():
    """The newest of each series, but for the month in which an estimated day lies."""
    for file in (DATA / "history").glob("*.csv"):
        series = next(s for s in INDICATORS[file.stem]["series"] if s["key"] == "published")
        newest = max(rows(f"history/{file.name}"), key=lambda row: Period.parse(row["period"]))
        ends = Period.parse(newest["period"]).ends
        assert date.fromisoformat(newest["known_on"]) <= ends + timedelta(series["lag_days"])


def test_every_published_series_says_what_is_particular():
    for slug, indicator in INDICATORS.items():
        for series in (one for one in indicator["series"] if one["kind"] == "published"):
            assert len(series["note"].split()) >= 8, slug


def test_targets_of_law_and_scorecard():
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
        "care-proceedings-weeks": [(26, "2014-15", None)],
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
