"""A template that was filled in, held against its return: what would be filled, and what is wrong.

All of it or none: one fault, and nothing of the file is offered. It is written by `verbs.save`, as
if it had been typed.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models import User
from indicators.files import table
from indicators.returns import may, template, verbs
from indicators.returns.checking import errors
from indicators.returns.file_rows import AGAIN, Reading
from indicators.returns.models import Entry, Return, Section
from indicators.returns.states import Verb
from indicators.returns.touching import (
    RefusedError,
    Touched,
    Typed,
    touched,
)
from indicators.tables import Faults

COLUMN_OF = {name: column for column, name in template.TYPED.items()}


@dataclass(frozen=True, kw_only=True)
class Filling:
    """What a file would fill.

    `conflicts` are lines that somebody typed on since the template was made: they are left out.
    `unchanged` counts the file's lines that say what stands there, `absent` the return's lines
    that the file does not have.
    """

    lines: Sequence[Touched]
    conflicts: Sequence[Touched]
    unchanged: int
    absent: int

    @property
    def typed(self) -> list[Typed]:
        return [
            Typed(entry=one.entry.pk, version=one.version, fields=one.mine) for one in self.lines
        ]


def look(of: Return, name: str, content: bytes, *, by: User) -> Filling:
    """What the file would fill; nothing is written. FaultsError with everything to mend.

    The number of queries does not depend on the number of rows.
    """
    entries = template.lines(of)
    faults = Faults()
    given = Reading(name, entries, faults).given(table.read(name, content))
    found = list(touched(entries, (one.typed for one in given)))
    lines = [one for one in found if not one.is_overtaken]
    row_of = {one.entry.pk: f"{name}, row {one.row}" for one in given}
    _refuse_closed(of, found, row_of, faults, by)
    _refuse_impossible(of, entries, lines, row_of, faults)
    faults.stop_if_any()
    return Filling(
        lines=lines,
        conflicts=[one for one in found if one.is_overtaken],
        unchanged=len(given) - len(found),
        absent=len(entries) - len(given),
    )


def fill(of: Return, typed: Sequence[Typed], *, by: User) -> verbs.Saved:
    """Type all of it, or none where somebody was first on one of the lines.

    PermissionDenied or RefusedError as for typing; nothing is written then.
    """
    lines = {one.entry: one for one in typed}
    done = verbs.Saved()
    with transaction.atomic():
        sections = Section.objects.filter(of=of, entries__in=list(lines)).distinct()
        entries = dict(Entry.objects.filter(section__of=of).values_list("pk", "section"))
        if not set(lines) <= set(entries):
            raise RefusedError(f"A line is not of this return any more. {AGAIN}")
        for section in sections.select_related("of__team", "theme").order_by("pk"):
            mine = [one for one in typed if entries[one.entry] == section.pk]
            saved = verbs.save(section, mine, by=by)
            done.written += saved.written
            done.conflicts += saved.conflicts
        if done.conflicts:
            transaction.set_rollback(True)
            done.written = []
    return done


def _refuse_closed(
    of: Return, found: Sequence[Touched], row_of: Mapping[int, str], faults: Faults, by: User
) -> None:
    """A change on a line of a section that cannot be typed on now."""
    part = may.part_in(by, of.team)
    for one in found:
        if sentence := may.refusal(part, one.entry.section, Verb.SAVE):
            faults.add(row_of[one.entry.pk], f"{one.entry.series.indicator} is changed. {sentence}")


def _refuse_impossible(
    of: Return,
    entries: Sequence[Entry],
    lines: Sequence[Touched],
    row_of: Mapping[int, str],
    faults: Faults,
) -> None:
    """What cannot be right, by the rules of the form, on lines whose numbers the file changes."""
    if not lines:
        return
    mine = {one.entry.pk: one.mine for one in lines}
    changed = {pk for pk, fields in mine.items() if set(fields) != {"explanation"}}
    for one in errors(of.area, list(_as_filled(entries, mine))):
        if one.line.entry.pk in changed:
            column = COLUMN_OF.get(one.field, one.field)
            faults.add(f"{row_of[one.line.entry.pk]}, {column}", one.says)


def _as_filled(entries: Sequence[Entry], mine: Mapping[int, Mapping[str, Any]]) -> Iterator[Entry]:
    """The lines as they would stand; the rows of the database stay as they are."""
    for entry in entries:
        one = copy(entry)
        for name, value in mine.get(entry.pk, {}).items():
            setattr(one, name, value)
        yield one
