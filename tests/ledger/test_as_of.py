"""As of any day, the door shows what a plain loop over everything written would show."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.roles import Reader
from indicators.ledger.door import figures
from indicators.ledger.models import Observation
from indicators.ledger.verbs import RefusedError, withdraw
from tests.builders import correct, loader, make_area, make_series, record

pytestmark = [pytest.mark.django_db, pytest.mark.database]

START = date(2025, 1, 1)
DAYS = 8
PERIODS = ("2022-23", "2023-24")

# An act: how many days pass before it, which of two figures, what is done, the value, and how long
# before that day it had become known.
ACTS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(PERIODS),
        st.sampled_from(["record", "correct", "correct", "withdraw"]),
        st.integers(0, 100),
        st.integers(0, 3),
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_as_of_equals_replay(acts):
    with transaction.atomic():
        series, area = make_series(), make_area()
        last, diary = replay(acts, series, area)
        with time_machine.travel(noon(last)):
            for number in range(-4, (last - START).days + 2):
                day = START + timedelta(days=number)
                seen = figures([area], [series], day, Reader.COUNCIL)
                assert {str(f.period): f.value for f in seen} == known(diary, day)
            today = figures([area], [series], None, Reader.COUNCIL)
            assert {str(f.period): f.value for f in today} == known(diary, last)
        check_revisions(diary)
        transaction.set_rollback(True)


def replay(acts, series, area):
    """Does the acts, and keeps a diary: (period, the day it was known, its value or None)."""
    day, diary, newest = START, [], {}
    for passed, period, verb, value, before in acts:
        day += timedelta(days=passed)
        known_on = day - timedelta(days=before)
        with time_machine.travel(noon(day)):
            if verb == "record" and period not in newest:
                written = record(str(value), period, series=series, area=area, known_on=known_on)
            elif verb == "record" or period not in newest:
                continue
            elif verb == "withdraw":
                written, known_on, value = newest[period], day, None
                written = withdraw(written, by=loader(), why="A mistake.")
            elif known_on < newest[period].known_on:
                with pytest.raises(RefusedError, match="cannot have been known"):
                    correct(newest[period], str(value), known_on)
                continue
            else:
                written = correct(newest[period], str(value), known_on)
        newest[period] = written
        diary.append((period, known_on, value))
    return day, diary


def known(diary, day):
    """The slow, obvious way: read the diary from the top, and forget what was withdrawn."""
    found = {}
    for period, known_on, value in diary:
        if known_on <= day:
            found[period] = value
    return {period: value for period, value in found.items() if value is not None}


def check_revisions(diary):
    for period in PERIODS:
        written = [entry for entry in diary if entry[0] == period]
        ends = date(int(period[:4]) + 1, 3, 31)
        rows = Observation.objects.filter(ends=ends).order_by("revision")
        assert [row.revision for row in rows] == list(range(1, len(written) + 1))
        assert [row.is_current for row in rows] == [False] * (len(written) - 1) + [True] * bool(
            written
        )


def noon(day):
    return f"{day} 12:00"
