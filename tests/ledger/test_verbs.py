"""The writers: what they write, what they refuse and in which words."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.service import loader
from indicators.ledger.models import AuditLink, Batch, Observation
from indicators.ledger.verbs import (
    ConflictError,
    RefusedError,
    is_loaded,
    record_batch,
    withdraw,
)
from tests.builders import (
    correct,
    make_area,
    make_indicator,
    make_series,
    make_source,
    make_user,
    record,
    row,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def bring(*rows, sha="1" * 64, name="history/one.csv"):
    return record_batch(
        source=make_source(), file_name=name, sha256=sha, rows=rows, by=loader(), why="New release."
    )


def test_record_writes_the_first_revision_with_its_author_and_both_clocks():
    before = timezone.now()
    one = record(known_on=date(2025, 11, 20))
    kept = Observation.objects.get(pk=one.pk)
    assert (kept.revision, kept.is_current, kept.by) == (1, True, loader())
    assert kept.known_on == date(2025, 11, 20)
    assert before <= kept.recorded_at <= timezone.now()


def test_record_refuses_a_figure_that_is_there():
    one = record()
    with pytest.raises(RefusedError, match="is in the ledger already"):
        record("46", area=one.area)


def test_other_periods_areas_and_breakdowns_are_other_figures():
    record()
    record(period="2023-24")
    record(area=make_area("E92000001", "England", "country"))
    record(breakdown="age: 16 to 17")
    assert Observation.objects.count() == 4


REFUSED = {
    "both a value and a reason": ({"missing_reason": "suppressed"}, "either a value or a reason"),
    "neither": ({"value": None}, "either a value or a reason"),
    "unknown reason": ({"value": None, "missing_reason": "lost"}, "“lost” is unknown"),
    "unknown qualifier": ({"qualifier": "roughly"}, "“roughly” is unknown"),
    "unknown status": ({"status": "fine"}, "“fine” is unknown"),
    "upper below": ({"value_upper": "44"}, "upper value"),
    "no denominator": ({"denominator": "0"}, "A denominator is above 0"),
    "more than all": ({"numerator": "9", "denominator": "8"}, "9 of 8 is more than all of them"),
    "no percentage": ({"value": "101"}, "101 is no percentage"),
    "below nothing": ({"value": "-1"}, "-1 is no percentage"),
    "seven decimals": ({"value": "45.1234567"}, "does not fit"),
    "not a number": ({"value": "NaN"}, "does not fit"),
    "no breakdown": ({"breakdown": "16 to 17"}, "“16 to 17” is no breakdown"),
    "the future": ({"known_on": date.today() + timedelta(days=2)}, "in the future"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_refused_in_words_before_anything_is_written(fault):
    fields, words = REFUSED[fault]
    with pytest.raises(RefusedError, match=words):
        record(**fields)
    assert not Observation.objects.exists()
    assert not AuditLink.objects.exists()


def test_the_council_s_own_figures_are_refused():
    local = make_series(make_indicator("own"), "local", kind="local")
    with pytest.raises(RefusedError, match="signed return"):
        record(series=local)
    with pytest.raises(RefusedError, match="signed return"):
        bring(row(series=local))


def test_an_area_that_has_ended_gets_no_later_figure():
    ended = make_area("E10000021", "Northamptonshire", ends=date(2021, 3, 31))
    record(area=ended, period="2020-21")
    with pytest.raises(RefusedError, match="Northamptonshire ended on 2021-03-31"):
        record(area=ended, period="2021-22")


def test_a_correction_is_a_further_revision_with_reason_and_author():
    officer = make_user("officer")
    first = record(known_on=date(2021, 1, 1))
    second = correct(first, "46", date(2022, 1, 1))
    third = withdraw(second, by=officer, why="  Another council's.  ")
    rows = Observation.objects.order_by("revision")
    assert [(r.revision, r.is_current) for r in rows] == [(1, False), (2, False), (3, True)]
    assert [r.value for r in rows] == [45, 46, None]
    assert (rows[2].why, rows[2].by, rows[2].pk) == ("Another council's.", officer, third.pk)
    assert rows[0].value == 45


def test_a_correction_needs_a_reason():
    with pytest.raises(RefusedError, match="Say why"):
        withdraw(record(), by=loader(), why=" ")


def test_a_correction_cannot_have_been_known_before_what_it_corrects():
    one = record(known_on=date(2021, 1, 1))
    with pytest.raises(RefusedError, match="cannot have been known on 2020-12-31"):
        correct(one, "46", date(2020, 12, 31))


def test_who_corrects_what_is_no_longer_current_is_told():
    one = record(known_on=date(2021, 1, 1))
    correct(one, "46", date(2022, 1, 1))
    with pytest.raises(ConflictError, match="Somebody else has corrected this figure"):
        correct(one, "47", date(2022, 1, 1))
    assert Observation.objects.get(is_current=True).value == 46


def test_a_batch_names_its_file_and_each_figure_names_its_batch():
    done = bring(row(), row(period="2023-24", known_on=date(2021, 1, 1)))
    assert (done.new, done.changed, done.unchanged) == (2, 0, 0)
    batch = Batch.objects.get()
    assert (batch.rows, batch.known_on) == (2, date(2021, 1, 1))
    assert set(Observation.objects.values_list("batch", flat=True)) == {batch.pk}


def test_the_same_file_twice_writes_nothing():
    bring(row())
    again = bring(row())
    assert (again.batch, again.unchanged) == (None, 1)
    assert (Batch.objects.count(), AuditLink.objects.count()) == (1, 1)


def test_another_file_that_says_the_same_is_remembered_but_revises_nothing():
    bring(row())
    assert not is_loaded("history/one.csv", "2" * 64)
    bring(row(reference="another table"), sha="2" * 64)
    assert is_loaded("history/one.csv", "2" * 64)
    assert Observation.objects.count() == 1


def test_a_file_that_went_back_is_read_again():
    for sha, value in (("1" * 64, "45"), ("2" * 64, "46")):
        bring(row(value), sha=sha)
    assert not is_loaded("history/one.csv", "1" * 64)
    bring(row("45"))
    assert Observation.objects.get(is_current=True).value == 45
    assert Observation.objects.count() == 3


@pytest.mark.parametrize(
    "change",
    [
        {"value": "46"},
        {"value_upper": "50"},
        {"numerator": "159", "denominator": "351"},
        {"qualifier": "about"},
        {"status": "revised"},
        {"value": None, "missing_reason": "suppressed"},
    ],
)
def test_what_says_something_new_is_a_revision(change):
    bring(row())
    done = bring(row(**change), sha="2" * 64)
    assert (done.new, done.changed) == (0, 1)
    newest = Observation.objects.get(is_current=True)
    assert (newest.revision, newest.why) == (2, "New release.")


def test_a_revision_that_repeats_the_first_release_day_is_known_from_today():
    bring(row("45", known_on=date(2017, 12, 7)))
    bring(row("46", known_on=date(2017, 12, 7)), sha="2" * 64)
    newest = Observation.objects.get(is_current=True)
    assert newest.known_on == timezone.localdate()


def test_a_revision_with_a_later_release_day_is_known_from_that_day():
    bring(row("45", known_on=date(2017, 12, 7)))
    bring(row("46", known_on=date(2018, 11, 15)), sha="2" * 64)
    assert Observation.objects.get(is_current=True).known_on == date(2018, 11, 15)


def test_a_batch_is_whole_or_nothing():
    with pytest.raises(RefusedError):
        bring(row(), row(period="2023-24", value="101"))
    assert not Observation.objects.exists()
    assert not Batch.objects.exists()


def test_a_batch_with_the_same_figure_twice_is_refused():
    with pytest.raises(RefusedError, match="is there twice"):
        bring(row("45"), row("46"))


def test_numbers_come_back_as_they_went_in():
    bring(row("33.333333"))
    assert Observation.objects.get().value == Decimal("33.333333")
    assert bring(row("33.333333")).unchanged == 1
