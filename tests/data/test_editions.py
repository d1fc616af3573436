"""The neighbours of Worcestershire are those the department published, in both editions."""

import tomllib
from collections import Counter

import pytest

from tests.data.shipped import DATA, rows

NAMES = {r["code"]: r["name"] for r in rows("areas/areas.csv")}


@pytest.mark.parametrize(
    ("edition", "neighbours"),
    [
        (
            "2025",
            "Somerset, Gloucestershire, Dorset, Warwickshire, Shropshire, West Sussex, Devon, "
            "Derbyshire, Essex, North Yorkshire",
        ),
        (
            "2021",
            "Warwickshire, North Somerset, Essex, Staffordshire, Dorset, East Sussex, "
            "West Sussex, South Gloucestershire, Leicestershire, Kent",
        ),
    ],
)
def test_neighbours_of_worcestershire(edition, neighbours):
    mine = [r for r in rows(f"editions/{edition}.csv") if r["subject"] == "E10000034"]
    assert [NAMES[r["member"]] for r in mine] == neighbours.split(", ")
    assert [int(r["place"]) for r in mine] == list(range(1, 11))


@pytest.mark.parametrize(("edition", "subjects"), [("2021", 152), ("2025", 153)])
def test_every_authority_has_ten_others(edition, subjects):
    lines = rows(f"editions/{edition}.csv")
    assert set(Counter(r["subject"] for r in lines).values()) == {10}
    assert len({r["subject"] for r in lines}) == subjects
    assert len({(r["subject"], r["member"]) for r in lines}) == len(lines)
    assert {r["subject"] for r in lines} | {r["member"] for r in lines} <= set(NAMES)
    assert all(r["subject"] != r["member"] for r in lines)


def test_editions_serve_from_their_year():
    editions = tomllib.loads((DATA / "editions/editions.toml").read_text("utf-8"))["editions"]
    served = {e["slug"]: str(e.get("serves_from", "")) for e in editions}
    assert served == {"before-2021": "", "2021": "2021-01-01", "2025": "2025-01-01"}
    for edition in editions:
        assert edition["members_known"] == (DATA / f"editions/{edition['slug']}.csv").exists()
