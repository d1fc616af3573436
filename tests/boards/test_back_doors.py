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
from tests.boards.builders import item
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
    """A meeting whose minutes are agreed, with something of everything."""
    earlier = desk.meeting(-9)
    decided = desk.decide(earlier)
    one = desk.meeting(0)
    verbs.remark(one, desk.indicator, "So.", by=desk.clerk)
    for paper in (p for edition in desk.despatch(one) for p in edition.papers.all()):
        verbs.keep_paper(paper, b"%PDF")
    verbs.answer(verbs.ask(item(one), "Why?", by=desk.member), "So.", by=desk.clerk)
    verbs.note(item(one), "Said.", by=desk.clerk)
    verbs.mark(decided, "done", meeting=one, by=desk.clerk)
    desk.decide(one)
    desk.agree(one)
    desk.agree(earlier)
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
    if connection.vendor == "sqlite":
        lift = "DROP TRIGGER guard_boards_edition_update"
    else:
        lift = "DROP TRIGGER guard_boards_edition_update ON boards_edition"
    with connection.cursor() as cursor:
        cursor.execute(lift)
        cursor.execute("UPDATE boards_edition SET body = '{}' WHERE kind = 'public'")
    (fault,) = verify().faults
    assert (fault.table, fault.chain) == ("boards_edition", meeting.chain)
    assert fault.what == "was changed since it was written"
