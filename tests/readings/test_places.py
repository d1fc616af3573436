"""One published figure among all: who takes part, and what is said of those who do not."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Reader
from accounts.service import loader
from indicators.catalogue.models import Break
from indicators.ledger.verbs import withdraw
from indicators.periods import Period
from indicators.readings.places import NoFigureError, UnknownEditionError, compare
from tests.builders import correct, make_area, make_indicator, make_series, record
from tests.readings.builders import make_edition, make_places, neet, publish

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2021, 1, 1), date(2025, 1, 1)


@pytest.fixture
def places():
    return make_places()


@pytest.fixture
def series(places):
    """Two years of figures; Rutland's newest is missing."""
    one = neet()
    publish(one, places, "2021-22", Worcestershire="40", Kent="38", Essex="45", Devon="30")
    publish(
        one, places, "2024-25",
        Worcestershire="45", Kent="30", Essex="45", Devon="20", Rutland=None,
        England="39", West_Midlands="41",
    )  # fmt: skip
    return one


def seen(series, area, **other):
    return compare(series, area, **{"reader": Reader.PUBLIC, **other})


def told(found):
    return [(one.area.name, one.place and one.place.short) for one in found.authorities]


def test_all_authorities_best_first_and_those_without_a_value_last(series, places):
    found = seen(series, places["Worcestershire"])
    assert str(found.period) == "2024-25"
    assert told(found) == [
        ("Devon", "1st of 4, quartile A"),
        ("Kent", "2nd of 4, quartile B"),
        ("Essex", "3rd to 4th of 4, quartile C"),
        ("Worcestershire", "3rd to 4th of 4, quartile C"),
        ("Rutland", None),
    ]
    assert (found.england.value, found.region.value, found.own.value) == (39, 41, 45)
    assert found.sentence == (
        "Worcestershire is 3rd to 4th of 4 local authorities in 2024-25, quartile C."
    )


def test_neither_england_nor_regions_nor_the_invented_authority_take_part(series, places):
    training = make_area("X99000001", "Exampleshire", "training-authority")
    record("1", "2024-25", series=series, area=training)
    found = seen(series, places["Worcestershire"])
    assert len(found.ranking.values) == 4
    assert seen(series, training).sentence == (
        "Only local authorities have a place, and Exampleshire is none."
    )
    region = seen(series, places["West Midlands"])
    assert (region.own.value, region.own.place, region.neighbours) == (41, None, None)


def test_a_missing_figure_says_why_it_has_no_place(series, places):
    found = seen(series, places["Rutland"])
    assert found.sentence == "Rutland has no figure in 2024-25: the source gives no reason."
    earlier = seen(series, places["Rutland"], period=Period.parse("2021-22"))
    assert earlier.sentence == "Rutland has no figure in 2021-22."
    assert earlier.authorities[-1].area.name == "Rutland"


def test_a_doubtful_figure_is_shown_and_not_ranked(series, places):
    record("1", "2024-25", series=series, area=make_area("E06000018", "Nottingham"),
           status="doubtful")  # fmt: skip
    found = seen(series, make_area("E06000018"))
    assert (found.own.value, found.own.place, len(found.ranking.values)) == (1, None, 4)
    assert found.sentence == "The figure in 2024-25 is doubtful, so it has no place."
    assert {one.area.name for one in found.authorities[-2:]} == {"Nottingham", "Rutland"}


def test_a_withdrawn_figure_takes_no_part(series, places):
    one = record("5", "2024-25", series=series, area=make_area("E06000018", "Nottingham"))
    withdraw(one, by=loader(), why="Wrong.")
    assert len(seen(series, places["Worcestershire"]).ranking.values) == 4


def test_an_area_takes_part_while_it_exists(series, places):
    ended = make_area("E10000006", "Cumbria", ends=date(2023, 3, 31))
    begun = make_area("E06000063", "Cumberland", starts=date(2023, 4, 1))
    record("35", "2021-22", series=series, area=ended)
    now = {one.area for one in seen(series, places["Kent"]).authorities}
    before = seen(series, places["Kent"], period=Period.parse("2021-22")).authorities
    then = {one.area for one in before}
    assert (begun in now, ended in now) == (True, False)
    assert (begun in then, ended in then) == (False, True)
    assert str(seen(series, ended).period) == "2021-22"


def test_parts_of_a_figure_are_not_taken_for_it(series, places):
    record("99", "2024-25", series=series, area=places["Kent"], breakdown="sex: girls")
    found = seen(series, places["Kent"])
    assert (found.own.value, len(found.ranking.values)) == (30, 4)


def test_as_of_a_day_the_figures_are_those_known_then(series, places):
    one = record("12", "2023-24", series=series, area=places["Kent"], known_on=date(2024, 11, 1))
    correct(one, "20", date(2025, 6, 1))
    record("15", "2023-24", series=series, area=places["Devon"], known_on=date(2024, 11, 1))
    year = Period.parse("2023-24")
    first = seen(series, places["Kent"], period=year, as_of=date(2025, 1, 1))
    now = seen(series, places["Kent"], period=year)
    assert (first.own.place.rank, now.own.place.rank) == (1, 2)
    with pytest.raises(NoFigureError):
        seen(series, places["Kent"], period=year, as_of=date(2024, 10, 1))


def test_neighbours_are_those_of_the_edition_that_serves_the_period(series, places):
    own, kent, essex = places["Worcestershire"], places["Kent"], places["Essex"]
    make_edition("2021", own, essex, places["Rutland"], serves_from=FIRST)
    make_edition("2025", own, kent, essex, places["Rutland"], serves_from=SECOND)
    newest = seen(series, own).neighbours
    assert (newest.edition.slug, newest.members) == ("2025", (kent, essex, places["Rutland"]))
    assert (newest.summary.with_value, newest.summary.mean) == (2, 37.5)
    earlier = seen(series, own, period=Period.parse("2021-22")).neighbours
    assert (earlier.edition.slug, earlier.summary.mean) == ("2021", 45)
    asked = seen(series, own, edition="2021")
    assert (asked.neighbours.edition.slug, asked.neighbours.summary.mean) == ("2021", 45)
    assert [one.name for one in (essex, kent) if asked.is_neighbour(one)] == ["Essex"]
    with pytest.raises(UnknownEditionError) as fault:
        seen(series, own, edition="2019")
    assert fault.value.known == ["2021", "2025"]


def test_before_an_edition_was_published_there_are_no_neighbours(series, places):
    make_edition("2025", places["Kent"], places["Essex"], serves_from=SECOND)
    assert seen(series, places["Kent"], as_of=date(2024, 12, 31)).neighbours is None


def test_pooled_is_the_value_of_all_their_people_together(places):
    one = neet()
    for name, counted in (("Kent", ("30", "100")), ("Essex", ("60", "300"))):
        hits, of = counted
        value = str(int(hits) * 100 // int(of))
        record(value, series=one, area=places[name], numerator=hits, denominator=of)
    members = (places["Kent"], places["Essex"])
    make_edition("2021", places["Devon"], *members, serves_from=FIRST)
    summary = seen(one, places["Devon"]).neighbours.summary
    assert (summary.mean, summary.pooled) == (25, 22.5)


def test_a_range_is_not_ranked(places):
    one = make_series(make_indicator("rereferrals", polarity="range"))
    publish(one, places, "2024-25", Kent="20", Essex="15")
    found = seen(one, places["Kent"])
    assert (found.own.place, [a.area.name for a in found.authorities[:2]]) == (
        None,
        ["Kent", "Essex"],
    )
    assert found.sentence.startswith("Both too high and too low are bad here")


def test_who_moved_is_asked_of_every_authority(series, places):
    found = {one.name: one for one in seen(series, places["Kent"]).movements(3)}
    assert found["Devon"].sentence.startswith("Devon got better by 10 points: from 30% in 2021-22")
    assert found["Worcestershire"].direction.verdict == "declining"
    assert found["Rutland"].direction.verdict == "cannot-say"
    assert found["Kent"].key == places["Kent"].pk


def test_a_break_in_one_place_stops_its_change_alone(series, places):
    Break.objects.create(
        indicator=series.indicator, area=places["Devon"], on=date(2023, 4, 1), why="Counted anew"
    )
    found = {one.name: one.direction.verdict for one in seen(series, places["Kent"]).movements(3)}
    assert (found["Devon"], found["Kent"]) == ("cannot-say", "improving")


def test_queries_do_not_grow_with_authorities_and_years(series, places):
    with CaptureQueriesContext(connection) as few:
        seen(series, places["Kent"]).movements(3)
    for number in range(20):
        area = make_area(f"E0900{number:04}", f"Borough {number}")
        for year in ("2020-21", "2021-22", "2022-23", "2023-24", "2024-25"):
            record(str(number), year, series=series, area=area)
    with CaptureQueriesContext(connection) as many:
        seen(series, places["Kent"]).movements(3)
    assert len(many) == len(few) == 5


def test_without_any_figure_the_periods_that_have_some_are_named(series, places):
    with pytest.raises(NoFigureError) as fault:
        seen(series, places["Kent"], period=Period.parse("2014-15"))
    assert str(fault.value) == "No authority has a figure of care-leavers-neet in 2014-15."
    assert [str(one) for one in fault.value.known] == ["2024-25", "2021-22"]
    empty = make_series(make_indicator("another"))
    with pytest.raises(NoFigureError, match="No authority has a figure of another"):
        seen(empty, places["Kent"])
