"""Triggers that hold what is kept closed below Django, on SQLite and PostgreSQL.

They are made anew after every migration, as SQLite drops the triggers of a table it rebuilds. The
SQL is put together from names of our own models, never from anything a person typed.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from accounts.models import User
from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.ledger.kept import Kept, kept_models, lasting_fields
from indicators.ledger.models import Observation

SAME = {"sqlite": "NEW.{0} IS OLD.{0}", "postgresql": "NEW.{0} IS NOT DISTINCT FROM OLD.{0}"}


def install(connection: BaseDatabaseWrapper) -> None:
    """Create or replace all triggers of the tables that are there."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for model, kept in kept_models().items():
            if model._meta.db_table in there:
                for statement in statements(connection.vendor, model, kept):
                    cursor.execute(statement)
        if {Observation._meta.db_table, *REFERS.values()} <= there:
            for statement in series_statements(connection.vendor):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Make way for a migration, after which `install` puts them back.

    SQLite rebuilds a table under another name, and a trigger that names it would stop that.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


@contextmanager
def lifted(connection: BaseDatabaseWrapper, model: type[models.Model]) -> Iterator[None]:
    """Let a verb insert rows by the hundred thousand, inside its transaction.

    Row by row SQLite's guards would double the time. The verb's own statements can neither replace
    a row nor name another series; nobody else writes meanwhile, and the guards are back before
    anybody can. PostgreSQL's look at a whole statement at once and stay.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s "
            "AND sql LIKE '%% BEFORE INSERT %%'",
            [model._meta.db_table],
        )
        guards = cursor.fetchall()
        for name, _ in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, statement in guards:
            cursor.execute(statement)


def statements(vendor: str, model: type[models.Model], kept: Kept) -> Iterator[str]:
    """The SQL that keeps one table, for one kind of database."""
    make, table = MAKE[vendor], model._meta.db_table
    yield from make(table, "delete", "true", "Nothing that is kept is deleted.")
    unchanged = " AND ".join(SAME[vendor].format(f'"{f.column}"') for f in lasting_fields(model))
    broken = f"NOT ({unchanged})" + (f" OR {kept.closed}" if kept.closed else "")
    yield from make(table, "update", broken, "Nothing that is kept is overwritten.")
    yield from PAST_ROWS[vendor](model, kept)


def series_statements(vendor: str) -> Iterator[str]:
    """What binds a figure to what it refers to, and the council's own figures to two people."""
    table, series = Observation._meta.db_table, Series._meta.db_table
    on_insert, make = ON_INSERT[vendor], MAKE[vendor]
    # Asked of each figure's series by itself, or PostgreSQL goes through all figures per series.
    says = "SELECT 1 FROM {fresh} f WHERE (SELECT s.{column} FROM {series} s "
    says += "WHERE s.id = {f}.series_id) "
    yield from on_insert(
        says.replace("{column}", "is_proportion").replace("{series}", series)
        + "<> {f}.is_proportion",
        "is_proportion must be that of the series.",
    )
    yield from on_insert(
        says.replace("{column}", "kind").replace("{series}", series)
        + "= 'local' AND {f}.typed_by_id IS NULL",
        "A figure of the council names who typed it and who signed it.",
        name=f"guard_{table}_two_people",
    )
    there = "SELECT 1 FROM {parent} p WHERE p.id = NEW_ROW.{column}"
    missing = " OR ".join(
        f"NEW_ROW.{column} IS NOT NULL AND NOT EXISTS "
        f"({there.format(parent=parent, column=column)})"
        for column, parent in REFERS.items()
    )
    missing = missing.replace("NEW_ROW", "{f}")
    yield from on_insert(
        f"SELECT 1 FROM {{fresh}} f WHERE {missing}",  # noqa: S608
        "FOREIGN KEY: a figure refers to nothing.",
        name=f"guard_{table}_refers",
    )
    for parent in sorted(set(REFERS.values())):
        columns = [column for column, of in REFERS.items() if of == parent]
        referred = " OR ".join(f"o.{column} = OLD.id" for column in columns)
        yield from make(
            parent,
            "delete",
            f"EXISTS (SELECT 1 FROM {table} o WHERE {referred})",  # noqa: S608
            "FOREIGN KEY: figures refer to this row.",
            name=f"guard_{parent}_referred",
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


def _sqlite_replace(model: type[models.Model], kept: Kept) -> Iterator[str]:
    """INSERT OR REPLACE would remove the row in its way without asking the other triggers."""
    keys: list[tuple[list[str], str]] = [(["id"], "")]
    fields = model._meta.concrete_fields
    for unique in model._meta.constraints:
        if isinstance(unique, models.UniqueConstraint):
            columns = [f.column for f in fields if f.name in unique.fields and f.column]
            rule = kept.unique_when[unique.name] if unique.condition else ""
            both = f" AND {rule.format('o')} AND {rule.format('NEW')}" if rule else ""
            keys.append((columns, both))
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


def _postgresql_truncate(model: type[models.Model], kept: Kept) -> Iterator[str]:
    """TRUNCATE asks no trigger that looks at rows."""
    table = model._meta.db_table
    name = f"guard_{table}_truncate"
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'Nothing that is kept is deleted.' USING ERRCODE = 'check_violation'; "
        "END $$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER {name} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )


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


def _sqlite_insert(wrong: str, message: str, *, name: str = "") -> Iterator[str]:
    """Refuse a figure `f` of which this query finds something wrong."""
    found = wrong.format(fresh="(SELECT 1)", f="NEW")
    table = Observation._meta.db_table
    yield from _sqlite(table, "insert", f"EXISTS ({found})", message, name=name)


def _postgresql_insert(wrong: str, message: str, *, name: str = "") -> Iterator[str]:
    """The same for all figures of a statement at once, each set of what they refer to once."""
    table = Observation._meta.db_table
    name = name or f"guard_{table}_insert"
    refers = ", ".join(REFERS)
    fresh = f"(SELECT DISTINCT is_proportion, {refers} FROM fresh)"  # noqa: S608
    yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF EXISTS ({wrong.format(fresh=fresh, f='f')}) THEN RAISE EXCEPTION '{message}' "
        "USING ERRCODE = 'check_violation'; END IF; RETURN NULL; END $$"
    )
    yield (
        f"CREATE TRIGGER {name} AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )


# What a figure refers to; the batch is not here, as it is written after its figures.
REFERS = {
    "series_id": Series._meta.db_table,
    "area_id": Area._meta.db_table,
    "by_id": User._meta.db_table,
    "typed_by_id": User._meta.db_table,
}
ON_INSERT = {"sqlite": _sqlite_insert, "postgresql": _postgresql_insert}
MAKE = {"sqlite": _sqlite, "postgresql": _postgresql}
PAST_ROWS = {"sqlite": _sqlite_replace, "postgresql": _postgresql_truncate}
