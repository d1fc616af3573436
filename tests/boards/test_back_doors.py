"""Every other way than the verbs to change what was frozen, recorded and made, tried."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import QuerySet

from improvement.boards import verbs
from improvement.boards.models import (
    Answer,
    Decision,
    Edition,
    Mark,
    Minute,
    Minutes,
    Paper,
    Question,
    Remark,
)
from indicators.ledger.models import LedgerClosedError
from indicators.ledger.verification import verify
from tests.boards.builders import item, one_of_each
from tests.ledger.test_back_doors import columns_of, refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# A column of each table that never changes.
LASTING = {
    Edition: "body",
    Minutes: "body",
    Remark: "text",
    Question: "text",
    Answer: "text",
    Decision: "wording",
    Mark: "said",
    Minute: "text",
    Paper: "form",
}
STRUCK = (Remark, Question, Answer, Decision, Mark, Minute)
TABLES = {model._meta.db_table: column for model, column in LASTING.items()}


@pytest.fixture
def meeting(desk):
    one = one_of_each(desk)
    assert verify().faults == []
    return one


DOORS = {
    "save": lambda one: one.save(),
    "delete": lambda one: one.delete(),
    "create": lambda one: type(one).objects.create(),
    "get_or_create": lambda one: type(one).objects.get_or_create(pk=0),
    "update_or_create": lambda one: type(one).objects.update_or_create(pk=one.pk),
    "update": lambda one: type(one).objects.update(pk=7),
    "query set delete": lambda one: type(one).objects.all().delete(),
    "raw delete": lambda one: type(one).objects.all()._raw_delete("default"),
    "bulk_create": lambda one: type(one).objects.bulk_create([one]),
    "bulk_update": lambda one: type(one).objects.bulk_update([one], ["id"]),
    "base manager": lambda one: type(one)._base_manager.update(pk=7),
}


@pytest.mark.parametrize("door", DOORS)
def test_django_s_ways_in_are_closed(meeting, door):
    for model in LASTING:
        with pytest.raises(LedgerClosedError):
            DOORS[door](model.objects.first())


def test_related_managers_are_closed(meeting):
    for related in (meeting.editions, meeting.decisions, meeting.notes, meeting.questions):
        with pytest.raises(LedgerClosedError):
            related.all().delete()
        with pytest.raises(LedgerClosedError):
            related.update(by=None)


@pytest.mark.parametrize("table", TABLES)
def test_sql_cannot_overwrite(meeting, table):
    with refused("overwritten") as cursor:
        cursor.execute(f"UPDATE {table} SET {TABLES[table]} = '7'")


@pytest.mark.parametrize("table", TABLES)
def test_sql_cannot_delete(meeting, table):
    with refused("deleted") as cursor:
        cursor.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_sql_cannot_empty_the_table(meeting, table):
    empty = {"postgresql": f"TRUNCATE {table} CASCADE", "sqlite": f"DELETE FROM {table} WHERE true"}
    connection.check_constraints()  # settles what is deferred, which would stand in the way
    with refused("deleted") as cursor:
        cursor.execute(empty[connection.vendor])


@pytest.mark.parametrize("table", TABLES)
def test_sql_cannot_put_a_row_in_another_s_place(meeting, table):
    names = ", ".join(columns_of(table))
    statement, word = {
        "sqlite": (
            f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table}",
            "UNIQUE",
        ),
        "postgresql": (
            f"INSERT INTO {table} SELECT * FROM {table} "
            f"ON CONFLICT (id) DO UPDATE SET {TABLES[table]} = '7'",
            "overwritten",
        ),
    }[connection.vendor]
    with refused(word) as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", ["boards_edition", "boards_minutes"])
def test_sql_cannot_freeze_again_under_another_number(meeting, table):
    """On SQLite, REPLACE would remove the row that a unique constraint meets."""
    names = ", ".join(name for name in columns_of(table) if name != "id")
    statement = f"INTO {table} (id, {names}) SELECT id + 1000, {names} FROM {table}"
    replace = {"sqlite": "INSERT OR REPLACE", "postgresql": "INSERT"}[connection.vendor]
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{replace} {statement}")


@pytest.mark.parametrize("model", STRUCK, ids=lambda model: model.__name__)
def test_what_went_out_or_was_agreed_is_not_struck_past_the_verbs(desk, meeting, model):
    struck = {"struck_at": meeting.at, "struck_by": desk.clerk, "struck_why": "So."}
    for one in model.objects.all():
        with pytest.raises(DatabaseError, match="overwritten"), transaction.atomic():
            QuerySet(model).filter(pk=one.pk).update(**struck)


def test_what_was_struck_stays_struck(desk):
    meeting = desk.despatched(0)
    slip = verbs.strike(verbs.note(item(meeting), "Said.", by=desk.clerk), "So.", by=desk.clerk)
    with pytest.raises(DatabaseError, match="overwritten"), transaction.atomic():
        QuerySet(Minute).filter(pk=slip.pk).update(struck_at=None, struck_by=None, struck_why="")


def test_a_paper_that_was_made_is_not_made_again(meeting):
    for more in ({"content": b"other"}, {"tries": 0}, {"fault": "So."}, {"made_at": None}):
        with pytest.raises(DatabaseError, match="overwritten"), transaction.atomic():
            QuerySet(Paper).exclude(made_at=None).update(**more)


def test_a_change_past_the_guards_is_found(meeting):
    past_the_guards("boards_edition", "SET body = '{}' WHERE kind = 'public'")
    first, second = verify().faults
    assert {first.table, second.table} == {"boards_edition"}
    assert (first.chain, first.what) == (meeting.chain, "was changed since it was written")
    assert second.what == "its digest is another's"


def test_a_paper_changed_past_the_guards_is_found(meeting):
    past_the_guards("boards_paper", "SET content = NULL, made_at = NULL, sha256 = '', size = NULL")
    assert verify().faults == []  # it is to be made again, and its edition is whole
    past_the_guards(
        "boards_paper",
        f"SET content = {'X' * (connection.vendor == 'sqlite')}'00', made_at = at, size = 1, "
        "sha256 = 'f' FROM boards_edition WHERE boards_edition.id = edition_id",
    )
    faults = verify().faults
    assert len(faults) == 9
    assert {(one.table, one.what) for one in faults} == {("boards_paper", "its bytes were changed")}


def test_a_strike_past_the_verbs_is_found(desk):
    """The guards let a strike through until the minutes are agreed; its link is missing."""
    meeting = desk.despatched(0)
    one = verbs.note(item(meeting), "Said.", by=desk.clerk)
    other = verbs.strike(verbs.note(item(meeting), "So.", by=desk.clerk), "Slip.", by=desk.clerk)
    assert verify().faults == []
    struck = {"struck_at": meeting.at, "struck_by": desk.clerk, "struck_why": "So."}
    QuerySet(Minute).filter(pk=one.pk).update(**struck)
    past_the_guards(
        "boards_minute",
        f"SET struck_at = NULL, struck_by_id = NULL, struck_why = '' WHERE id = {other.pk}",
    )
    assert [(fault.row, fault.what) for fault in verify().faults] == [
        (one.pk, "was struck past the verbs"),
        (other.pk, "was struck, and stands again"),
    ]


def past_the_guards(table, change):
    trigger = f"guard_{table}_update"
    lift = {"sqlite": trigger, "postgresql": f"{trigger} ON {table}"}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {lift}")
        cursor.execute(f"UPDATE {table} {change}")
