"""Reads the published files: which measure answers which indicator, and what each cell says."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

REASONS = {
    "c": "suppressed",
    "x": "not-available",
    ":": "not-available",
    "": "not-available",
    "z": "not-applicable",
    "u": "unreliable",
    "low": "rounds-to-zero",
    "k": "rounds-to-zero",
}


def reason(text: str) -> str:
    """Why a cell of a statistical release holds no number; empty when it holds one."""
    return REASONS.get(text.strip(), "")


@dataclass(frozen=True)
class Release:
    """Where a statistical release has the same measure.

    `rows` picks the rows that carry it. With `whole` the denominator stands in other rows, in the
    column of the numerator.
    """

    file: str
    value: str
    rows: dict[str, str] = field(default_factory=dict)
    numerator: str = ""
    denominator: str = ""
    whole: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Measure:
    """One published measure of an indicator.

    `day` is the month and day of a snapshot, empty for a financial year. `decimals` are as
    published; `per` turns a fraction into its unit; `slack` is how far an authority's numerator and
    denominator may have been rounded.
    """

    slug: str
    code: str
    publication: str
    day: str = ""
    decimals: int = 0
    per: int = 100
    is_count: bool = False
    slack: Decimal = Decimal(0)
    counts_rounded: bool = True
    release: Release = Release("", "")


@dataclass(frozen=True)
class Cell:
    """What a statistical release says of one area in one year."""

    text: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None


def care_leavers(activity: str) -> Release:
    ages = {"care_leaver_age": "19 to 21 years"}
    return Release(
        "la_care_leavers_activity",
        "care_leaver_percent",
        ages | {"breakdown": activity},
        "care_leaver_count",
        "care_leaver_count (Total)",
        ages | {"breakdown": "Total"},
    )


def stability(group: str, what: str) -> Release:
    return Release(
        "la_cla_placement_stability",
        "children_percent",
        {"cla_group": group, "placement_stability": what},
        "children_count",
        "children_count (Total children)",
        {"cla_group": group, "placement_stability": "Total children"},
    )


def measures() -> list[Measure]:
    need, care, work = "children-in-need", "children-looked-after", "social-work-workforce"
    long_term = (
        "Children looked after continuously for at least 2.5 years on 31 March aged under 16 years"
    )
    return [
        Measure(
            "rereferrals",
            "ReReferral",
            need,
            decimals=1,
            release=Release(
                "c1_children_in_need_referrals_and_rereferrals_2013_to_2025",
                "rereferral_percent",
                numerator="rereferral_count",
                denominator="referral_count",
            ),
        ),
        Measure(
            "child-protection-plans",
            "CPP_Num",
            need,
            day="03-31",
            is_count=True,
            release=Release("d5_cpps_at31march_by_duration_2013_to_2025", "CPP_At31"),
        ),
        Measure("child-protection-repeat-plans", "PrevRegCPR", need, decimals=1),
        Measure(
            "three-or-more-placements",
            "LACStable_2016on",
            care,
            release=stability("CLA on 31 March", "With 3 or more placements during the year"),
        ),
        Measure(
            "long-term-placement-stability",
            "LAC_LongStable%",
            care,
            day="03-31",
            release=stability(long_term, "Living with the same carer for at least 2 years"),
        ),
        Measure("health-assessments-up-to-date", "LACHealth%", care, day="03-31"),
        Measure(
            "care-leavers-neet",
            "CareLeaversNEET",
            care,
            release=care_leavers("Total not in education, employment or training"),
        ),
        Measure(
            "care-leavers-eet",
            "CareLeaverEET",
            care,
            release=care_leavers("Total in education, employment or training"),
        ),
        Measure(
            "social-worker-caseload",
            "Work_Force_AvgNumCase_SW",
            work,
            day="09-30",
            decimals=1,
            per=1,
            # Full-time equivalents are published to one decimal, cases as they are.
            slack=Decimal("0.05"),
            counts_rounded=False,
            release=Release(
                "csww_headline_measures_2017_to_2022",
                "caseload_fte",
                numerator="cases",
                denominator="case_holders_fte",
            ),
        ),
    ]


class Areas:
    """Official codes from data/areas, by the numbers and former codes that the files use."""

    def __init__(self, folder: Path) -> None:
        with (folder / "areas.csv").open(encoding="utf-8", newline="") as rows:
            self.rows = {row["code"]: row for row in csv.DictReader(rows)}
        with (folder / "aliases.csv").open(encoding="utf-8", newline="") as rows:
            self.aliases = {(r["scheme"], r["value"]): r["code"] for r in csv.DictReader(rows)}

    def of_number(self, number: int) -> str:
        return self.aliases["dfe", str(number)]

    def of_row(self, row: dict[str, str]) -> str:
        """The current code of a row of a statistical release, under whatever code it stands."""
        level = row["geographic_level"]
        if level == "National":
            return row["country_code"]
        if level == "Regional":
            return row["region_code"]
        code = row["new_la_code"]
        return self.aliases.get(("gss", code), code)

    def exists(self, code: str, day: str) -> bool:
        row = self.rows[code]
        return row["starts"] <= day and (not row["ends"] or day <= row["ends"])

    def authorities(self, region: str) -> list[str]:
        """All authorities, or those of a region."""
        return [
            code
            for code, row in self.rows.items()
            if row["kind"] == "local-authority" and region in ("", row["region"])
        ]


class Lait:
    """The Local Authority Interactive Tool: (area, year) → the text of its value."""

    def __init__(self, shared: Path, areas: Areas) -> None:
        import pandas

        table = pandas.read_parquet(shared / "data/lait/bds_long_0.parquet")
        self.by_code = dict(tuple(table.groupby("Short Desc")))
        self.areas = areas

    @cache  # noqa: B019 - lives as long as the script
    def cells(self, measure: Measure) -> dict[tuple[str, int], str]:
        found: dict[tuple[str, int], str] = {}
        table = self.by_code[measure.code]
        for number, year, value in zip(
            table["LA Number"], table["Years"], table["Values"], strict=True
        ):
            if not year.isdecimal():
                raise SystemExit(f"{measure.code}: “{year}” is no plain year: how final is it?")
            found[self.areas.of_number(int(number)), int(year)] = value
        return found


class Ees:
    """The statistical releases: (area, year) → cell."""

    def __init__(self, shared: Path, areas: Areas) -> None:
        self.folder = shared / "data/ees"
        self.areas = areas

    @cache  # noqa: B019 - lives as long as the script
    def rows(self, file: str) -> list[dict[str, str]]:
        with (self.folder / f"{file}.csv").open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))

    def picked(self, file: str, wanted: dict[str, str]) -> Iterator[tuple[tuple[str, int], dict]]:
        for row in self.rows(file):
            if all(row[column] == text for column, text in wanted.items()):
                yield (self.areas.of_row(row), int(row["time_period"])), row

    @cache  # noqa: B019 - lives as long as the script
    def cells(self, measure: Measure) -> dict[tuple[str, int], Cell]:
        release = measure.release
        if not release.file:
            return {}
        column = release.denominator.split(" (")[0]
        wholes = {
            key: number(row[column])
            for key, row in self.picked(release.file, release.whole or release.rows)
            if column
        }
        cells: dict[tuple[str, int], Cell] = {}
        for key, row in self.picked(release.file, release.rows):
            if key in cells:
                raise SystemExit(f"{release.file}: two rows for {key}")
            numerator = number(row[release.numerator]) if release.numerator else None
            text = row[release.value]
            cells[key] = Cell(text, number(text), numerator, wholes.get(key))
        return cells


def number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        if text.strip() not in REASONS:
            raise SystemExit(f"“{text}” is neither a number nor a known symbol") from None
        return None
