"""A published line by slug, name or code, and what is said of words that name none."""

import pytest

from indicators.catalogue.lookup import (
    NotPublishedError,
    UnknownIndicatorError,
    published,
    published_of,
)
from indicators.catalogue.models import Indicator
from tests.builders import make_indicator, make_series

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    leavers = make_indicator(name="Care leavers not in work or learning")
    return make_series(leavers, code="CareLeaversNEET")


@pytest.mark.parametrize(
    "text",
    [
        "care-leavers-neet",
        "CareLeaversNEET",
        "careleaversneet",
        " CareLeaversNEET ",
        "Care leavers not in work or learning",
    ],
)
def test_every_name_of_it_finds_it(series, text):
    assert published(text) == series


def test_codes_that_differ_by_a_sign_are_two(series):
    count = make_series(make_indicator("ceased"), code="LAC_ceased_SGO")
    share = make_series(make_indicator("ceased-share"), code="LAC_ceased_SGO%")
    assert (published("LAC_ceased_SGO"), published("LAC_ceased_SGO%")) == (count, share)


def test_capitals_tell_codes_apart_where_nothing_else_does(series):
    other = make_series(make_indicator("other"), code="CareLeaversNeet")
    assert (published("CareLeaversNEET"), published("CareLeaversNeet")) == (series, other)


def test_the_nearest_definition_answers_for_an_indicator(series):
    close = make_series(series.indicator, "published-close", relation="close", code="Close")
    assert published_of(series.indicator) == series
    assert published("Close") == close


def test_of_one_code_the_council_s_own_indicator_comes_first(series):
    standing = Indicator.Standing.REFERENCE
    make_series(make_indicator("a-reference", standing=standing), code="CareLeaversNEET")
    assert published("CareLeaversNEET") == series


def test_measures_for_reference_are_found_by_slug_and_code():
    standing = Indicator.Standing.UNREVIEWED
    series = make_series(make_indicator("lait-x", standing=standing), code="number; age=16")
    assert published("lait-x") == published("number; age=16") == series


@pytest.mark.parametrize("text", ["CareLeaverNEET", "care-leaver-neet", "care leavers"])
def test_what_may_have_been_meant_is_suggested(series, text):
    make_series(make_indicator("school-moves", people="pupils"), code="Moves")
    with pytest.raises(UnknownIndicatorError) as fault:
        published(text)
    assert {"care-leavers-neet", "CareLeaversNEET"} & {*fault.value.suggestions}
    assert f"“{text}”" in str(fault.value)


def test_an_indicator_that_nobody_publishes_says_so(series):
    own = make_indicator("supervision-on-time")
    make_series(own, "local", kind="local")
    assert published_of(own) is None
    with pytest.raises(NotPublishedError, match="No published figures answer"):
        published("supervision-on-time")
