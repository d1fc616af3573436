"""A year back and one step on: the same kind of period, at the right distance."""

from datetime import timedelta

import pytest
from hypothesis import assume, given

from indicators.periods import Period
from tests.periods.samples import periods


@given(periods())
def test_a_year_before_and_a_year_on_is_where_it_began(period):
    before = period.year_before()
    assume(before is not None)
    # A day at the end of February has two different neighbours in leap years.
    assume("-02-2" not in str(period))
    assert before.following("year") == period
    assert before.kind == period.kind
    assert 363 <= (period.ends - before.ends).days <= 372


@given(periods())
def test_only_a_week_53_and_a_span_too_short_lack_a_year_before(period):
    if period.year_before() is None:
        assert str(period).endswith("W53") or period.kind == "span"


@given(periods())
def test_what_follows_ends_later_and_is_of_the_same_kind(period):
    following = period.following()
    assume(following is not None)
    assert following > period
    assert following.kind == period.kind


@given(periods())
def test_kinds_that_tile_time_leave_no_day_between(period):
    assume(period.kind in ("financial-year", "quarter", "month", "week", "term", "calendar-year"))
    assert period.following().starts == period.ends + timedelta(days=1)


@pytest.mark.parametrize(
    ("period", "frequency", "following"),
    [
        ("2024-12-31", "quarter", "2025-03-31"),
        ("2024-11-30", "quarter", "2025-02-28"),
        ("2025-02-28", "month", "2025-03-31"),
        ("2025-03-30", "month", "2025-04-30"),
        ("2025-01-30", "month", "2025-02-28"),
        ("2025-03-23", "week", "2025-03-30"),
        ("2024-10-15", "term", "2025-03-31"),
        ("2024-12-31", "term", "2025-03-31"),
        ("2025-03-31", "year", "2026-03-31"),
        ("12m to 2025-M03", "quarter", "12m to 2025-M06"),
        ("12m to 2025-M03", "year", "12m to 2026-M03"),
        ("2016-06-01..2016-08-31", "quarter", "2016-09-01..2016-11-30"),
        ("2024-25 Q4", "year", "2025-26 Q4"),
        ("2024-25", "quarter", "2025-26"),
        ("2020-W53", "year", None),
        ("2016-10-24..2016-11-17", None, None),
    ],
)
def test_a_snapshot_follows_at_its_frequency(period, frequency, following):
    found = Period.parse(period).following(frequency)
    assert str(found) == str(following)


def test_the_end_of_the_calendar_has_no_next():
    assert Period.parse("2199-00").following() is None
    assert Period.parse("1900-01").year_before() is None


def test_a_span_that_would_shrink_to_a_day_has_no_year_before():
    assert Period.parse("2016-02-28..2016-02-29").year_before() is None
