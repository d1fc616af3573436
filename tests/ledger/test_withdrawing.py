"""A batch is taken back: what stood before stands again, and what somebody revised since stays."""

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.roles import Reader
from accounts.service import loader
from indicators.ledger.door import figures
from indicators.ledger.models import Batch, Observation
from indicators.ledger.verbs import is_loaded
from indicators.ledger.verification import verify
from indicators.ledger.withdrawing import Withdrawn, withdraw_batch
from indicators.refusal import RefusedError
from tests.builders import correct, make_area, make_series, make_user, record
from tests.ledger.test_intake import LONG_AGO, PERIODS, stated, take

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def withdraw(taken, why="The wrong file."):
    return withdraw_batch(taken.batch, by=loader(), why=why)


def shown(as_of=None):
    """Period → value, as a reader sees it."""
    found = figures([make_area()], [make_series()], as_of, Reader.COUNCIL)
    return {str(one.period): one.value for one in found}


def revisions():
    rows = Observation.objects.order_by("ends", "revision")
    return list(rows.values_list("value", "status", "is_current"))


def test_a_figure_that_nothing_stood_before_is_gone(db):
    assert withdraw(take(stated("45"))) == Withdrawn(restored=0, gone=1, left=0)
    assert shown() == {}
    assert revisions() == [(45, "final", False), (None, "withdrawn", True)]
    assert verify().faults == []


def test_what_stood_before_stands_again_as_a_revision_known_from_today(db):
    take(stated("45", numerator=9, denominator=20, status="provisional"))
    second = take(stated("46", known_on=date(2021, 1, 1)))
    assert withdraw(second) == Withdrawn(restored=1, gone=0, left=0)
    back = Observation.objects.get(is_current=True)
    assert (back.value, back.numerator, back.denominator) == (45, 9, 20)
    assert (back.status, back.revision, back.known_on) == ("provisional", 3, date.today())
    assert back.why == "long.csv is withdrawn: The wrong file."
    assert shown(date(2020, 6, 1)) == {"2024-25": 45}
    assert shown(date(2021, 6, 1)) == {"2024-25": 46}
    assert shown() == {"2024-25": 45}
    assert verify().faults == []


def test_what_somebody_revised_since_stays(db):
    first = take(stated("45"), stated("7", period=PERIODS[0]))
    correct(Observation.objects.get(value=7), "8", date(2021, 1, 1))
    assert withdraw(first) == Withdrawn(restored=0, gone=1, left=1)
    assert shown() == {"2023-24": 8}
    assert verify().faults == []


def test_figures_that_the_batch_left_alone_stay(db):
    record("45", "2024-25", known_on=LONG_AGO)
    second = take(stated("45"), stated("7", period=PERIODS[0]))
    assert withdraw(second) == Withdrawn(restored=0, gone=1, left=0)
    assert shown() == {"2024-25": 45}


def test_of_two_batches_the_older_is_withdrawn_first(db):
    """The newer one's figure stays, and goes back past the withdrawn one when it goes itself."""
    record("44", "2024-25", known_on=LONG_AGO)
    second, third = take(stated("45")), take(stated("46"))
    assert withdraw(second) == Withdrawn(restored=0, gone=0, left=1)
    assert shown() == {"2024-25": 46}
    assert withdraw(third) == Withdrawn(restored=1, gone=0, left=0)
    assert shown() == {"2024-25": 44}
    assert verify().faults == []


def test_newest_first_goes_back_step_by_step(db):
    first, second = take(stated("45")), take(stated("46"))
    withdraw(second)
    assert shown() == {"2024-25": 45}
    withdraw(first)
    assert shown() == {}
    assert verify().faults == []


def test_it_says_who_why_and_when_and_only_once(db):
    taken = take(stated("45"))
    for why in ("", "  "):
        with pytest.raises(RefusedError, match="Say why"):
            withdraw(taken, why)
    withdraw(taken)
    batch = Batch.objects.get()
    assert (batch.withdrawn_by, batch.withdrawn_why) == (loader(), "The wrong file.")
    assert batch.withdrawn_at
    before = revisions()
    with pytest.raises(RefusedError, match="already"):
        withdraw(taken)
    assert revisions() == before


def test_a_withdrawn_file_may_be_brought_in_again(db):
    taken = take(stated("45"))
    assert is_loaded("long.csv", "0" * 64)
    withdraw(taken)
    assert not is_loaded("long.csv", "0" * 64)
    take(stated("45"))
    assert shown() == {"2024-25": 45}


def test_the_command_lists_batches_and_withdraws_one(db):
    taken, said = take(stated("45")), StringIO()
    call_command("withdraw_batch", stdout=said)
    assert said.getvalue() == f"{taken.batch.pk}  long.csv  1 figures\n"
    officer = make_user("officer")
    call_command("withdraw_batch", taken.batch.pk, by="officer", why="Wrong.", stdout=said)
    assert "1 are gone" in said.getvalue()
    assert Batch.objects.get().withdrawn_by == officer


@pytest.mark.parametrize(
    ("number", "who", "why", "said"),
    [
        (999, "officer", "Wrong.", "no batch 999"),
        (None, "nobody", "Wrong.", "--by"),
        (None, "officer", "", "Say why"),
    ],
)
def test_the_command_refuses(db, number, who, why, said):
    taken = take(stated("45"))
    make_user("officer")
    with pytest.raises(CommandError, match=said):
        call_command("withdraw_batch", number or taken.batch.pk, by=who, why=why)
    assert revisions() == [(45, "final", True)]


# In any order: the newest of what is not withdrawn stands

START = date(2025, 1, 1)
ACTS = st.lists(
    st.one_of(
        st.dictionaries(st.sampled_from(PERIODS), st.integers(0, 2), min_size=1),
        st.integers(-4, -1),  # withdraw this one of the batches, if there are so many
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(acts=ACTS)
def test_withdrawn_in_any_order_the_newest_that_stands_is_shown(db, acts):
    with transaction.atomic():
        batches, standing = [], []
        for number, act in enumerate(acts):
            with time_machine.travel(START + timedelta(days=number), tick=False):
                if isinstance(act, dict):
                    given_ = [stated(str(value), period=p) for p, value in act.items()]
                    before = shown()
                    batches.append(take(*given_))
                    # It wrote only what was said otherwise.
                    standing.append({str(p): v for p, v in act.items() if before.get(str(p)) != v})
                elif -act <= len(batches) and standing[act] is not None:
                    withdraw(batches[act])
                    standing[act] = None
                expected = {}
                for wrote in standing:
                    expected |= {p: Decimal(v) for p, v in (wrote or {}).items()}
                assert shown() == expected
        assert verify().faults == []
        transaction.set_rollback(True)
