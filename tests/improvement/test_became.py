"""What became of a report's figure: what meets it, what stands beside it, and what does not."""

import pytest

from accounts.roles import Reader
from indicators.readings.gather import readings
from indicators.readings.reported import Stated, Statement, statements
from tests.builders import make_area, make_indicator, make_series, make_source, record

pytestmark = pytest.mark.django_db


def of_report(key: str = "report", **more):
    return make_series(key=key, kind="report", source=make_source("a-report"), **more)


def only() -> Statement:
    """The one figure that the report states."""
    stated = Stated.by(make_source("a-report"))
    reader = Reader.COUNCIL
    read = readings([make_indicator()], make_area(), reader=reader)
    (found,) = statements(stated, read, as_of=None, reader=reader)
    return found


def test_a_year_that_is_dated_by_its_last_day_is_the_same_time():
    record("41", "2015-03-31", series=of_report())
    record("39", "2014-15", series=make_series())
    held = only().agreement
    assert (held.word, held.words) == ("Differs", "39% published, 2 points lower")


def test_another_day_or_another_kind_of_period_meets_nothing():
    record("41", "2015-03-30", series=of_report())
    record("39", "2014-15", series=make_series())
    record("39", "2012-15", series=make_series())
    assert only().agreement is None


def test_a_figure_without_a_date_meets_nothing_and_the_newest_stands_beside_it():
    record("48", "2016-10-24..2016-11-17", series=of_report(), period_stated=False)
    record("45", "2016-17", series=make_series())
    one = only()
    assert one.agreement is None
    assert (one.newest.point.value, one.newest.apart) == (45, "")


def test_a_part_meets_only_the_same_part():
    record("94", "2015-16", series=of_report(), breakdown="age: 16 to 17")
    record("80", "2015-16", series=make_series())
    one = only()
    assert one.agreement is None
    assert one.newest.apart == "of all, not of this part"
    assert one.part == "age: 16 to 17"
    record("93", "2015-16", series=make_series(), breakdown="age: 16 to 17")
    assert only().agreement.words == "93% published, 1 point lower"


@pytest.mark.parametrize(
    ("relation", "apart"),
    [
        ("close", "close, not the same definition"),
        ("part", "a part only, not the same definition"),
    ],
)
@pytest.mark.parametrize("whose", ["report", "published"])
def test_only_the_same_definition_gets_a_verdict(relation: str, apart: str, whose: str):
    relations = {"report": "same", "published": "same", whose: relation}
    record("48", "2015-16", series=of_report(relation=relations["report"]))
    record("45", "2015-16", series=make_series(relation=relations["published"]))
    one = only()
    assert one.agreement is None
    assert one.newest
    assert one.newest.apart == apart


def test_another_measure_stands_beside_nothing():
    record("15", "2015-16", series=of_report(relation="other"))
    record("12", "2015-16", series=make_series())
    one = only()
    assert one.is_undefined_elsewhere
    assert (one.agreement, one.newest) == (None, None)


def test_what_sets_a_series_apart_is_said_without_the_reports_name():
    record("48", "2015-16", series=of_report(label="inspection report, ages 18 to 21"))
    assert only().part == "ages 18 to 21"
