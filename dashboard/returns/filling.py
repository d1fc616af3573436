"""What a file would fill, as its page shows it, and the signed words that carry it to the button.

Nothing of a file is kept: the preview's form has what was read, signed for one person and return.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core import signing
from django.db.models import prefetch_related_objects

from accounts.models import User
from dashboard.returns import conflicts, words
from indicators.returns.from_file import Filling
from indicators.returns.models import Entry, Return
from indicators.returns.touching import Touched, Typed
from indicators.returns.verbs import Conflict

SALT, LASTS = "return-fill", 60 * 60  # seconds


@dataclass(frozen=True)
class Cell:
    """One field of one line: what stands there, and what would."""

    entry: Entry
    label: str
    was: str
    now: str


@dataclass(frozen=True)
class Preview:
    """A filling in words."""

    filling: Filling
    token: str

    @property
    def cells(self) -> Sequence[Cell]:
        return [cell for line in self.filling.lines for cell in _cells(line)]

    @property
    def conflicts(self) -> Sequence[conflicts.Shown]:
        return shown([Conflict(entry=one.entry, mine=one.mine) for one in self.filling.conflicts])

    @property
    def unchanged(self) -> str:
        return words.count(self.filling.unchanged, "line")

    @property
    def absent(self) -> str:
        return words.count(self.filling.absent, "line") if self.filling.absent else ""


def preview(filling: Filling, of: Return, by: User) -> Preview:
    return Preview(filling, _signed(filling.typed, of, by))


def shown(found: Sequence[Conflict]) -> list[conflicts.Shown]:
    """What two people typed, to be read only: whoever wants theirs changed does so in the form."""
    prefetch_related_objects([one.entry for one in found], "typed_by")
    return conflicts.shown(found, {})


def unsigned(token: str, of: Return, by: User) -> list[Typed] | None:
    """What the preview offered; None where it is too old or was offered to somebody else."""
    try:
        about, person, lines = signing.loads(token, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError):
        return None
    if (about, person) != (of.pk, by.pk):
        return None
    return [Typed(entry=entry, version=version, fields=said) for entry, version, said in lines]


def _signed(typed: Sequence[Typed], of: Return, by: User) -> str:
    lines = [[one.entry, one.version, dict(one.fields)] for one in typed]
    return signing.dumps([of.pk, by.pk, lines], salt=SALT, compress=True)


def _cells(line: Touched) -> list[Cell]:
    return [
        Cell(
            line.entry,
            words.LABELS[name],
            conflicts.said(name, line.current[name]),
            conflicts.said(name, now),
        )
        for name, now in line.mine.items()
        if now != line.current[name]
    ]
