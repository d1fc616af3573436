"""Reads the published files a second time, by other means than the scripts that make data/history.

Areas are found by their names, not their numbers; the columns of the releases are written out here.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet

from tests.data.shipped import Row, rows

# Every spelling of an area that the published files use.
NAMES = {r["name"]: r["code"] for r in rows("areas/areas.csv")} | {
    r["value"]: r["code"] for r in rows("areas/aliases.csv") if r["scheme"] == "name"
}
FORMER = {r["value"]: r["code"] for r in rows("areas/aliases.csv") if r["scheme"] == "gss"}

Key = tuple[str, int]  # an area and the year by which the files call a period
# Value, numerator and denominator as printed; the last may be several numbers to be added.
Printed = tuple[str, str, tuple[str, ...]]
Numbers = dict[Key, Printed]

REFERRALS = "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"
DURATIONS = "d5_cpps_at31march_by_duration_2013_to_2025.csv"
LOOKED_AFTER = "cla_number_and_rate_per_10k_children.csv"
STABILITY = "la_cla_placement_stability.csv"
LEAVERS = "la_care_leavers_activity.csv"
WORKFORCE = "csww_headline_measures_2017_to_2022.csv"


def tool(shared: Path) -> dict[str, dict[Key, str]]:
    """Measure → (area, year) → text."""
    return measures(shared / "data/lait/bds_long_0.parquet")


def measures(file: Path) -> dict[str, dict[Key, str]]:
    """The same, of a long file."""
    table = pyarrow.parquet.read_table(file)
    found: dict[str, dict[Key, str]] = {}
    for row in table.to_pylist():
        if row["Years"].isdecimal():
            key = NAMES[row["LA and Regions"]], int(row["Years"])
            found.setdefault(row["Short Desc"], {})[key] = row["Values"]
    return found


def dictionary(shared: Path) -> dict[str, Row]:
    """What the tool says of each measure, by its code."""
    path = shared / "data/lait/lait_data_dictionary.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {row["Measure_short"]: row for row in csv.DictReader(lines)}


def releases(shared: Path) -> dict[str, Numbers]:
    """Slug → (area, year) → what the statistical release prints."""
    settled = (
        "Children looked after continuously for at least 2.5 years on 31 March aged under 16 years"
    )
    referral = ("referral_count",)
    of_post = "social_worker_fte"
    columns = {
        "referrals": (REFERRALS, "referral_count", "", ()),
        "rereferrals": (REFERRALS, "rereferral_percent", "rereferral_count", referral),
        "referrals-no-further-action": (
            *(REFERRALS, "no_further_action_percent", "no_further_action_count", referral),
        ),
        "referrals-assessed-not-in-need": (
            *(REFERRALS, "not_in_need_percent", "not_in_need_count", referral),
        ),
        "child-protection-plans": (DURATIONS, "CPP_At31", "", ()),
        "child-protection-open-two-years": (
            *(DURATIONS, "2_years_or_more_percent", "2_years_or_more", ("CPP_At31",)),
        ),
        "social-worker-caseload": (WORKFORCE, "caseload_fte", "cases", ("case_holders_fte",)),
        "social-worker-turnover": (*(WORKFORCE, "turnover_rate_fte_%", "leaver_fte", (of_post,)),),
        "agency-social-workers": (
            *(WORKFORCE, "agency_worker_rate_fte_%", "agency_fte", ("agency_fte", of_post)),
        ),
        "social-worker-vacancies": (
            *(WORKFORCE, "vacancy_rate_fte_%", "vacancy_fte", ("vacancy_fte", of_post)),
        ),
        "social-worker-absence": (WORKFORCE, "absence_rate_fte_%", "", ()),
        "social-workers": (WORKFORCE, of_post, "", ()),
    }
    population = {
        "children-looked-after": "Children looked after on 31 March each year",
        "children-started-looked-after": "Children starting to be looked after each year",
        "children-ceased-looked-after": "Children ceasing to be looked after each year",
    }
    shares = {
        "three-or-more-placements": (
            *(STABILITY, "CLA on 31 March", "With 3 or more placements during the year"),
        ),
        "long-term-placement-stability": (
            *(STABILITY, settled, "Living with the same carer for at least 2 years"),
        ),
        "care-leavers-neet": (
            *(LEAVERS, "19 to 21 years", "Total not in education, employment or training"),
        ),
        "care-leavers-eet": (
            *(LEAVERS, "19 to 21 years", "Total in education, employment or training"),
        ),
        "care-leavers-higher-education": (
            *(LEAVERS, "19 to 21 years", "Higher education i.e. studies beyond A level"),
        ),
    }
    return (
        {slug: _columns(shared, *where) for slug, where in columns.items()}
        | {slug: _counts(shared, which) for slug, which in population.items()}
        | {"children-looked-after-rate": _rates(shared)}
        | {slug: _shares(shared, *where) for slug, where in shares.items()}
    )


def _lines(shared: Path, file: str) -> Iterator[tuple[Key, Row]]:
    with (shared / "data/ees" / file).open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row["new_la_code"] or row["region_code"] or row["country_code"]
            yield (FORMER.get(code, code), int(row["time_period"])), row


def _columns(
    shared: Path, file: str, value: str, numerator: str, denominator: tuple[str, ...]
) -> Numbers:
    return {
        key: (row[value], row[numerator] if numerator else "", tuple(row[c] for c in denominator))
        for key, row in _lines(shared, file)
    }


def _counts(shared: Path, which: str) -> Numbers:
    return {
        key: (row["children_count"], "", ())
        for key, row in _lines(shared, LOOKED_AFTER)
        if which in row.values()
    }


def _rates(shared: Path) -> Numbers:
    return {
        key: (row["rate_per_10000"], row["children_count"], (row["population_estimate"],))
        for key, row in _lines(shared, LOOKED_AFTER)
        if row["population_type"].startswith("Children looked after on 31 March")
    }


def _shares(shared: Path, file: str, group: str, category: str) -> Numbers:
    """Percentage and count of one category with the count of the whole group it is a part of."""
    parts: Numbers = {}
    wholes: dict[Key, str] = {}
    for key, row in _lines(shared, file):
        cells = list(row.values())
        if group in cells and category in cells:
            parts[key] = (cells[-1], cells[-2], ())
        elif group in cells and {"Total", "Total children"} & set(cells):
            wholes[key] = cells[-2]
    return {key: (share, count, (wholes[key],)) for key, (share, count, _) in parts.items()}
