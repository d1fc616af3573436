"""The readers of uploaded files, by kind. Only the process that imports loads this module."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from accounts.models import User
from indicators.areas.models import Area
from indicators.assessment.words import plain
from indicators.importing import ees, ees_mapping, lait
from indicators.importing.lait_files import LaitFiles
from indicators.importing.models import Kind
from indicators.ledger.intake import Change, Taken
from indicators.tables import FaultsError

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Done:
    """What a reader did, or would do: in figures, and in words for the page, as JSON."""

    taken: Taken
    report: dict[str, Any]


class Reader(Protocol):
    def __call__(
        self,
        files: Sequence[Path],
        *,
        by: User,
        known_on: date | None,
        only_look: bool,
        progress: Progress,
    ) -> Done:
        """Raises FaultsError with every fault, or RefusedError; then nothing is written."""


def _lait(
    files: Sequence[Path],
    *,
    by: User,
    known_on: date | None,
    only_look: bool,
    progress: Progress,
) -> Done:
    found = lait.run(
        LaitFiles.among(files), by=by, known_on=known_on, only_look=only_look, progress=progress
    )
    return Done(
        found.taken,
        {
            "is_known": found.is_known,
            "series": found.measures,
            "references": found.references,
            "not_understood": found.not_understood,
            "left_out": found.left_out,
        },
    )


def _ees(
    files: Sequence[Path],
    *,
    by: User,
    known_on: date | None,
    only_look: bool,
    progress: Progress,
) -> Done:
    mappings = [one for one in files if one.suffix == ".toml"]
    releases = [one for one in files if one not in mappings]
    if len(releases) != 1 or len(mappings) > 1:
        raise FaultsError([ONE_RELEASE])
    mapping = ees_mapping.find(releases[0], str(mappings[0]) if mappings else None)
    found = ees.run(
        releases[0], mapping, by=by, known_on=known_on, only_look=only_look, progress=progress
    )
    words = {"is_known": found.is_known, "series": found.series, "left_out": found.notes}
    return Done(found.taken, words)


KINDS: Mapping[str, Reader] = {Kind.LAIT.value: _lait, Kind.EES.value: _ees}
ONE_RELEASE = (
    "A release of Explore Education Statistics is one CSV file, with one mapping (TOML) where "
    "none ships for it. Upload one release at a time."
)


def report_of(done: Done) -> dict[str, Any]:
    """Everything that the page shows of it."""
    taken = done.taken
    areas = Area.objects.in_bulk({one.area_id for one in (*taken.changes, *taken.doubts)})
    return {
        **done.report,
        "rows": taken.rows,
        "new": taken.new,
        "changed": taken.changed,
        "unchanged": taken.unchanged,
        "doubtful": taken.doubtful,
        "left": taken.left,
        "changes": [_change(one, str(areas[one.area_id])) for one in taken.changes],
        "doubts": [_change(one, str(areas[one.area_id])) for one in taken.doubts],
    }


def _change(one: Change, area: str) -> dict[str, str]:
    return {
        "indicator": str(one.series.indicator),
        "slug": one.series.indicator.slug,
        "area": area,
        "period": str(one.period),
        "was": "" if one.was is None else plain(one.was),
        "now": "" if one.now is None else plain(one.now),
    }
