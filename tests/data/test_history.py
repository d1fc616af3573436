"""Every shipped figure says what the published files say, read a second time by other means.

Which measure answers which indicator is told by the draft of the catalogue, and what a year of that
measure means by the tool's own dictionary.
"""

import csv
import tomllib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.data import published
from tests.data.published import Key, Numbers
from tests.data.shipped import DATA, Row, history, rows

WORCESTERSHIRE, ENGLAND, WEST_MIDLANDS = "E10000034", "E92000001", "E12000005"
DORSET = "E06000059"
SLUGS = sorted(file.stem for file in (DATA / "history").glob("*.csv"))

# (year as the dictionary calls it, span as the draft does) → the period of the year 2025.
PERIODS = {
    ("Financial Year", "in-period"): "2024-25",
    ("Financial Year", "day"): "2025-03-31",
    ("Annual", "day"): "2025-03-31",
    ("Annual (end of Sept)", "day"): "2025-09-30",
    ("Annual (end of Sept)", "in-period"): "12m to 2025-M09",
    ("Annual - January", "day"): "2025-01-16",
    ("Academic Year", "in-period"): "AY 2024-25",
    ("Calendar Year", "in-period"): "CY 2025",
}
# The end of the dictionary's address of a measure → the publication.
PUBLICATIONS = {
    "characteristics-of-children-in-need": "children-in-need",
    "children-looked-after-in-england-including-adoptions": "children-looked-after",
    "outcomes-for-children-in-need-including-children-looked-after-by-local"
    "-authorities-in-england": "outcomes",
    "statistics-childrens-social-care-workforce": "social-work-workforce",
    "statistics-school-and-pupil-numbers": "schools-and-pupils",
    "children-in-low-income-families-local-area-statistics": "low-income-families",
    "youth-justice-statistics": "youth-justice",
    "stability-measures-for-children-looked-after-in-england": "stability",
}
SYMBOLS = {"x": "not-available", "c": "suppressed"}
PER = {"percent": 100, "per-10,000": 10_000, "cases-per-worker": 1}


def year_of(period: str) -> int:
    """The year by which the files call a period: the one it ends in."""
    words = period.split(" ")[-1]
    if len(words) == len("2024-25"):
        return int(words[:4]) + 1
    return int(words[:4])


def first_and_last_day(period: str) -> tuple[str, str]:
    year = year_of(period)
    if period.startswith("AY"):
        return f"{year - 1}-09-01", f"{year}-08-31"
    if period.startswith("CY"):
        return f"{year}-01-01", f"{year}-12-31"
    if period.startswith("12m"):
        return f"{year - 1}-10-01", f"{year}-09-30"
    if len(period) == len("2024-25"):
        return f"{year - 1}-04-01", f"{year}-03-31"
    return period, period


def is_number(texts: Iterable[str]) -> bool:
    """Whether there are texts and each is a number, not a symbol."""
    found = list(texts)
    return bool(found) and all(one.replace(".", "").isdecimal() for one in found)


def text(number: str) -> str:
    """A number without noughts at its end."""
    return number.rstrip("0").rstrip(".") if "." in number else number


@pytest.fixture(scope="module")
def draft(shared: Path) -> dict[str, Row]:
    """The draft's indicators with a published measure, by slug."""
    path = shared / "reference/indicator-catalogue.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {r["slug"]: r for r in csv.DictReader(lines) if r["published"]}


@pytest.fixture(scope="module")
def dictionary(shared: Path, draft) -> dict[str, Row]:
    by_code = published.dictionary(shared)
    return {slug: by_code[row["published"]] for slug, row in draft.items()}


@pytest.fixture(scope="module")
def lait(shared: Path, draft) -> dict[str, dict[Key, str]]:
    by_code = published.tool(shared)
    return {slug: by_code[row["published"]] for slug, row in draft.items()}


@pytest.fixture(scope="module")
def releases(shared: Path) -> dict[str, Numbers]:
    return published.releases(shared)


def test_every_published_measure_of_the_draft_has_its_history(draft):
    assert sorted(draft) == SLUGS
    assert len(SLUGS) == 60


def test_the_table_of_measures_is_that_of_the_draft(draft, releases):
    codes = {r["indicator"]: r["code"] for r in rows("history-measures.csv")}
    assert codes == {slug: r["published"] for slug, r in draft.items()}
    assert mapped() == set(releases)


def mapped() -> set[str]:
    """The indicators of the catalogue that the mappings of the releases name."""
    mappings = [
        tomllib.loads(path.read_text("utf-8")) for path in (DATA / "importing/ees").glob("*.toml")
    ]
    figures = [one for mapping in mappings for one in mapping["figures"]]
    return {one["indicator"] for one in figures if "reference" not in one}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_value_is_the_published_one(slug, lait, releases):
    for (area, period), line in history(slug).items():
        key = area, year_of(period)
        stated = lait[slug].get(key)
        if line["source"] == "ees":
            assert stated is None, key
            printed = releases[slug][key][0]
            assert line["value"] == (text(printed) if is_number([printed]) else ""), key
        elif line["value"]:
            assert stated is not None
            assert abs(Decimal(line["value"]) - Decimal(stated)) < Decimal("0.0000005")
        else:
            assert stated == "-", key


@pytest.mark.parametrize("slug", SLUGS)
def test_every_period_is_what_its_year_means(slug, draft, dictionary):
    sample = PERIODS[dictionary[slug]["Year_Type"], draft[slug]["published_span"]]
    for _, period in history(slug):
        if dictionary[slug]["Year_Type"] == "Annual - January":
            day = date.fromisoformat(period)
            assert (day.month, day.weekday()) == (1, 3)  # the third Thursday
            assert 15 <= day.day <= 21
        else:
            ended = str(year_of(period))
            later = period.replace(ended, "2025").replace(str(int(ended) - 1), "2024")
            assert later.replace(f"-{ended[2:]}", "-25", later.count("2024")) == sample, period


@pytest.mark.parametrize("slug", SLUGS)
def test_missing_figures_say_why(slug, releases):
    """A dash has no reason but the one that a release gives."""
    for (area, period), line in history(slug).items():
        if line["value"]:
            assert not line["missing_reason"]
            continue
        symbol = releases.get(slug, {}).get((area, year_of(period)), ("",))[0]
        assert line["missing_reason"] == SYMBOLS.get(symbol, "not-stated"), (area, period)


@pytest.mark.parametrize("slug", SLUGS)
def test_numbers_come_with_the_same_value_and_make_it(slug, draft, releases):
    """Both percentages are compared: the tool's, and what the release prints and counts."""
    for (area, period), line in history(slug).items():
        if not line["numerator"]:
            assert not line["denominator"]
            continue
        printed, numerator, denominator = releases[slug][area, year_of(period)]
        whole = sum(Decimal(one) for one in denominator)
        assert Decimal(line["value"]) == Decimal(printed), (area, period)
        assert Decimal(line["numerator"]) == Decimal(numerator)
        assert Decimal(line["denominator"]) == whole
        per = PER[draft[slug]["unit"]]
        made = Fraction(numerator) / Fraction(whole) * per
        half = Fraction(1, 20 if any("." in v["value"] for v in history(slug).values()) else 2)
        reach = half + rounded_by(slug, area) * (per + made) / Fraction(whole)
        assert abs(made - Fraction(printed)) <= reach, (area, period, float(made))


def rounded_by(slug: str, area: str) -> Fraction:
    """How far a number may be out: social workers are rounded to a tenth, regions to ten."""
    if slug.startswith(("social-worker", "agency")):
        return Fraction(1, 20)
    return Fraction(5 if area in (ENGLAND, WEST_MIDLANDS) else 0)


@pytest.mark.parametrize("slug", SLUGS)
def test_numbers_are_left_out_only_where_the_release_disagrees(slug, releases):
    left_out = {
        (r["area"], r["period"]): r for r in rows("history-left-out.csv") if r["indicator"] == slug
    }
    for (area, period), line in history(slug).items():
        printed, numerator, denominator = releases.get(slug, {}).get(
            (area, year_of(period)), ("", "", ())
        )
        both = is_number([numerator]) and is_number(denominator) and bool(line["value"])
        disagree = both and Decimal(line["value"]) != Decimal(printed)
        assert disagree == ((area, period) in left_out), (area, period)
        assert bool(line["numerator"]) == (both and not disagree), (area, period)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_area_has_every_year(slug, lait, releases):
    areas = {WORCESTERSHIRE, ENGLAND, WEST_MIDLANDS} | {
        r["member"]
        for edition in ("2021", "2025")
        for r in rows(f"editions/{edition}.csv")
        if r["subject"] == WORCESTERSHIRE
    }
    assert len(areas) == 3 + 10 + 10 - 4  # four authorities are neighbours in both editions
    found = history(slug)
    assert {area for area, _ in found} == areas
    years = {year for _, year in (*lait[slug], *releases.get(slug, {}))}
    for area in areas:
        periods = {period for code, period in found if code == area}
        begins = "2019-04-01" if area == DORSET else ""
        own = {period for code, period in found if code == WORCESTERSHIRE}
        assert {year_of(period) for period in own} == years
        assert periods == {p for p in own if first_and_last_day(p)[1] >= begins}


def test_earlier_years_come_from_the_releases_that_have_them():
    firsts = {
        slug: min(period for _, period in history(slug))
        for slug in SLUGS
        if any(line["source"] == "ees" for line in history(slug).values())
    }
    assert firsts == {
        "referrals": "2012-13",
        "rereferrals": "2012-13",
        "referrals-no-further-action": "2012-13",
        "referrals-assessed-not-in-need": "2012-13",
        "child-protection-plans": "2013-03-31",
        "child-protection-open-two-years": "2013-03-31",
    }


@pytest.mark.parametrize(
    ("area", "values"),
    [
        (WORCESTERSHIRE, [45, 42, 40, 43, 45, 34, 44, 51, 45]),
        (ENGLAND, [40, 39, 39, 39, 41, 38, 38, 39, 40]),
    ],
)
def test_care_leavers_not_in_education_employment_or_training(area, values):
    found = history("care-leavers-neet")
    years = [f"{year}-{year - 1999}" for year in range(2016, 2025)]
    assert [int(found[area, year]["value"]) for year in years] == values


@pytest.mark.parametrize(
    ("slug", "period", "value", "numerator", "denominator"),
    [
        ("care-leavers-neet", "2024-25", "45", "159", "351"),
        ("care-leavers-neet", "2023-24", "51", "155", "304"),
        ("child-protection-plans", "2016-03-31", "473", "", ""),
        ("children-looked-after", "2016-03-31", "694", "", ""),
        ("children-looked-after-rate", "2016-03-31", "60", "", ""),
        ("children-looked-after-rate", "2025-03-31", "86", "1036", "120119"),
        ("rereferrals", "2012-13", "15", "473", "3163"),
        ("rereferrals", "2024-25", "17.8", "856", "4805"),
        ("long-term-placement-stability", "2025-03-31", "76", "306", "404"),
        ("three-or-more-placements", "2024-25", "9", "97", "1036"),
        ("social-worker-caseload", "2022-09-30", "17.3", "3414", "197.4"),
        ("social-worker-caseload", "2017-09-30", "19.5", "", ""),
        ("social-worker-turnover", "12m to 2025-M09", "12.3", "", ""),
        ("attainment-8-looked-after", "AY 2024-25", "17.3", "", ""),
        ("first-time-entrants", "CY 2024", "95", "", ""),
        ("free-school-meals-primary", "2025-01-16", "18.8", "", ""),
    ],
)
def test_figures_known_by_heart(slug, period, value, numerator, denominator):
    line = history(slug)[WORCESTERSHIRE, period]
    assert (line["value"], line["numerator"], line["denominator"]) == (
        value,
        numerator,
        denominator,
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_each_line_knows_its_release_day(slug, dictionary):
    publication = {r["indicator"]: r["publication"] for r in rows("history-measures.csv")}[slug]
    link = next(
        part for part in dictionary[slug]["Hyperlink(s)"].split("/") if part in PUBLICATIONS
    )
    if slug != "school-moves-in-year":  # the link is to an older home of this measure
        assert publication.startswith(PUBLICATIONS[link])
    days = {
        (r["publication"], year_of(r["period"])): (r["day"], r["estimated"])
        for r in rows("release-days.csv")
    }
    for (_, period), line in history(slug).items():
        assert (line["known_on"], line["estimated"]) == days[publication, year_of(period)]
        assert line["known_on"] > first_and_last_day(period)[1]


def test_release_days_are_days_and_estimated_ones_the_first_of_a_month():
    for row in rows("release-days.csv"):
        assert date.fromisoformat(row["day"])
        assert row["estimated"] == "no" or row["day"].endswith("-01"), row
    used = {r["publication"] for r in rows("history-measures.csv")}
    assert {r["publication"] for r in rows("release-days.csv")} == used


@pytest.mark.parametrize("slug", SLUGS)
def test_england_and_the_region_lie_among_their_authorities(slug, draft, lait):
    """A percentage, a rate or an average, that is; a count is a sum."""
    regions = {
        r["code"]: r["region"] for r in rows("areas/areas.csv") if r["kind"] == "local-authority"
    }
    is_sum = draft[slug]["unit"] in ("count", "fte")
    for (area, period), line in history(slug).items():
        if line["source"] != "lait" or not line["value"] or area in regions:
            continue
        values = [
            Decimal(stated)
            for (code, year), stated in lait[slug].items()
            if year == year_of(period) and stated != "-"
            if code in regions and area in (ENGLAND, regions[code])
        ]
        judged = bool(values) and not is_sum
        outside = judged and not min(values) <= Decimal(line["value"]) <= max(values)
        assert line["status"] == ("doubtful" if outside else "final"), (area, period)


def test_only_first_time_entrants_of_england_are_doubtful():
    """The tool gives England the sum of its regions' rates."""
    doubtful = {
        (slug, area)
        for slug in SLUGS
        for (area, _), line in history(slug).items()
        if line["status"] == "doubtful"
    }
    assert doubtful == {("first-time-entrants", ENGLAND)}


def test_no_file_outgrows_the_repository():
    for file in DATA.rglob("*"):
        assert not file.is_file() or file.stat().st_size < 400_000, file
    assert sum(file.stat().st_size for file in (DATA / "history").glob("*.csv")) < 1_200_000
