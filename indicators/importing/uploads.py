"""What people do with an upload: hand files in, confirm, drop, and take a batch back."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import roles
from accounts.models import User
from indicators.importing.models import Kind, Piece, Upload, UploadedFile, Withdrawal
from indicators.importing.moves import move
from indicators.importing.states import WAITING, Act, State
from indicators.ledger.models import Batch
from indicators.refusal import RefusedError

PIECE = 1_000_000  # bytes
KEPT = timedelta(days=7)  # files that nobody confirms


@dataclass(frozen=True)
class Given:
    """A file as somebody hands it in: its name, and its bytes piece by piece."""

    name: str
    content: Iterable[bytes]


def receive(
    kind: Kind, files: Sequence[Given], *, by: User, known_on: date | None = None
) -> Upload:
    """Keep the files until a process has looked through them."""
    roles.check(by, roles.Act.IMPORT)
    with transaction.atomic():
        upload = Upload.objects.create(kind=kind, known_on=known_on, by=by, at=timezone.now())
        for one in files:
            _keep(upload, one)
    return upload


def confirm(upload: Upload, *, by: User) -> None:
    """Have it imported. RefusedError where it has not been looked through, or brings nothing."""
    roles.check(by, roles.Act.IMPORT)
    if upload.is_known:
        raise RefusedError("These files were imported before. Drop the upload.")
    move(upload, Act.CONFIRM, confirmed_by=by, tries=0, rows_done=0)


def drop(upload: Upload, *, by: User) -> None:
    """Forget the files. RefusedError where they are being read, or it is over."""
    roles.check(by, roles.Act.IMPORT)
    _drop(upload)


def withdraw(batch: Batch, why: str, *, by: User) -> Withdrawal:
    """Have a batch taken back. RefusedError without a reason, or where that is done already."""
    roles.check(by, roles.Act.IMPORT)
    if not why.strip():
        raise RefusedError("Say why the batch is withdrawn.")
    if batch.withdrawn_at:
        raise RefusedError("This batch has been withdrawn already.")
    try:
        with transaction.atomic():
            return Withdrawal.objects.create(
                batch=batch, why=why.strip(), by=by, at=timezone.now(), state=State.CONFIRMED
            )
    except IntegrityError:
        raise RefusedError("This batch is being withdrawn already.") from None


def forget_files(upload: Upload) -> None:
    """Delete what was uploaded; names, sizes and digests stay."""
    Piece.objects.filter(of__of=upload).delete()


def drop_forgotten(now: datetime) -> int:
    """Drop the uploads that nobody has gone on with for a week; how many there were."""
    states = [one.value for one in (State.LOOKED_AT, *WAITING)]
    old = Upload.objects.filter(state__in=states, at__lt=now - KEPT)
    found = 0
    for upload in old:
        try:
            _drop(upload)
            found += 1
        except RefusedError:  # somebody has just gone on with it
            continue
    return found


def pieces_of(file: UploadedFile) -> Iterator[bytes]:
    """The file again, one piece after the other."""
    for number in range(file.pieces.count()):
        yield bytes(file.pieces.get(number=number).content)


def _drop(upload: Upload) -> None:
    with transaction.atomic():
        move(upload, Act.DROP)
        forget_files(upload)


def _keep(upload: Upload, given: Given) -> None:
    file = UploadedFile.objects.create(of=upload, name=given.name, size=0, sha256="")
    digest, size = hashlib.sha256(), 0
    for number, content in enumerate(_in_pieces(given.content)):
        digest.update(content)
        size += len(content)
        Piece.objects.create(of=file, number=number, content=content)
    file.size, file.sha256 = size, digest.hexdigest()
    file.save(update_fields=["size", "sha256"])


def _in_pieces(content: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for some in content:
        held += some
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)
