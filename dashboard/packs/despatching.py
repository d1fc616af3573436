"""The papers of a meeting go out: every edition of one moment is frozen, then they are made."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import User
from dashboard.packs.freezing import editions
from dashboard.packs.pack import dumps
from improvement.boards import may
from improvement.boards.keeping import locked
from improvement.boards.models import Edition, Meeting
from improvement.boards.states import Act
from improvement.boards.verbs import despatching
from indicators import starting


def despatch(meeting: Meeting, *, by: User) -> list[Edition]:
    """Freeze the editions as of now. The making of the papers begins when they are written.

    Raises PermissionDenied where it is not theirs, RefusedError where it is not the time.
    """
    may.check(by, meeting, Act.DESPATCH)
    try:
        with _one_moment(), locked(meeting):
            frozen = editions(meeting, by=by, at=timezone.now())
            bodies = {kind.value: dumps(pack) for kind, pack in frozen.items()}
            written = despatching.despatch(meeting, bodies, by=by)
            transaction.on_commit(lambda: starting.start("packs") and None)
    except IntegrityError:
        # Somebody else was a moment quicker, whom this moment could not see yet.
        may.check(by, meeting, Act.DESPATCH)
        raise
    return written


@contextmanager
def _one_moment() -> Iterator[None]:
    """Every figure is read as it stood when the first was, whatever is imported meanwhile.

    SQLite's transactions are so by themselves.
    """
    alone = not connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and alone:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
