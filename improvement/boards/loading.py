"""Brings the boards in step with their files: all in one transaction, or nothing."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from improvement.boards.files import read_boards
from improvement.boards.models import Board
from improvement.boards.rules import worth_saying
from improvement.stored import store
from indicators.catalogue.models import Indicator

LISTS = {"sections", "agenda"}


@dataclass(frozen=True)
class Loaded:
    """How many boards there are, how many rows loading wrote, and what is hardly meant."""

    boards: int
    written: int
    warnings: tuple[str, ...] = ()


def load(folder: Path) -> Loaded:
    """Write what differs from boards/*.toml, and retire the boards that have no file.

    FaultsError names every fault with file and key, and then nothing is written.
    """
    catalogue = Indicator.objects.filter(standing=Indicator.Standing.CATALOGUE)
    boards = read_boards(folder, set(catalogue.values_list("slug", flat=True)))
    with transaction.atomic():
        gone = Board.objects.filter(is_retired=False).exclude(slug__in=boards)
        written = gone.update(is_retired=True)
        for slug, entry in boards.items():
            fields = entry.model_dump(exclude=LISTS)
            fields |= {"body": entry.model_dump(include=LISTS), "is_retired": False}
            written += store(Board, {"slug": slug}, fields)[1]
    warnings = [
        f"{slug}.toml {what}" for slug, entry in boards.items() for what in worth_saying(entry)
    ]
    return Loaded(boards=len(boards), written=written, warnings=tuple(warnings))
