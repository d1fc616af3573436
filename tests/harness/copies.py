"""Copies of the test database that are filled once, for tests that all begin with the same rows.

Within a test everything is taken back afterwards as ever; the copy itself stays as it was filled.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from pytest_django import DjangoDbBlocker


@contextmanager
def filled_copy(name: str, fill: Callable[[], None], blocker: DjangoDbBlocker) -> Iterator[str]:
    """A copy of the database that is connected to, filled; gives its name, and removes it."""
    creation = connection.creation
    with blocker.unblock():
        _settle()
        creation.clone_test_db(suffix=name, verbosity=0, keepdb=False)
        copy: str = creation.get_test_db_clone_settings(name)["NAME"]
        with connected_to(copy):
            fill()
            _settle()
    yield copy
    with blocker.unblock():
        creation.destroy_test_db(suffix=name, verbosity=0)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _settle() -> None:
    """A copy of an SQLite file holds only what has left its write-ahead log."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
