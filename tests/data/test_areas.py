"""The areas are those of the published files and of the law, and no code or name is ambiguous."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from tests.data.shipped import rows

AREAS = {r["code"]: r for r in rows("areas/areas.csv")}
ALIASES = rows("areas/aliases.csv")


def test_all_authorities_are_there():
    """153 upper-tier authorities today, and five that ended since 2013."""
    authorities = [r for r in AREAS.values() if r["kind"] == "local-authority"]
    assert len([r for r in authorities if not r["ends"]]) == 153
    assert {(r["name"].split(" (")[0], r["ends"]) for r in authorities if r["ends"]} == {
        ("Bournemouth", "2019-03-31"),
        ("Poole", "2019-03-31"),
        ("Dorset", "2019-03-31"),
        ("Northamptonshire", "2021-03-31"),
        ("Cumbria", "2023-03-31"),
    }


def test_regions_and_england():
    regions = [r for r in AREAS.values() if r["kind"] == "region"]
    assert len(regions) == 9 + 2  # the parts of London
    assert {r["code"] for r in regions if r["region"] == "E12000007"} == {"E13000001", "E13000002"}
    assert [r["code"] for r in AREAS.values() if r["kind"] == "country"] == ["E92000001"]
    for area in AREAS.values():
        if area["kind"] == "local-authority":
            assert AREAS[area["region"]]["kind"] == "region"


def test_worcestershire():
    assert AREAS["E10000034"]["name"] == "Worcestershire"
    assert AREAS[AREAS["E10000034"]["region"]]["name"] == "West Midlands"
    numbers = {r["code"]: r["value"] for r in ALIASES if r["scheme"] == "dfe"}
    assert (numbers["E10000034"], numbers["E92000001"], numbers["E12000005"]) == (
        "885",
        "970",
        "984",
    )


@pytest.mark.parametrize(
    ("old", "new", "on"),
    [
        ("E10000002", "E06000060", "2020-04-01"),  # Buckinghamshire
        ("E10000027", "E06000066", "2023-04-01"),  # Somerset
        ("E10000023", "E06000065", "2023-04-01"),  # North Yorkshire
    ],
)
def test_recoded_authorities_are_one_area(old, new, on):
    assert old not in AREAS
    assert {"code": new, "scheme": "gss", "value": old} in ALIASES
    assert {"old": old, "new": new, "on": on, "kind": "recoded"} in rows("areas/changes.csv")
    assert not AREAS[new]["starts"]


def test_other_codes_and_names_lead_to_one_area():
    """However they are capitalised, and names of areas among them."""
    meant: dict[tuple[str, str], set[str]] = defaultdict(set)
    for area in AREAS.values():
        meant["name", area["name"].lower()].add(area["code"])
    for alias in ALIASES:
        meant[alias["scheme"], alias["value"].lower()].add(alias["code"])
    assert {key: codes for key, codes in meant.items() if len(codes) > 1} == {}
    assert len({(r["scheme"], r["value"]) for r in ALIASES}) == len(ALIASES)


def test_every_code_in_the_published_files_is_known(shared: Path):
    known = set(AREAS) | {r["value"] for r in ALIASES if r["scheme"] == "gss"}
    files = [
        *(shared / "data/ees").glob("*.csv"),
        *(shared / "data/geography").glob("ons_*.csv"),
    ]
    found = set()
    for file in files:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                columns = ("new_la_code", "region_code", "country_code")
                found |= {row[column] for column in columns if row.get(column)}
    assert len(found) > 160
    assert found <= known
