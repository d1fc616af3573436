"""What belongs together is tied in the database: each rule is tried past all our own checks."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.service import loader
from indicators.ledger.models import Batch, Observation
from tests.builders import make_area, make_indicator, make_series, make_source, record

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BROKEN = {
    "observation_value_or_reason: neither": {"value": None},
    "observation_value_or_reason: both": {"missing_reason": "suppressed"},
    "observation_upper_not_below": {"value_upper": Decimal(44)},
    "observation_upper_not_below: no value": {
        "value": None,
        "missing_reason": "suppressed",
        "value_upper": Decimal(46),
    },
    "observation_denominator_positive": {"denominator": Decimal(0)},
    "observation_ends_after_start": {"starts": date(2025, 4, 1)},
    "observation_part_of_whole": {"numerator": Decimal(352), "denominator": Decimal(351)},
    "observation_revised_with_reason": {"revision": 2, "why": ""},
    "observation_known_words: reason": {"value": None, "missing_reason": "lost"},
    "observation_known_words: qualifier": {"qualifier": "roughly"},
    "observation_known_words: status": {"status": "fine"},
    "is_proportion must be that of the series": {"is_proportion": False},
}


def observation(**more):
    fields = {
        "series": make_series(),
        "is_proportion": True,
        "area": make_area(),
        "period_kind": "financial-year",
        "starts": date(2024, 4, 1),
        "ends": date(2025, 3, 31),
        "value": Decimal(45),
        "by": loader(),
        "known_on": date(2025, 11, 20),
        "recorded_at": timezone.now(),
    }
    return Observation(**{**fields, **more})


def insert(one):
    with transaction.atomic():
        return QuerySet(type(one)).bulk_create([one])[0]


def broken_rule(fault):
    """SQLite and PostgreSQL both name the constraint; a trigger says its sentence."""
    return str(fault.value)


def test_a_whole_row_is_taken():
    assert insert(observation(numerator=Decimal(159), denominator=Decimal(351))).pk


@pytest.mark.parametrize("rule", BROKEN)
def test_a_row_that_breaks_one_rule_is_refused(rule):
    with pytest.raises(IntegrityError) as fault:
        insert(observation(**BROKEN[rule]))
    assert rule.split(":")[0] in broken_rule(fault)


def test_more_than_all_is_allowed_where_the_figure_is_no_proportion():
    visits = make_series(make_indicator("visits", unit="per-10,000"), is_proportion=False)
    fields = {"series": visits, "is_proportion": False}
    assert insert(observation(numerator=Decimal(9), denominator=Decimal(8), **fields)).pk


def test_the_same_figure_has_one_current_revision():
    insert(observation())
    with pytest.raises(IntegrityError):
        insert(observation(revision=2, why="corrected"))


def test_a_revision_has_its_number_once():
    insert(observation())
    with pytest.raises(IntegrityError):
        insert(observation(is_current=False))


def test_the_same_dates_of_another_kind_are_another_figure():
    insert(observation())
    assert insert(observation(period_kind="span")).pk


def test_a_series_with_figures_keeps_its_is_proportion():
    series = record().series
    series.is_proportion = False
    with pytest.raises(IntegrityError, match="keeps its is_proportion"), transaction.atomic():
        series.save()


def test_a_series_without_figures_may_change():
    series = make_series()
    series.is_proportion = False
    series.save()
    series.refresh_from_db()
    assert not series.is_proportion


@pytest.mark.parametrize(
    "half",
    [
        {"withdrawn_at": timezone.now()},
        {"withdrawn_why": "A wrong file."},
        {"withdrawn_at": timezone.now(), "withdrawn_why": "A wrong file."},
    ],
)
def test_a_batch_is_withdrawn_by_someone_at_a_time_for_a_reason(half):
    fields = {"source": make_source(), "file_name": "x.csv", "sha256": "0" * 64, "rows": 1}
    fields |= {"known_on": date(2025, 1, 1), "recorded_at": timezone.now(), "by": loader()}
    with pytest.raises(IntegrityError, match="batch_withdrawn_whole"):
        insert(Batch(**fields, **half))


def test_numbers_of_england_s_size_fit():
    england = Decimal("16012355892.1234")  # SQLite keeps fifteen digits
    counts = make_series(make_indicator("spending", unit="pounds"), is_proportion=False)
    kept = insert(observation(series=counts, is_proportion=False, value=england))
    assert Observation.objects.get(pk=kept.pk).value == england


def test_foreign_keys_hold():
    """A figure's area cannot be taken away under it, not even in SQL."""
    area = record().area
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM areas_area WHERE id = %s", [area.pk])


@pytest.mark.parametrize("reference", ["area_id", "by_id"])
def test_a_figure_refers_to_nothing_that_is_not_there(reference):
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        insert(observation(**{reference: 10**9}))
