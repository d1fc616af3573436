"""Brings the shipped figures into the ledger: every file whole, or none of them."""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from accounts.models import User
from indicators.ledger.files import FigureFile, Known, read_history, read_report, sha_of
from indicators.ledger.verbs import is_loaded, record_batch
from indicators.tables import Faults

READERS = {"history": read_history, "report": read_report}
WHY = "The file that Sightline ships says otherwise now."


@dataclass
class Loaded:
    """How many files there are, and what those that are new or changed brought."""

    files: int = 0
    read: int = 0
    new: int = 0
    changed: int = 0
    faults: Faults = field(default_factory=Faults)


def load(folder: Path, *, by: User) -> Loaded:
    """Take each new or changed file of history/ and report/; a file known by its sum is not read.

    FaultsError names every fault with file, line and column, and then nothing is written.
    """
    result = Loaded()
    taken: list[FigureFile] = []
    known: Known | None = None
    for kind, reader in READERS.items():
        for path in sorted((folder / kind).glob("*.csv")):
            result.files += 1
            if is_loaded(f"{kind}/{path.name}", sha_of(path)):
                continue
            known = known or Known.now()
            taken.append(reader(path, known, result.faults))
    result.faults.stop_if_any()
    if not taken:
        return result
    with transaction.atomic():
        for file in taken:
            _record(file, by, result)
    return result


def _record(file: FigureFile, by: User, result: Loaded) -> None:
    result.read += 1
    for source, rows in file.rows.items():
        done = record_batch(
            source=source, file_name=file.name, sha256=file.sha256, rows=rows, by=by, why=WHY
        )
        result.new += done.new
        result.changed += done.changed
