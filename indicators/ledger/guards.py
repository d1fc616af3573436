"""Triggers that hold the ledger closed below Django, on SQLite and PostgreSQL.

They are made anew after every migration, as SQLite drops the triggers of a table it rebuilds. The
SQL is put together from names of our own models, never from anything a person typed.
"""

from collections.abc import Iterator

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from indicators.catalogue.models import Series
from indicators.ledger.models import AuditLink, Batch, Observation

# What may still change in a row, and nothing else: the rest is written once.
CHANGEABLE: dict[type[models.Model], tuple[str, ...]] = {
    Observation: ("is_current",),
    Batch: ("withdrawn_at", "withdrawn_by_id", "withdrawn_why"),
    AuditLink: (),
}
# A batch is withdrawn once.
CLOSED: dict[type[models.Model], str] = {
    Observation: " OR (NEW.is_current AND NOT OLD.is_current)",
    Batch: " OR OLD.withdrawn_at IS NOT NULL",
}
SAME = {"sqlite": "NEW.{0} IS OLD.{0}", "postgresql": "NEW.{0} IS NOT DISTINCT FROM OLD.{0}"}


def install(connection: BaseDatabaseWrapper) -> None:
    """Create or replace all triggers."""
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def statements(vendor: str) -> Iterator[str]:
    """The SQL for one kind of database."""
    make = {"sqlite": _sqlite, "postgresql": _postgresql}[vendor]
    for model, changeable in CHANGEABLE.items():
        table = model._meta.db_table
        yield from make(table, "delete", "true", "Nothing in the ledger is deleted.")
        frozen = [f.column for f in model._meta.concrete_fields if f.column not in changeable]
        unchanged = " AND ".join(SAME[vendor].format(f'"{column}"') for column in frozen)
        broken = f"NOT ({unchanged}){CLOSED.get(model, '')}"
        yield from make(table, "update", broken, "Nothing in the ledger is overwritten.")
        yield from PAST_ROWS[vendor](model)
    yield from make(
        Observation._meta.db_table,
        "insert",
        f"NOT EXISTS (SELECT 1 FROM {Series._meta.db_table} s "  # noqa: S608
        "WHERE s.id = NEW.series_id AND s.is_proportion = NEW.is_proportion)",
        "is_proportion must be that of the series.",
    )
    yield from make(
        Observation._meta.db_table,
        "insert",
        f"NEW.typed_by_id IS NULL AND EXISTS (SELECT 1 FROM {Series._meta.db_table} s "  # noqa: S608
        "WHERE s.id = NEW.series_id AND s.kind = 'local')",
        "A figure of the council names who typed it and who signed it.",
        name=f"guard_{Observation._meta.db_table}_two_people",
    )
    yield from make(
        Series._meta.db_table,
        "update",
        "NEW.is_proportion <> OLD.is_proportion AND EXISTS "  # noqa: S608
        f"(SELECT 1 FROM {Observation._meta.db_table} o WHERE o.series_id = OLD.id)",
        "A series with figures keeps its is_proportion.",
    )


def _sqlite(table: str, event: str, when: str, message: str, *, name: str = "") -> Iterator[str]:
    name = name or f"guard_{table}_{event}"
    yield f"DROP TRIGGER IF EXISTS {name}"
    yield (
        f"CREATE TRIGGER {name} BEFORE {event.upper()} ON {table} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _sqlite_replace(model: type[models.Model]) -> Iterator[str]:
    """INSERT OR REPLACE would remove the row in its way without asking the other triggers."""
    keys: list[tuple[list[str], str]] = [(["id"], "")]
    fields = model._meta.concrete_fields
    for unique in model._meta.constraints:
        if isinstance(unique, models.UniqueConstraint):
            columns = [f.column for f in fields if f.name in unique.fields and f.column]
            keys.append(
                (columns, " AND o.is_current AND NEW.is_current" if unique.condition else "")
            )
    table = model._meta.db_table
    for number, (columns, condition) in enumerate(keys):
        same = " AND ".join(f'o."{column}" = NEW."{column}"' for column in columns)
        yield from _sqlite(
            table,
            "insert",
            f"EXISTS (SELECT 1 FROM {table} o WHERE {same}{condition})",  # noqa: S608
            f"UNIQUE: {table} has this row already.",
            name=f"guard_{table}_replace_{number}",
        )


def _postgresql_truncate(model: type[models.Model]) -> Iterator[str]:
    """TRUNCATE asks no trigger that looks at rows."""
    table = model._meta.db_table
    name = f"guard_{table}_truncate"
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'Nothing in the ledger is deleted.' USING ERRCODE = 'check_violation'; "
        "END $$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER {name} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )


PAST_ROWS = {"sqlite": _sqlite_replace, "postgresql": _postgresql_truncate}


def _postgresql(
    table: str, event: str, when: str, message: str, *, name: str = ""
) -> Iterator[str]:
    name = name or f"guard_{table}_{event}"
    row = "OLD" if event == "delete" else "NEW"
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {when} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; "
        f"END IF; RETURN {row}; END $$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {event.upper()} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
