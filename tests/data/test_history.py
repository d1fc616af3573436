"""Every shipped figure says what the published files say, read a second time by other means."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pyarrow.parquet
import pytest

from tests.data.shipped import DATA, Row, history, rows

WORCESTERSHIRE, ENGLAND, WEST_MIDLANDS = "E10000034", "E92000001", "E12000005"

CODES = {
    "rereferrals": "ReReferral",
    "child-protection-plans": "CPP_Num",
    "child-protection-repeat-plans": "PrevRegCPR",
    "three-or-more-placements": "LACStable_2016on",
    "long-term-placement-stability": "LAC_LongStable%",
    "health-assessments-up-to-date": "LACHealth%",
    "care-leavers-neet": "CareLeaversNEET",
    "care-leavers-eet": "CareLeaverEET",
    "social-worker-caseload": "Work_Force_AvgNumCase_SW",
}
NEWEST = {"social-worker-caseload": "2025-09-30"} | dict.fromkeys(
    ("child-protection-plans", "long-term-placement-stability", "health-assessments-up-to-date"),
    "2025-03-31",
)

# Every spelling of an area that the published files use.
NAMES = {r["name"]: r["code"] for r in rows("areas/areas.csv")} | {
    r["value"]: r["code"] for r in rows("areas/aliases.csv") if r["scheme"] == "name"
}
FORMER = {r["value"]: r["code"] for r in rows("areas/aliases.csv") if r["scheme"] == "gss"}


def year_of(period: str) -> int:
    """The year that the files call a period by: the one it ends in."""
    if len(period) == len("2024-25"):
        return int(period[:4]) + 1
    return int(period[:4])


@pytest.fixture(scope="module")
def lait(shared: Path) -> dict[tuple[str, str, int], str]:
    """(measure, area, year) → text, found by the area's name, not its number."""
    table = pyarrow.parquet.read_table(shared / "data/lait/bds_long_0.parquet")
    wanted = set(CODES.values())
    return {
        (row["Short Desc"], NAMES[row["LA and Regions"]], int(row["Years"])): row["Values"]
        for row in table.to_pylist()
        if row["Short Desc"] in wanted
    }


def release(shared: Path, file: str) -> Iterator[tuple[str, int, Row]]:
    with (shared / "data/ees" / file).open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row["new_la_code"] or row["region_code"] or row["country_code"]
            yield FORMER.get(code, code), int(row["time_period"]), row


Numbers = dict[tuple[str, int], tuple[str, str, str]]


def referrals(shared: Path) -> Numbers:
    file = "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"
    return {
        (area, year): (r["rereferral_percent"], r["rereferral_count"], r["referral_count"])
        for area, year, r in release(shared, file)
    }


def plans(shared: Path) -> Numbers:
    file = "d5_cpps_at31march_by_duration_2013_to_2025.csv"
    return {(area, year): (r["CPP_At31"], "", "") for area, year, r in release(shared, file)}


def shares(shared: Path, file: str, part: tuple[str, str], count: str, percent: str) -> Numbers:
    """Percentage and count of one category with the count of the whole group it is a part of."""
    group, category = part
    parts: Numbers = {}
    wholes: dict[tuple[str, int], str] = {}
    for area, year, row in release(shared, file):
        cells = list(row.values())
        if group not in cells:
            continue
        if category in cells:
            parts[area, year] = (row[percent], row[count], "")
        elif {"Total", "Total children"} & set(cells):
            wholes[area, year] = row[count]
    return {key: (share, number, wholes[key]) for key, (share, number, _) in parts.items()}


def care_leavers(shared: Path, activity: str) -> Numbers:
    part = ("19 to 21 years", activity)
    file = "la_care_leavers_activity.csv"
    return shares(shared, file, part, "care_leaver_count", "care_leaver_percent")


def placements(shared: Path, group: str, category: str) -> Numbers:
    file = "la_cla_placement_stability.csv"
    return shares(shared, file, (group, category), "children_count", "children_percent")


def caseloads(shared: Path) -> Numbers:
    file = "csww_headline_measures_2017_to_2022.csv"
    return {
        (area, year): (r["caseload_fte"], r["cases"], r["case_holders_fte"])
        for area, year, r in release(shared, file)
    }


@pytest.fixture(scope="module")
def releases(shared: Path) -> dict[str, Numbers]:
    """Slug → (area, year) → value, numerator and denominator as printed."""
    settled = (
        "Children looked after continuously for at least 2.5 years on 31 March aged under 16 years"
    )
    return {
        "rereferrals": referrals(shared),
        "child-protection-plans": plans(shared),
        "three-or-more-placements": placements(
            shared, "CLA on 31 March", "With 3 or more placements during the year"
        ),
        "long-term-placement-stability": placements(
            shared, settled, "Living with the same carer for at least 2 years"
        ),
        "care-leavers-neet": care_leavers(shared, "Total not in education, employment or training"),
        "care-leavers-eet": care_leavers(shared, "Total in education, employment or training"),
        "social-worker-caseload": caseloads(shared),
    }


@pytest.mark.parametrize("slug", CODES)
def test_every_value_is_the_published_one(slug, lait, releases):
    for (area, period), line in history(slug).items():
        year = year_of(period)
        stated = lait.get((CODES[slug], area, year))
        if line["source"] == "ees":
            assert stated is None, (area, period)
            assert Decimal(line["value"]) == Decimal(releases[slug][area, year][0])
        elif line["value"]:
            assert abs(Decimal(line["value"]) - Decimal(stated)) < Decimal("0.0000005")
        else:
            assert stated == "-", (area, period)


@pytest.mark.parametrize("slug", CODES)
def test_missing_figures_say_why(slug, releases):
    """A dash has no reason but the one the release gives; only that of Dorset's first year does."""
    missing = {
        key: line["missing_reason"] for key, line in history(slug).items() if not line["value"]
    }
    symbols = {"x": "not-available"}
    for (area, period), reason in missing.items():
        symbol = releases.get(slug, {}).get((area, year_of(period)), ("",))[0]
        assert reason == symbols.get(symbol, "not-stated"), (area, period)


@pytest.mark.parametrize("slug", CODES)
def test_numbers_come_with_the_same_value_and_make_it(slug, releases):
    """Both percentages are compared: the tool's, and what the release prints and counts."""
    decimals = 1 if slug in ("rereferrals", "social-worker-caseload") else 0
    scale = 1 if slug == "social-worker-caseload" else 100
    for (area, period), line in history(slug).items():
        if not line["numerator"]:
            assert not line["denominator"]
            continue
        printed, numerator, denominator = releases[slug][area, year_of(period)]
        assert Decimal(line["value"]) == Decimal(printed), (area, period)
        assert Decimal(line["numerator"]) == Decimal(numerator)
        assert Decimal(line["denominator"]) == Decimal(denominator)
        made = Fraction(numerator) / Fraction(denominator) * scale
        # Numbers of regions and England are rounded to ten, social workers to a tenth.
        step = Fraction(1, 10**decimals)
        assert abs(made - Fraction(printed)) <= step / 2 + step / 5, (area, period, float(made))


@pytest.mark.parametrize("slug", CODES)
def test_numbers_are_left_out_only_where_the_release_disagrees(slug, releases):
    left_out = {
        (r["area"], r["period"]): r for r in rows("history-left-out.csv") if r["indicator"] == slug
    }
    for (area, period), line in history(slug).items():
        printed, numerator, denominator = releases.get(slug, {}).get(
            (area, year_of(period)), ("", "", "")
        )
        both = numerator.replace(".", "").isdecimal() and denominator.replace(".", "").isdecimal()
        disagree = both and bool(line["value"]) and Decimal(line["value"]) != Decimal(printed)
        assert disagree == ((area, period) in left_out), (area, period)
        assert bool(line["numerator"]) == (both and bool(line["value"]) and not disagree)


@pytest.mark.parametrize("slug", CODES)
def test_every_area_has_every_year(slug):
    areas = {WORCESTERSHIRE, ENGLAND, WEST_MIDLANDS} | {
        r["member"]
        for edition in ("2021", "2025")
        for r in rows(f"editions/{edition}.csv")
        if r["subject"] == WORCESTERSHIRE
    }
    assert len(areas) == 3 + 10 + 10 - 4  # four authorities are neighbours in both editions
    found = history(slug)
    assert {area for area, _ in found} == areas
    own = {period for area, period in found if area == WORCESTERSHIRE}
    assert max(own) == NEWEST.get(slug, "2024-25")
    for area in areas:
        years = {period for code, period in found if code == area}
        if area == "E06000059":  # Dorset begins in April 2019
            assert years == {p for p in own if year_of(p) > 2019 or p == "2019-09-30"}
        else:
            assert years == own


def test_first_years():
    firsts = {slug: min(period for _, period in history(slug)) for slug in CODES}
    assert firsts == {
        "rereferrals": "2012-13",
        "child-protection-plans": "2013-03-31",
        "child-protection-repeat-plans": "2015-16",
        "three-or-more-placements": "2015-16",
        "long-term-placement-stability": "2018-03-31",
        "health-assessments-up-to-date": "2018-03-31",
        "care-leavers-neet": "2016-17",
        "care-leavers-eet": "2015-16",
        "social-worker-caseload": "2016-09-30",
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
        ("rereferrals", "2012-13", "15", "473", "3163"),
        ("rereferrals", "2024-25", "17.8", "856", "4805"),
        ("long-term-placement-stability", "2025-03-31", "76", "306", "404"),
        ("three-or-more-placements", "2024-25", "9", "97", "1036"),
        ("social-worker-caseload", "2022-09-30", "17.3", "3414", "197.4"),
        ("social-worker-caseload", "2017-09-30", "19.5", "", ""),
    ],
)
def test_figures_known_by_heart(slug, period, value, numerator, denominator):
    line = history(slug)[WORCESTERSHIRE, period]
    assert (line["value"], line["numerator"], line["denominator"]) == (
        value,
        numerator,
        denominator,
    )


@pytest.mark.parametrize("slug", CODES)
def test_each_line_knows_its_release_day(slug):
    publication = {
        "rereferrals": "children-in-need",
        "social-worker-caseload": "social-work-workforce",
    }
    if slug.startswith("child-protection"):
        publication[slug] = "children-in-need"
    days = {
        (r["publication"], year_of(r["period"])): (r["day"], r["estimated"])
        for r in rows("release-days.csv")
    }
    for (_, period), line in history(slug).items():
        name = publication.get(slug, "children-looked-after")
        assert (line["known_on"], line["estimated"]) == days[name, year_of(period)]
        assert line["known_on"] > period[:10]


def test_estimated_release_days_are_the_first_of_a_month():
    for row in rows("release-days.csv"):
        assert row["estimated"] == "no" or row["day"].endswith("-01"), row


@pytest.mark.parametrize("slug", CODES)
def test_england_and_the_region_lie_among_their_authorities(slug, lait):
    """A percentage or an average, that is; a count is a sum."""
    regions = {
        r["code"]: r["region"] for r in rows("areas/areas.csv") if r["kind"] == "local-authority"
    }
    for (area, period), line in history(slug).items():
        if area not in (ENGLAND, WEST_MIDLANDS) or line["source"] != "lait":
            continue
        values = [
            Decimal(text)
            for (code, one, year), text in lait.items()
            if code == CODES[slug] and year == year_of(period) and text != "-"
            if one in regions and area in (ENGLAND, regions[one])
        ]
        outside = not min(values) <= Decimal(line["value"]) <= max(values)
        is_count = slug == "child-protection-plans"
        assert line["status"] == ("doubtful" if outside and not is_count else "final")


def test_no_file_outgrows_the_repository():
    for file in DATA.rglob("*"):
        assert not file.is_file() or file.stat().st_size < 400_000, file
