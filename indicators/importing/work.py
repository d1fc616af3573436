"""Does what waits: looks through uploads, imports what is confirmed, withdraws batches.

Each is claimed by one process, and what it writes comes together with its new state in one
transaction: a process that is killed leaves nothing behind, and the next one begins again.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.db import OperationalError, transaction
from django.utils import timezone

from indicators.importing import uploads
from indicators.importing.models import Upload, Withdrawal
from indicators.importing.moves import TRIES, free, move, take
from indicators.importing.pulse import Pulse
from indicators.importing.states import Act, State
from indicators.ledger.withdrawing import withdraw_batch
from indicators.refusal import RefusedError
from indicators.tables import FaultsError

if TYPE_CHECKING:
    from indicators.importing.kinds import Reader

log = logging.getLogger(__name__)

GAVE_UP = (
    f"It was begun {TRIES} times and never came to its end. Nothing was written. "
    "Tell council IT: the server's log may say why."
)
UNKNOWN = (
    "Something went wrong that nobody foresaw. Nothing was written. "
    "Tell council IT: the server's log says what it was."
)


def tick() -> tuple[list[str], list[str]]:
    """Everything that waits, oldest first: what was done, and what failed, in sentences."""
    said: list[str] = []
    failed: list[str] = []
    forgotten = uploads.drop_forgotten(timezone.now())
    if forgotten:
        said.append(f"{forgotten} uploads dropped that nobody confirmed in a week.")
    while (work := _next()) is not None:
        _do(work)
        (failed if work.state == State.FAILED else said).append(f"{work} is {work.state}.")
    return said, failed


def _next() -> Upload | Withdrawal | None:
    """The oldest that waits, claimed; one that another process claims first is passed by."""
    for model in (Upload, Withdrawal):
        for work in model.objects.filter(free()).select_related("by").order_by("at", "pk"):
            if take(work):
                return work
    return None


def _do(work: Upload | Withdrawal) -> None:
    try:
        if work.tries > TRIES:
            raise RefusedError(GAVE_UP)
        with Pulse(work) as pulse:
            if isinstance(work, Withdrawal):
                _withdraw(work)
                return
            with _on_disk(work) as files:
                (_look if work.state == State.LOOKING else _import)(work, files, pulse)
    except FaultsError as fault:
        _fail(work, list(fault.faults))
    except RefusedError as fault:
        _fail(work, [str(fault)])
    except OperationalError:
        raise  # the database itself: it is taken up again when the claim has run out
    except Exception:
        log.exception("%s failed", work)
        _fail(work, [UNKNOWN])


def _look(upload: Upload, files: list[Path], pulse: Pulse) -> None:
    from indicators.importing.kinds import report_of

    done = _reader(upload)(
        files, by=upload.by, known_on=upload.known_on, only_look=True, progress=pulse.rows
    )
    move(upload, Act.SHOW, report=report_of(done), rows=done.taken.rows)


def _import(upload: Upload, files: list[Path], pulse: Pulse) -> None:
    from indicators.importing.kinds import report_of

    with transaction.atomic():
        done = _reader(upload)(
            files,
            by=upload.confirmed_by or upload.by,
            known_on=upload.known_on,
            only_look=False,
            progress=pulse.rows,
        )
        fields = {"report": report_of(done), "batch": done.taken.batch}
        move(upload, Act.FINISH, rows_done=done.taken.rows, **fields)
        uploads.forget_files(upload)


def _reader(upload: Upload) -> "Reader":
    from indicators.importing.kinds import KINDS  # 170 MB, only when there is something to read

    return KINDS[upload.kind]


def _withdraw(work: Withdrawal) -> None:
    with transaction.atomic():
        done = withdraw_batch(work.batch, by=work.by, why=work.why)
        report = {"restored": done.restored, "gone": done.gone, "left": done.left}
        move(work, Act.FINISH, report=report)


def _fail(work: Upload | Withdrawal, faults: list[str]) -> None:
    try:
        with transaction.atomic():
            move(work, Act.FAIL, faults=faults)
            if isinstance(work, Upload):
                uploads.forget_files(work)
    except RefusedError:
        log.warning("%s was taken over by another process", work)


@contextmanager
def _on_disk(upload: Upload) -> Iterator[list[Path]]:
    """The files in a folder that nobody else can read, gone afterwards."""
    with TemporaryDirectory(prefix="sightline-") as folder:
        found = []
        for file in upload.files.all():
            path = Path(folder) / file.name
            with path.open("wb") as into:
                for piece in uploads.pieces_of(file):
                    into.write(piece)
            found.append(path)
        yield found
