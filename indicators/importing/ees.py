"""Brings in one file of Explore Education Statistics by its mapping, or nothing of it."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from accounts.models import User
from indicators.catalogue.models import Series, Source
from indicators.importing.ees_checks import check_catalogue, check_file, check_numbers, lines_of
from indicators.importing.ees_figures import Findings, gather
from indicators.importing.ees_mapping import DATA, Mapping
from indicators.importing.ees_reference import bring_in
from indicators.importing.ees_rows import EesFile
from indicators.importing.ees_survey import survey
from indicators.importing.ees_writing import Report, Writing
from indicators.importing.places import Places
from indicators.ledger.intake import Taken, intake, preview
from indicators.ledger.verbs import is_loaded
from indicators.tables import Faults

SOURCE = "ees"
WHY = "The statistical release states it otherwise now, or with the numbers behind it."
SHOWN = 20

Progress = Callable[[int], None]


def run(
    path: Path,
    mapping: Mapping,
    *,
    by: User,
    known_on: date | None = None,
    only_look: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Read the file twice, and write what the mapping names unless it is only looked at.

    `known_on` takes the place of the table of release days. FaultsError names every fault with its
    line and column, or its place in the mapping, and then nothing is written.
    """
    faults = Faults()
    file, places = EesFile(path), Places.now()
    sha256 = _sum(path, mapping, known_on)
    if is_loaded(path.name, sha256):
        return Report(Taken(), is_known=True)
    source = Source.objects.get(slug=SOURCE)
    seen = survey(file, places, mapping.filters, faults)
    faults.stop_if_any()
    check_file(mapping, seen, faults)
    lines = lines_of(mapping)
    check_catalogue(mapping, lines, faults)
    faults.stop_if_any()
    found = gather(mapping, seen, places, faults)
    faults.stop_if_any()
    check_numbers(mapping, seen, found.gathered, lines, faults)
    faults.stop_if_any()
    writing = Writing(mapping, seen, places, known_on)
    if only_look:
        with preview(progress) as into:
            report = writing.all_of(found.gathered, into)
    else:
        with intake(
            source=source, file_name=path.name, sha256=sha256, by=by, why=WHY, progress=progress
        ) as into:
            bring_in(mapping, seen, source)
            report = writing.all_of(found.gathered, into)
            Series.objects.bulk_update(writing.lags, ["lag_days", "span"])
    report.notes += _notes(file, found)
    return report


def _sum(path: Path, mapping: Mapping, known_on: date | None) -> str:
    """Of everything that decides what is written."""
    found = hashlib.sha256(mapping.text.encode())
    for one in (path, DATA / "release-days.csv"):
        with one.open("rb") as file:
            found.update(hashlib.file_digest(file, "sha256").digest())
    found.update(str(known_on).encode())
    return found.hexdigest()


def _notes(file: EesFile, found: Findings) -> Iterator[str]:
    """What the officer should hear, though it stops nothing."""
    for first, line in found.twice[:SHOWN]:
        yield f"Line {line} says the same as line {first}, and is taken once."
    if len(found.twice) > SHOWN:
        yield f"{len(found.twice) - SHOWN} more lines are there twice, and are taken once."
    for level, count in sorted(file.others.items()):
        yield f"Left out: {count:,} rows of the level “{level}”."
    for area, count in sorted(found.outside.items()):
        if count:
            yield f"Left out: {area}, {count} figures of periods in which it did not exist."
