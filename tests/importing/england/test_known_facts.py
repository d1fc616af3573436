"""Facts that are known from elsewhere: the README of the published data, and the neighbour lists."""

import pandas
import pytest

from indicators.areas.models import Area, Membership
from indicators.ledger.models import Observation

pytestmark = pytest.mark.django_db

LEAVERS = {
    "E10000034": [45, 42, 40, 43, 45, 34, 44, 51, 45],
    "E92000001": [40, 39, 39, 39, 41, 38, 38, 39, 40],
}
AT_MARCH_2016 = {"CPP_Num": 473, "LACnum": 694, "LAC": 60}
FILES = {
    "2021": ("New_Statistical_Neighbour_Groupings_April_2021.csv", "LA number", "SN{}"),
    "2025": ("sn_model_2025_wide.csv", "old_la_code", "SN_{}"),
}
# Authorities that the list of 2021 still has, though they had ended before it was published.
GONE = {"2021": {835, 836, 837, 928}, "2025": set()}
WORCESTERSHIRE = {
    "2025": "Somerset, Gloucestershire, Dorset, Warwickshire, Shropshire, West Sussex, Devon, "
    "Derbyshire, Essex, North Yorkshire",
    "2021": "Warwickshire, North Somerset, Essex, Staffordshire, Dorset, East Sussex, West Sussex, "
    "South Gloucestershire, Leicestershire, Kent",
}


@pytest.mark.parametrize("area", LEAVERS)
def test_care_leavers_without_education_work_or_training(imported, area):
    found = Observation.objects.filter(
        series__code="CareLeaversNEET", series__key="published", area__code=area, is_current=True
    )
    by_year = dict(found.values_list("ends__year", "value"))
    assert [by_year[year] for year in range(2017, 2026)] == LEAVERS[area]


@pytest.mark.parametrize("code", AT_MARCH_2016)
def test_worcestershire_at_the_end_of_march_2016(imported, code):
    found = Observation.objects.filter(
        series__code=code,
        series__kind="published",
        area__code="E10000034",
        starts="2016-03-31",
        ends="2016-03-31",
        is_current=True,
    )
    assert [one.value for one in found] == [AT_MARCH_2016[code]]


@pytest.mark.parametrize("edition", FILES)
def test_everybodys_neighbours_are_those_of_the_published_list(imported, shared, edition):
    file, subject, member = FILES[edition]
    published = pandas.read_csv(shared / "data/geography" / file, encoding="utf-8-sig")
    numbers = Area.objects.filter(aliases__scheme="dfe").values_list("pk", "aliases__value")
    number_of = {pk: int(number) for pk, number in numbers}
    found = {}
    for one in Membership.objects.filter(edition__slug=edition).order_by("subject", "place"):
        found.setdefault(number_of[one.subject_id], []).append(number_of[one.member_id])
    expected = {
        int(row[subject]): [int(row[member.format(place)]) for place in range(1, 11)]
        for _, row in published.dropna(subset=[subject]).iterrows()
        if int(row[subject]) not in GONE[edition]
    }
    assert found == expected
    assert len(found) > 150


@pytest.mark.parametrize("edition", WORCESTERSHIRE)
def test_worcestershires_neighbours(imported, edition):
    members = Membership.objects.filter(edition__slug=edition, subject__code="E10000034")
    names = [one.member.name for one in members.order_by("place").select_related("member")]
    ended = "Dorset (county, to March 2019)"
    said = ", ".join(names).replace(ended, "Dorset")
    assert said == WORCESTERSHIRE[edition]


def test_the_tools_own_list_of_neighbours_says_the_same(imported):
    """Both workbooks lie in the folder; what they say otherwise would be told."""
    assert "has other neighbours" not in imported.said
    assert ".xlsx" not in imported.said
