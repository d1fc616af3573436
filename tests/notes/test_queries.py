"""Which notes stand on a day, and for whom."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from accounts.roles import Reader
from indicators.notes.queries import notes
from indicators.notes.verbs import replace, withdraw, write
from tests.builders import make_area, make_england, make_indicator, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def on(day):
    return time_machine.travel(datetime(2026, 3, day, 12, tzinfo=UTC), tick=False)


@pytest.fixture
def story():
    """Written on the 2nd, replaced on the 4th, withdrawn on the 6th; another one on the 4th."""
    officer = make_user("officer")
    indicator, area = make_indicator(), make_area()
    with on(2):
        first = write(indicator, area, "first", by=officer)
    with on(4):
        second = replace(first, "second", by=officer)
        write(indicator, area, "other", by=officer)
    with on(6):
        withdraw(second, by=officer, why="Wrong.")
    return indicator, area


def standing(story, day=None, reader=Reader.COUNCIL):
    as_of = date(2026, 3, day) if day else None
    return {one.note.text for one in notes(*story, as_of, reader) if one.stands}


def test_each_day_has_what_stood_at_its_end(story):
    assert {day: standing(story, day) for day in (1, 2, 3, 4, 5, 6)} == {
        1: set(),
        2: {"first"},
        3: {"first"},
        4: {"second", "other"},
        5: {"second", "other"},
        6: {"other"},
    }
    assert standing(story) == {"other"}


def test_an_earlier_day_s_history_knows_nothing_of_later_ones(story):
    (known,) = notes(*story, date(2026, 3, 3), Reader.COUNCIL)
    assert (known.note.text, known.replaced_by, known.withdrawn) == ("first", None, False)


def test_the_whole_history_is_newest_first(story):
    told = [(one.note.text, one.stands) for one in notes(*story, None, Reader.COUNCIL)]
    assert told == [("other", True), ("second", False), ("first", False)]


@pytest.mark.parametrize("reader", [Reader.PARTNER, Reader.PUBLIC])
def test_nobody_outside_the_council_reads_them(story, reader):
    assert standing(story, reader=reader) == set()


def test_another_area_s_and_another_indicator_s_are_not_here(story):
    indicator, area = story
    assert notes(indicator, make_england(), None, Reader.COUNCIL) == []
    assert notes(make_indicator("other", order=2), area, None, Reader.COUNCIL) == []


def test_one_query_for_all_of_it(story, django_assert_num_queries):
    with django_assert_num_queries(1):
        for one in notes(*story, None, Reader.COUNCIL):
            assert one.note.by.username == "officer"
            assert one.replaced_by is None or one.replaced_by.by == one.note.by
            assert one.note.withdrawn_by in (None, one.note.by)
