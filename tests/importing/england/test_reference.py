"""What no indicator of the catalogue asks for stands beside it, for reference."""

import csv
import re

import pytest

from indicators.catalogue.models import Indicator, Series
from indicators.catalogue.queries import indicators, reference
from tests.data.shipped import rows

pytestmark = pytest.mark.django_db

ASKED = {row["code"] for row in rows("history-measures.csv")}


@pytest.fixture
def said(lait):
    """What the dictionary says of each measure; of a code under two topics the first."""
    found = {}
    with (lait / "lait_data_dictionary.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["Measure_short"], row)
    return found


@pytest.fixture
def by_code(imported):
    series = Series.objects.filter(indicator__in=reference()).select_related("indicator")
    return {one.code: one for one in series}


def test_every_other_measure_is_one(by_code, said):
    assert len(by_code) == 374
    assert set(by_code) == set(said) - ASKED


def test_the_slug_is_the_code_in_lower_case(by_code):
    """Of two pairs that differ by a sign only, one measure each is in the catalogue."""
    unaccompanied = by_code["Unacc_Asylmn_Seek_Childn%"].indicator
    assert unaccompanied.slug == "lait-unacc-asylmn-seek-childnpct"
    assert by_code["LAC_ceased_SGO"].indicator.slug == "lait-lac-ceased-sgo"
    assert by_code["Hosp_Adm_Alc_<18yrs"].indicator.slug == "lait-hosp-adm-alc--18yrs"
    assert by_code["Total_ Pup_FixedEx"].indicator.slug == "lait-total--pup-fixedex"
    for code, series in by_code.items():
        expected = "lait-" + "".join(
            "pct" if sign == "%" else sign if re.match("[a-z0-9]", sign) else "-"
            for sign in code.lower()
        )
        assert series.indicator.slug == expected


def test_it_says_what_the_dictionary_says(by_code, said):
    directions = {"High": "higher", "Low": "lower", "-": "context", "": "context"}
    for code, series in by_code.items():
        one, words = series.indicator, said[code]
        assert one.polarity == directions[words["Polarity"].strip().removesuffix("NA")], code
        assert one.texts["year_type"] == words["Year_Type"]
        assert one.texts["topic"] == words["Topic"]
        assert "<" not in re.sub(r"< ?\d", "", one.texts["definition"]), code
        assert one.name == " ".join(words["Measure"].split())[:200]


def test_no_markup_of_a_web_page_is_left(by_code):
    for series in by_code.values():
        for text in series.indicator.texts.values():
            assert not re.search(r"</?\w+[^>]*>|&\w+;", text), series.code


def test_a_measure_of_the_catalogue_keeps_its_relation(imported):
    """None has become a reference indicator besides."""
    series = Series.objects.filter(code__in=ASKED, source__slug="lait", kind="published")
    assert {one.code for one in series} == ASKED
    standing = set(series.values_list("indicator__standing", flat=True))
    assert standing == {Indicator.Standing.CATALOGUE}


def test_none_is_in_the_councils_catalogue(by_code):
    assert indicators().count() == 187
    assert not set(indicators()) & {series.indicator for series in by_code.values()}
