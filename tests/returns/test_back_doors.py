"""Every other way than the verbs to change what was typed, said and signed, tried."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.service import loader
from indicators.ledger.models import LedgerClosedError, Observation
from indicators.returns import verbs
from indicators.returns.models import Commentary, Entry, Event, Quality, Return, Section
from tests.ledger.test_back_doors import columns_of, refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]

CLOSED = (Event, Commentary, Quality)
# A column of each table that never changes.
LASTING = {
    "returns_event": "version",
    "returns_commentary": "says",
    "returns_quality": "why",
    "returns_return": "period_kind",
    "returns_section": "theme_id",
    "returns_entry": "breakdown",
}


@pytest.fixture
def signed(desk):
    desk.fill(desk.officer)
    desk.save(desk.officer, says="Half of them.")
    verbs.submit(desk.section, by=desk.officer)
    verbs.sign(desk.section, by=desk.approver)
    return desk


DOORS = {
    "save": lambda one: one.save(),
    "delete": lambda one: one.delete(),
    "create": lambda one: type(one).objects.create(),
    "get_or_create": lambda one: type(one).objects.get_or_create(pk=0),
    "update_or_create": lambda one: type(one).objects.update_or_create(pk=one.pk),
    "update": lambda one: type(one).objects.update(by=None),
    "query set delete": lambda one: type(one).objects.all().delete(),
    "raw delete": lambda one: type(one).objects.all()._raw_delete("default"),
    "bulk_create": lambda one: type(one).objects.bulk_create([one]),
    "bulk_update": lambda one: type(one).objects.bulk_update([one], ["by"]),
    "base manager": lambda one: type(one)._base_manager.update(by=None),
}


@pytest.mark.parametrize("model", CLOSED)
@pytest.mark.parametrize("door", DOORS)
def test_django_s_ways_in_are_closed(signed, model, door):
    with pytest.raises(LedgerClosedError):
        DOORS[door](model.objects.first())


def test_related_managers_are_closed(signed):
    with pytest.raises(LedgerClosedError):
        signed.section.events.update(by=None)
    with pytest.raises(LedgerClosedError):
        signed.entry().events.all().delete()


@pytest.mark.parametrize("table", LASTING)
def test_sql_cannot_overwrite(signed, table):
    with refused("overwritten") as cursor:
        cursor.execute(f"UPDATE {table} SET {LASTING[table]} = '7'")


@pytest.mark.parametrize("table", LASTING)
def test_sql_cannot_delete(signed, table):
    with refused("deleted") as cursor:
        cursor.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", LASTING)
def test_sql_cannot_empty_the_table(signed, table):
    empty = {"postgresql": f"TRUNCATE {table} CASCADE", "sqlite": f"DELETE FROM {table} WHERE true"}
    connection.check_constraints()  # settles what is deferred, which would stand in the way
    with refused("deleted") as cursor:
        cursor.execute(empty[connection.vendor])


@pytest.mark.parametrize("table", LASTING)
def test_sql_cannot_put_a_row_in_another_s_place(signed, table):
    names = ", ".join(columns_of(table))
    statement, word = {
        "sqlite": (
            f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table}",
            "UNIQUE",
        ),
        "postgresql": (
            f"INSERT INTO {table} SELECT * FROM {table} "
            f"ON CONFLICT (id) DO UPDATE SET {LASTING[table]} = '7'",
            "overwritten",
        ),
    }[connection.vendor]
    with refused(word) as cursor:
        cursor.execute(statement)


def test_what_is_published_is_not_opened_again(signed):
    with refused("overwritten") as cursor:
        cursor.execute("UPDATE returns_section SET state = 'open'")


def test_what_is_published_is_not_retyped(signed):
    with pytest.raises(DatabaseError, match="overwritten"), transaction.atomic():
        Entry.objects.update(numerator="30")


def test_a_version_never_goes_back(desk):
    desk.save(desk.officer, numerator="29")
    with refused("overwritten") as cursor:
        cursor.execute("UPDATE returns_entry SET version = 0, typed_by_id = NULL, typed_at = NULL")


def test_a_return_s_days_may_be_moved(desk):
    Return.objects.update(due=date(2030, 1, 1))
    assert desk.due.due == date(2030, 1, 1)


def test_a_section_has_a_state_of_the_table(desk):
    with pytest.raises(IntegrityError, match="section_known_state"), transaction.atomic():
        Section.objects.update(state="lost")


def test_a_version_of_a_line_is_typed_once(desk):
    desk.save(desk.officer, numerator="29")
    event = Event.objects.get()
    event.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        QuerySet(Event).bulk_create([event])


# Two people for every figure of the council's own, by SQL that no check of ours sees

PEOPLE = {
    "nobody typed it": (None, "names who typed it and who signed it"),
    "one person did both": ("loader", "observation_by_two_people"),
}


@pytest.mark.parametrize("case", PEOPLE)
def test_a_figure_of_the_council_has_two_people_in_sql_too(signed, case):
    who, words = PEOPLE[case]
    names = [n for n in columns_of("ledger_observation") if n != "id"]
    typed_by = loader().pk if who else None
    instead = {"revision": "99", "why": "'again'", "is_current": "false", "by_id": str(loader().pk)}
    instead["typed_by_id"] = "NULL" if typed_by is None else str(typed_by)
    if connection.vendor == "sqlite":
        instead["is_current"] = "0"
    chosen = ", ".join(instead.get(name, f'"{name}"') for name in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    before = Observation.objects.count()
    with refused(words) as cursor:
        cursor.execute(
            f"INSERT INTO ledger_observation ({quoted}) SELECT {chosen} FROM ledger_observation"
        )
    assert Observation.objects.count() == before


@pytest.mark.parametrize(
    ("model", "more"), [(Commentary, {"says": "x"}), (Quality, {"grade": "A"})]
)
def test_what_is_said_of_it_has_two_people_too(signed, model, more):
    figure = Observation.objects.first()
    row = model(
        series=figure.series,
        area=figure.area,
        period_kind=figure.period_kind,
        starts=figure.starts,
        ends=figure.ends,
        typed_by=signed.approver,
        by=signed.approver,
        at=timezone.now(),
        **more,
    )
    with pytest.raises(IntegrityError, match="by_two_people"), transaction.atomic():
        QuerySet(model).bulk_create([row])
