"""What a page says of a place that was recoded, split or merged: from the shipped files."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from indicators.areas.changes import changes_of
from indicators.areas.lookup import find

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _areas(db):
    call_command("load_areas", stdout=StringIO())


def said(name: str, day: date = TODAY) -> list[str]:
    return changes_of(find(name), day)


def test_a_recoded_place_is_one_line():
    (sentence,) = said("Somerset")
    assert sentence == (
        "Somerset has had the code E06000066 since 1 April 2023, before that E10000027: "
        "it is the same place and one line."
    )
    assert "E10000002" in said("Buckinghamshire")[0]
    assert "E10000023" in said("North Yorkshire")[0]


def test_a_split_place_ends_and_says_who_came_in_its_place():
    (sentence,) = said("Northamptonshire")
    assert sentence == (
        "Northamptonshire ended on 31 March 2021, and its line with it. In its place came "
        "North Northamptonshire and West Northamptonshire, with lines of their own."
    )


def test_a_new_place_has_no_past():
    assert said("Cumberland") == [
        "Cumberland began on 1 April 2023, out of Cumbria. "
        "Its line begins then: figures from before are those of another place."
    ]
    (merged,) = said("Bournemouth, Christchurch and Poole")
    assert "out of Bournemouth; Poole and Dorset (county, to March 2019)." in merged


def test_nothing_is_said_before_it_happens_or_of_a_place_that_stays():
    assert said("Somerset", date(2023, 3, 31)) == []
    assert said("Somerset", date(2023, 4, 1)) != []
    assert said("Worcestershire") == []


def test_one_query_for_a_place_that_stays(django_assert_num_queries):
    area = find("Worcestershire")
    with django_assert_num_queries(1):
        changes_of(area, TODAY)
