"""Says from beside, every second, that a process is at its work and how far it is."""

from contextlib import suppress
from threading import Event, Thread
from types import TracebackType
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone

from indicators.importing.models import Upload, Withdrawal

SECONDS = 1.0


class Pulse:
    """While it is entered, `rows` is told and the claim renewed, on a connection of its own.

    SQLite has one writer: while it writes a batch nothing can be told, and nobody else can claim
    the work either.
    """

    def __init__(self, work: Upload | Withdrawal) -> None:
        self._work, self._stop, self._rows = work, Event(), 0
        self._thread = Thread(target=self._beat, daemon=True)

    def rows(self, done: int) -> None:
        """So many rows are done."""
        self._rows = done

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _beat(self) -> None:
        try:
            if connection.vendor == "sqlite":
                with connection.cursor() as cursor:
                    cursor.execute("PRAGMA busy_timeout = 200")  # the next second comes soon
            while not self._stop.wait(SECONDS):
                with suppress(DatabaseError):
                    self._tell()
        finally:
            connection.close()

    def _tell(self) -> None:
        fields: dict[str, Any] = {"seen_at": timezone.now()}
        if isinstance(self._work, Upload):
            fields["rows_done"] = self._rows
        found = type(self._work).objects.filter(pk=self._work.pk, claim=self._work.claim)
        found.update(**fields)
