"""Verification of figures that one link vouches for by the hundred thousand.

Each change is made by SQL with the triggers off, as somebody with the database's password could.
"""

import pytest

from indicators.ledger.models import Batch, Observation
from indicators.ledger.verification import verify
from tests.builders import make_area, make_england, make_indicator, make_series
from tests.ledger.test_back_doors import columns_of
from tests.ledger.test_intake import PERIODS, stated, take
from tests.ledger.test_verification import tampered

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TABLE = "ledger_observation"


@pytest.fixture
def batch():
    """Two areas in two periods, and a later file that revises one and adds a dash."""
    areas = (make_area(), make_england())
    take(*(stated("45", area_id=one.pk, period=period) for one in areas for period in PERIODS))
    again = [stated("46"), stated(period=PERIODS[0]), stated("45", area_id=areas[1].pk)]
    other = make_series(make_indicator("other"))
    take(stated("12.5", numerator=5, denominator=40, status="provisional"), series=other)
    return take(*again).batch


@pytest.fixture
def victim(batch):
    """A figure that the first file wrote beside another of its series and period."""
    return Observation.objects.get(area=make_england(), ends=PERIODS[1].ends)


def one_fault(said, victim):
    (fault,) = said
    assert fault.startswith(f"{TABLE} ")
    assert f"batch:{victim.batch_id}, link 1" in fault
    return fault


def test_all_is_well(batch):
    assert verify().faults == []
    assert verify().rows == Observation.objects.count() + Batch.objects.count()


CHANGES = {
    "value": "44",
    "numerator": "1",
    "denominator": "1000",
    "status": "'doubtful'",
    "reference": "'elsewhere'",
    "known_on": "'2019-12-31'",
    "known_on_estimated": "true",
    "note": "'a word'",
    "by_id": "by_id + 1",
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_column(victim, column):
    change = f"UPDATE {TABLE} SET {column} = {CHANGES[column]} WHERE id = {victim.pk}"
    with tampered(change) as said:
        assert "changed, added or removed" in one_fault(said, victim)


def test_a_figure_moved_to_another_breakdown(victim):
    """It is missing where it was, and nobody vouches for it where it is."""
    change = f"UPDATE {TABLE} SET breakdown = 'age: 16' WHERE id = {victim.pk}"
    with tampered(change) as said:
        assert len(said) == 2
        assert f"{TABLE} {victim.pk}: was added: no link vouches for it" in said


def test_two_areas_exchanged(victim):
    """Each says that it is the other's, and one another value."""
    series, ends = victim.series_id, victim.ends
    others = Observation.objects.filter(series=series, ends=ends, revision=1)
    other = others.exclude(pk=victim.pk).get()
    changes = [
        f"UPDATE {TABLE} SET area_id = 0 WHERE id = {other.pk}",
        f"UPDATE {TABLE} SET area_id = {other.area_id} WHERE id = {victim.pk}",
        f"UPDATE {TABLE} SET area_id = {victim.area_id}, value = 44 WHERE id = {other.pk}",
    ]
    with tampered(*changes) as said:
        assert any("changed, added or removed" in one for one in said)


def test_a_removed_row(victim):
    with tampered(f"DELETE FROM {TABLE} WHERE id = {victim.pk}") as said:
        one_fault(said, victim)


def test_all_rows_of_a_period_removed(batch):
    dash = Observation.objects.get(value=None)
    with tampered(f"DELETE FROM {TABLE} WHERE id = {dash.pk}") as said:
        assert any("were removed" in one for one in said)


def test_an_added_row(victim):
    names = [name for name in columns_of(TABLE) if name != "id"]
    values = ", ".join("revision + 7" if name == "revision" else name for name in names)
    added = (
        f"INSERT INTO {TABLE} ({', '.join(names)}) SELECT {values} FROM {TABLE} "
        f"WHERE id = {victim.pk}"
    )
    with tampered(added) as said:
        assert any("changed, added or removed" in one for one in said)


def test_an_old_revision_shown_again(batch):
    """Which one is current is no part of what a link vouches for; it is looked at by itself."""
    old = Observation.objects.get(revision=1, is_current=False, ends=PERIODS[1].ends)
    with tampered(f"UPDATE {TABLE} SET is_current = true WHERE id = {old.pk}") as said:
        assert said == [f"{TABLE} {old.pk}: revision 1 was marked as current"]


def test_a_forged_link(victim):
    """Somebody who also changes the digest in the link is found by the link's own."""
    with tampered(
        f"UPDATE {TABLE} SET value = 44 WHERE id = {victim.pk}",
        "UPDATE ledger_auditlink SET rows = replace(rows, 'together', 'together ') "
        f"WHERE chain = 'batch:{victim.batch_id}'",
    ) as said:
        assert any("what it vouches for was changed" in one for one in said)
