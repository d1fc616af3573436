"""Every other way into the ledger than its verbs, tried."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.db.models.deletion import ProtectedError
from django.db.models.query import QuerySet

from accounts.service import loader
from indicators.ledger.models import AuditLink, Batch, LedgerClosedError, Observation
from indicators.ledger.verbs import record_batch
from tests.builders import make_source, record, row

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TABLES = {
    "ledger_observation": "value",
    "ledger_batch": "sha256",
    "ledger_auditlink": "hash",
}


@pytest.fixture
def figure():
    batch = record_batch(
        source=make_source(), file_name="a.csv", sha256="1" * 64, rows=[row()], by=loader(), why="-"
    )
    return batch.written[0]


DOORS = {
    "save": lambda one: one.save(),
    "save of one field": lambda one: one.save(update_fields=["value"]),
    "delete": lambda one: one.delete(),
    "create": lambda one: Observation.objects.create(series=one.series, area=one.area),
    "get_or_create": lambda one: Observation.objects.get_or_create(revision=7),
    "update_or_create": lambda one: Observation.objects.update_or_create(
        pk=one.pk, defaults={"value": 1}
    ),
    "update": lambda one: Observation.objects.filter(pk=one.pk).update(value=1),
    "update with F": lambda one: Observation.objects.update(value=F("value") + 1),
    "query set delete": lambda one: Observation.objects.filter(pk=one.pk).delete(),
    "bulk_create": lambda one: Observation.objects.bulk_create([one]),
    "bulk_create over conflicts": lambda one: Observation.objects.bulk_create(
        [one], update_conflicts=True, update_fields=["value"], unique_fields=["id"]
    ),
    "bulk_update": lambda one: Observation.objects.bulk_update([one], ["value"]),
    "raw delete": lambda one: Observation.objects.all()._raw_delete("default"),
    "related manager of the series": lambda one: one.series.observations.update(value=1),
    "related delete": lambda one: one.series.observations.all().delete(),
    "related create": lambda one: one.series.observations.create(area=one.area),
    "base manager": lambda one: Observation._base_manager.update(value=1),
    "default manager": lambda one: Observation._default_manager.all().delete(),
    "batch save": lambda one: one.batch.save(),
    "batch delete": lambda one: one.batch.delete(),
    "batch update": lambda one: Batch.objects.update(rows=0),
    "audit save": lambda one: AuditLink.objects.get().save(),
    "audit delete": lambda one: AuditLink.objects.all().delete(),
    "audit create": lambda one: AuditLink.objects.create(chain="x", seq=1),
}


@pytest.mark.parametrize("door", DOORS)
def test_django_s_ways_in_are_closed(figure, door):
    with pytest.raises(LedgerClosedError):
        DOORS[door](figure)
    assert Observation.objects.get(pk=figure.pk).value == 45


@pytest.mark.parametrize("table", TABLES)
def test_sql_cannot_overwrite(figure, table):
    with refused("overwritten") as cursor:
        cursor.execute(f"UPDATE {table} SET {TABLES[table]} = '1'")


@pytest.mark.parametrize("table", TABLES)
def test_sql_cannot_delete(figure, table):
    with refused("deleted") as cursor:
        cursor.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_sql_cannot_empty_the_table(figure, table):
    empty = {"postgresql": f"TRUNCATE {table} CASCADE", "sqlite": f"DELETE FROM {table} WHERE true"}
    connection.check_constraints()  # settles what is deferred, which would stand in the way
    with refused("deleted") as cursor:
        cursor.execute(empty[connection.vendor])


@pytest.mark.parametrize("table", TABLES)
def test_sql_cannot_put_a_row_in_another_s_place(figure, table):
    names = ", ".join(columns_of(table))
    if connection.vendor == "postgresql":
        statement = (
            f"INSERT INTO {table} SELECT * FROM {table} "
            f"ON CONFLICT (id) DO UPDATE SET {TABLES[table]} = '1'"
        )
        expected = "overwritten"
    else:
        statement = f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table}"
        expected = "UNIQUE"
    with refused(expected) as cursor:
        cursor.execute(statement)


def test_sql_cannot_replace_a_figure_under_another_number(figure):
    """On SQLite, REPLACE would remove the row that a unique constraint meets."""
    names = ", ".join(name for name in columns_of("ledger_observation") if name != "id")
    rows = (
        f"INTO ledger_observation (id, {names}) SELECT id + 1000, {names} FROM ledger_observation"
    )
    unique = "series_id, area_id, period_kind, starts, ends, breakdown, revision"
    statement, expected = {
        "sqlite": (f"INSERT OR REPLACE {rows}", "UNIQUE"),
        "postgresql": (
            f"INSERT {rows} ON CONFLICT ({unique}) DO UPDATE SET value = 1",
            "overwritten",
        ),
    }[connection.vendor]
    with refused(expected) as cursor:
        cursor.execute(statement)


def test_an_old_revision_cannot_become_current_again(figure):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_observation SET is_current = false")
    with refused("overwritten") as cursor:
        cursor.execute("UPDATE ledger_observation SET is_current = true")


def test_even_the_plain_query_set_cannot_overwrite(figure):
    """The one class that verbs use to write is still held by the triggers."""
    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet(Observation).update(known_on=date(2019, 1, 1))
    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet(Observation).delete()


def test_what_figures_refer_to_cannot_be_deleted(figure):
    for referred in (figure.series, figure.area, figure.by, figure.batch.source):
        with pytest.raises((ProtectedError, LedgerClosedError)):
            referred.delete()


def test_reading_is_open(figure):
    assert record(period="2022-23").pk
    assert Observation.objects.count() == 2


class refused:  # noqa: N801 (reads as a sentence)
    """A cursor whose statement the database must refuse with this word."""

    def __init__(self, word):
        self.word = word

    def __enter__(self):
        self.block = transaction.atomic()
        self.block.__enter__()
        self.cursor = connection.cursor()
        return self.cursor

    def __exit__(self, kind, error, trace):
        self.cursor.close()
        self.block.__exit__(kind, error, trace)
        assert isinstance(error, DatabaseError), "the database took it"
        assert self.word in str(error)
        return True


def columns_of(table):
    with connection.cursor() as cursor:
        return [c.name for c in connection.introspection.get_table_description(cursor, table)]
