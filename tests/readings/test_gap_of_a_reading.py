"""A reading tells how far its line is from England's, now and at first."""

import pytest

from accounts.roles import Reader
from indicators.readings.gather import readings
from tests.builders import make_indicator
from tests.readings.builders import make_places, neet, publish

pytestmark = pytest.mark.django_db


def test_the_gap_to_england_now_and_at_first():
    places, series = make_places(), neet()
    publish(series, places, "2016-17", Worcestershire="45", England="40")
    publish(series, places, "2024-25", Worcestershire="45", England="39")
    (found,) = readings([series.indicator], places["Worcestershire"], reader=Reader.PUBLIC)
    said = "gap to England 6 points above in 2024-25, was 5 points above in 2016-17"
    assert found.gap("england").clause == said
    assert found.gap("neighbours") is None


def test_without_a_figure_there_is_no_gap():
    (found,) = readings([make_indicator()], make_places()["Kent"], reader=Reader.PUBLIC)
    assert found.gap("england") is None
