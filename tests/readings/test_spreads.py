"""Bare values of all authorities on many lines, as lists draw them."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from accounts.roles import Reader
from accounts.service import loader
from indicators.ledger.door import values_in
from indicators.ledger.models import Observation
from indicators.ledger.verbs import withdraw
from indicators.periods import Period
from indicators.readings.places import compare
from indicators.readings.spreads import spreads
from tests.builders import correct, make_indicator, make_series, record
from tests.readings.builders import make_places, neet, publish

pytestmark = pytest.mark.django_db
YEAR, BEFORE = Period.parse("2024-25"), Period.parse("2023-24")


@pytest.fixture
def places():
    return make_places()


def test_each_line_in_its_own_period(places):
    leavers, reviews = neet(), make_series(make_indicator("reviews", polarity="higher"))
    publish(leavers, places, "2024-25", Kent="30", Essex="45", Devon="20", England="39")
    publish(leavers, places, "2023-24", Kent="99")
    publish(reviews, places, "2023-24", Kent="90", Essex="80", Rutland=None)
    found = spreads({leavers: YEAR, reviews: BEFORE}, None)
    assert found[leavers].ranking.values == (20, 30, 45)
    assert found[leavers].place(places["Kent"]).short == "2nd of 3, quartile B"
    assert found[reviews].place(places["Kent"]).short == "1st of 2, quartile A"
    assert found[reviews].place(places["Rutland"]) is None
    assert found[leavers].value(places["Essex"]) == 45
    assert found[leavers].place(places["England"]) is None


def test_the_place_is_that_of_the_compare_page(places):
    series = neet()
    publish(series, places, "2024-25", Kent="30", Essex="45", Devon="45", Worcestershire="20")
    spread = spreads({series: YEAR}, None)[series]
    for name in ("Kent", "Essex", "Devon", "Worcestershire"):
        whole = compare(series, places[name], reader=Reader.PUBLIC)
        assert spread.place(places[name]) == whole.own.place
        assert spread.ranking == whole.ranking


def test_a_line_without_values_in_the_period_is_left_out(places):
    series = neet()
    publish(series, places, "2024-25", Kent=None)
    assert spreads({series: YEAR}, None) == {}
    assert spreads({}, None) == {}


def test_only_what_is_known_visible_and_sound_is_given(places):
    series = neet()
    kent = record("30", series=series, area=places["Kent"], known_on=date(2025, 1, 1))
    correct(kent, "33", date(2025, 6, 1))
    record("40", series=series, area=places["Essex"], status="doubtful")
    gone = record("50", series=series, area=places["Devon"])
    withdraw(gone, by=loader(), why="Wrong.")
    record("60", series=series, area=places["Rutland"], breakdown="sex: girls")
    _embargoed(series, places["Worcestershire"])
    every = list(places.values())
    assert values_in(every, {series: YEAR}, None) == {series: {places["Kent"].pk: 33}}
    then = values_in(every, {series: YEAR}, date(2025, 3, 1))
    assert then == {series: {places["Kent"].pk: 30, places["Devon"].pk: 50}}


def test_the_council_s_own_figures_are_no_part_of_it(places):
    local = make_series(make_indicator("own-one"), "local", kind="local")
    assert spreads({local: YEAR}, None) == {}


def test_two_queries_for_any_number_of_lines(places):
    lines = {make_series(make_indicator(f"line-{n}")): YEAR for n in range(12)}
    for series in lines:
        publish(series, places, "2024-25", Kent="30", Essex="45")
    with CaptureQueriesContext(connection) as queries:
        assert len(spreads(lines, None)) == 12
    assert len(queries) == 2


def _embargoed(series, area):
    QuerySet(Observation).bulk_create(
        [
            Observation(
                series=series,
                is_proportion=True,
                area=area,
                period_kind=YEAR.kind,
                starts=YEAR.starts,
                ends=YEAR.ends,
                value=10,
                by=loader(),
                known_on=date(2020, 1, 1),
                recorded_at=datetime(2020, 1, 1, tzinfo=UTC),
                visible_from=datetime(2999, 1, 1, tzinfo=UTC),
            )
        ]
    )
