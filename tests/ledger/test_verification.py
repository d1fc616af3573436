"""manage.py verify_ledger finds every row changed, removed or added past the verbs.

Each change is made by SQL with the triggers off, as somebody with the database's password could.
"""

import json
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts.service import loader
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
from indicators.ledger import audit
from indicators.ledger.kept import kept_models
from indicators.ledger.models import AuditLink, Batch, Observation
from indicators.ledger.verbs import record_batch
from indicators.ledger.verification import verify
from indicators.periods import Period
from indicators.returns import verbs
from indicators.returns.models import Commentary, Entry, Event, Quality, Return, Section
from indicators.returns.opening import open_period
from tests.boards.builders import Desk as Boards
from tests.boards.builders import one_of_each
from tests.builders import correct, make_source, record, row
from tests.ledger.test_back_doors import columns_of
from tests.returns.builders import make_desk

TABLES = [model._meta.db_table for model in kept_models()]

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def everything():
    """One of each kind of row: a board's meeting, a batch, figures, returns signed and open."""
    desk = make_desk()
    one_of_each(Boards())
    batch = [row(), row("40.5", "2023-24"), row(None, "2022-23", missing_reason="suppressed")]
    record_batch(
        source=make_source(), file_name="a", sha256="1" * 64, rows=batch, by=loader(), why="-"
    )
    first = record("46", "2021-22", breakdown="age: 16 to 17", numerator="159", denominator="351")
    correct(first, "46.5", first.known_on)
    desk.save(desk.officer, says="Half of them.", explanation="“So” – it is ¼.")
    verbs.sign(desk.submitted(), by=desk.approver)
    (later,) = open_period(desk.area, Period.parse("2025-26 Q2"))
    entry = Entry.objects.filter(section__of=later).first()
    typed = verbs.Typed(entry=entry.pk, version=0, fields={"numerator": "30"})
    verbs.save(entry.section, [typed], by=desk.officer)


@contextmanager
def tampered(*statements):
    """What verification says after SQL that no trigger sees; then all is as before."""
    with connection.cursor() as cursor:
        connection.check_constraints()
        loose = UNGUARDED[connection.vendor]
        try:
            with transaction.atomic():
                loose(cursor)
                for statement in statements:
                    cursor.execute(statement)
                    assert cursor.rowcount in (1, -1)
                yield said()
                transaction.set_rollback(True)
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints = OFF")


def unguarded_sqlite(cursor):
    cursor.execute("PRAGMA ignore_check_constraints = ON")
    cursor.execute("PRAGMA defer_foreign_keys = ON")
    cursor.execute("SELECT type, name FROM sqlite_master WHERE name LIKE 'guard_%'")
    for kind, name in cursor.fetchall():
        cursor.execute(f"DROP {kind} {name}")
    cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE sql LIKE 'CREATE UNIQUE%'")
    for name, table in cursor.fetchall():
        if table in TABLES:
            cursor.execute(f'DROP INDEX "{name}"')


def unguarded_postgresql(cursor):
    cursor.execute("SET LOCAL session_replication_role = replica")
    for table in TABLES:
        found = connection.introspection.get_constraints(cursor, table)
        for name, one in found.items():
            if one["check"] or (one["unique"] and not one["primary_key"]):
                cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT IF EXISTS "{name}"')
                cursor.execute(f'DROP INDEX IF EXISTS "{name}"')


UNGUARDED = {"sqlite": unguarded_sqlite, "postgresql": unguarded_postgresql}


def said():
    return [str(one) for one in verify().faults]


def test_all_is_well_in_one_quiet_line(everything):
    output = StringIO()
    call_command("verify_ledger", stdout=output)
    rows = sum(model.objects.count() for model in CHANGES)
    links = AuditLink.objects.count()
    assert output.getvalue() == f"{rows} rows, {links} links: nothing was changed.\n"


def test_an_empty_ledger_is_well():
    assert said() == []


def test_verification_reads_and_changes_nothing(everything, django_assert_max_num_queries):
    with django_assert_max_num_queries(36) as asked:
        verify()
    assert {query["sql"].split()[0] for query in asked.captured_queries} <= {"SELECT", "DECLARE"}


# Table → a column that never changes, and what is put into it.
CHANGES = {
    Observation: {
        "value": "44",
        "numerator": "158",
        "denominator": "352",
        "missing_reason": "'not-stated'",
        "why": "'Another reason.'",
        "note": "'A note.'",
        "breakdown": "'age: 18'",
        "known_on": "'2019-12-31'",
        "recorded_at": "'2019-12-31 12:00:00'",
        "ends": "'2025-04-01'",
        "revision": "9",
        "period_stated": "false",
        "by_id": "0",
        "typed_by_id": "0",
        "series_id": "0",
        "area_id": "0",
    },
    Batch: {"sha256": f"'{'2' * 64}'", "rows": "2", "file_name": "'b'", "by_id": "0"},
    Event: {"now": "'{}'", "was": "'{\"numerator\": \"1\"}'", "by_id": "0", "verb": "'sign'",
            "at": "'2019-12-31 12:00:00'", "version": "7"},
    Commentary: {"says": "'All of them.'", "by_id": "0", "ends": "'2025-07-01'"},
    Quality: {"grade": "'D'", "why": "'So.'", "typed_by_id": "0"},
    Return: {"ends": "'2025-07-01'", "team_id": "0", "kind": "'correction'"},
    Section: {"theme_id": "0", "of_id": "0"},
    Entry: {"breakdown": "'age: 18'", "seen": "3", "series_id": "0", "section_id": "0"},
    Edition: {"body": "'{}'", "sha256": "'a'", "kind": "'press'", "by_id": "0", "meeting_id": "0"},
    Minutes: {"body": "'{}'", "sha256": "'a'", "by_id": "0", "at": "'2019-12-31 12:00:00'"},
    Remark: {"text": "'All is well.'", "exempt": "false", "indicator_id": "0"},
    Question: {"text": "'And?'", "asked_by": "'Nobody'", "item_id": "0", "exempt": "true"},
    Answer: {"text": "'No.'", "question_id": "0", "by_id": "0"},
    Decision: {"wording": "'Rest.'", "owner": "'Nobody'", "due": "'2031-01-01'", "exempt": "true"},
    Mark: {"status": "'not-done'", "said": "'No.'", "decision_id": "0", "meeting_id": "0"},
    Minute: {"text": "'Nothing.'", "exempt": "true", "item_id": "0"},
}  # fmt: skip


@pytest.mark.parametrize("model", CHANGES)
def test_a_changed_row_is_named_with_its_link(everything, model):
    number = model.objects.order_by("pk").last().pk
    table = model._meta.db_table
    (link,) = (
        one for one in AuditLink.objects.all() if str(number) in json.loads(one.rows).get(table, {})
    )
    where = f"(chain {link.chain}, link {link.seq})"
    for column, value in CHANGES[model].items():
        with tampered(f"UPDATE {table} SET {column} = {value} WHERE id = {number}") as found:
            assert f"{table} {number}: was changed since it was written {where}" in found, column


@pytest.mark.parametrize("model", CHANGES)
def test_a_removed_row_is_named(everything, model):
    table, number = model._meta.db_table, model.objects.order_by("pk").first().pk
    with tampered(f"DELETE FROM {table} WHERE id = {number}") as found:
        assert any(one.startswith(f"{table} {number}: was removed (chain ") for one in found)


def test_a_removed_link_shows_in_the_next_and_in_its_rows(everything):
    link = AuditLink.objects.filter(chain__startswith="return:").order_by("seq").first()
    with tampered(f"DELETE FROM ledger_auditlink WHERE id = {link.pk}") as found:
        assert any("the link before it is number 0: one is missing" in one for one in found)
        assert any(one.endswith("was added: no link vouches for it") for one in found)


def test_the_last_link_removed_shows_in_its_rows(everything):
    link = AuditLink.objects.order_by("pk").last()
    event = Event.objects.order_by("pk").last()
    with tampered(f"DELETE FROM ledger_auditlink WHERE id = {link.pk}") as found:
        assert found == [f"returns_event {event.pk}: was added: no link vouches for it"]


# What tells a copied row from the first, where SQLite's own index would see it.
ADDED = {
    Observation: {"revision": "99"},
    Section: {"theme_id": "0"},
    Entry: {"breakdown": "'age: 19'"},
    Edition: {"kind": "'press'"},
    Minutes: {"meeting_id": "0"},
}


@pytest.mark.parametrize("model", CHANGES)
def test_an_added_row_is_named(everything, model):
    table, last = model._meta.db_table, model.objects.order_by("pk").last().pk
    names = [name for name in columns_of(table) if name != "id"]
    quoted = ", ".join(f'"{name}"' for name in names)
    chosen = ", ".join(ADDED.get(model, {}).get(name, f'"{name}"') for name in names)
    copy = f"INSERT INTO {table} (id, {quoted}) SELECT id + 1000, {chosen} FROM {table}"
    with tampered(f"{copy} WHERE id = {last}") as found:
        assert f"{table} {last + 1000}: was added: no link vouches for it" in found


LINKS = {
    "digest": ("'0'", "what it vouches for was changed"),
    "rows": ("'{}'", "what it vouches for was changed"),
    "hash": ("'0'", "was changed: its hash is another"),
    "prev": ("'0'", "does not hold the hash of the link before it"),
    "verb": ("'sign'", "was changed: its hash is another"),
    "by_id": ("0", "was changed: its hash is another"),
    "at": ("'2019-12-31 12:00:00'", "was changed: its hash is another"),
    "chain": ("'day:2001-01-01'", "one is missing or was added"),
    "seq": ("99", "one is missing or was added"),
}


def test_a_changed_link_is_named(everything):
    link = AuditLink.objects.filter(chain__startswith="return:").order_by("-seq")[2]
    for column, (value, words) in LINKS.items():
        change = f"UPDATE ledger_auditlink SET {column} = {value} WHERE id = {link.pk}"
        with tampered(change) as found:
            named = [one for one in found if one.startswith(f"ledger_auditlink {link.pk}:")]
            assert any(words in one for one in named), column


def test_a_link_made_again_over_a_changed_row_breaks_the_next(everything):
    """Somebody who knows how the hashes are made still has to make every later link anew."""
    link = AuditLink.objects.filter(chain__startswith="return:").order_by("seq")[1]
    forged = {**vars(link), "rows": "{}", "digest": audit.sha256("{}")}
    change = (
        f"UPDATE ledger_auditlink SET rows = '{{}}', digest = '{forged['digest']}', "
        f"hash = '{audit.hash_of(forged)}' WHERE id = {link.pk}"
    )
    with tampered(change) as found:
        assert any("does not hold the hash of the link before it" in one for one in found)


STATES = {
    "a figure is no longer current": (
        "UPDATE ledger_observation SET is_current = false WHERE id = (SELECT max(id) FROM "
        "ledger_observation)",
        "ledger_observation",
        "was marked as not current",
    ),
    "an old revision is current": (
        "UPDATE ledger_observation SET is_current = true WHERE NOT is_current",
        "ledger_observation",
        "revision 1 was marked as current",
    ),
    "a batch is withdrawn": (
        "UPDATE ledger_batch SET withdrawn_at = recorded_at, withdrawn_by_id = by_id, "
        "withdrawn_why = 'x'",
        "ledger_batch",
        "was marked as withdrawn past the verbs",
    ),
    "a section is opened again": (
        "UPDATE returns_section SET state = 'open' WHERE state = 'published'",
        "returns_section",
        "is open, and its events lead elsewhere",
    ),
    "a line is retyped": (
        "UPDATE returns_entry SET numerator = '31' WHERE numerator = '29'",
        "returns_entry",
        "says something else than what was typed last",
    ),
    "a line has another typist": (
        "UPDATE returns_entry SET typed_by_id = 0 WHERE numerator = '29'",
        "returns_entry",
        "says something else than what was typed last",
    ),
    "a line that nobody typed says something": (
        "UPDATE returns_entry SET value = '5' WHERE id = (SELECT max(id) FROM returns_entry)",
        "returns_entry",
        "says something else than what was typed last",
    ),
}


def test_what_may_change_is_held_against_what_happened(everything):
    for case, (statement, table, words) in STATES.items():
        with tampered(statement) as found:
            assert any(one.startswith(f"{table} ") and words in one for one in found), case


def test_what_is_no_value_is_named_and_not_stumbled_over(everything):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL takes no text in a column of numbers")
    figure = Observation.objects.order_by("pk").first().pk
    event = Event.objects.order_by("pk").last().pk
    with tampered(
        f"UPDATE ledger_observation SET value = 'forty' WHERE id = {figure}",
        f"UPDATE returns_event SET now = 'nothing', at = 'never' WHERE id = {event}",
    ) as found:
        named = {one.split(" since")[0] for one in found}
        assert named >= {
            f"ledger_observation {figure}: was changed",
            f"returns_event {event}: was changed",
        }


def test_the_command_names_each_and_fails(everything):
    number = Observation.objects.order_by("pk").first().pk
    change = f"UPDATE ledger_observation SET value = 44 WHERE id = {number}"
    with tampered(change), pytest.raises(CommandError) as error:
        call_command("verify_ledger")
    said = str(error.value)
    assert said.startswith(f"ledger_observation {number}: was changed since it was written (")
    assert said.endswith("\nFaults: 1.")
    assert error.value.returncode == 1


def test_every_kept_table_is_tried():
    # A paper is held against its own digest (tests/boards/test_back_doors.py).
    assert set(CHANGES) | {AuditLink, Paper} == set(kept_models())
