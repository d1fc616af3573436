"""manage.py import_lait: the Local Authority Interactive Tool's whole data set."""

from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from accounts.models import User
from indicators.importing.commanding import ImportCommand, counts
from indicators.importing.lait import Report, run
from indicators.importing.lait_files import LaitFiles

SHOWN = 20


class Command(ImportCommand):
    help = "Bring in the Local Authority Interactive Tool's figures: all of them, or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("paths", nargs="+", type=Path, help="its folder, or its files")

    def bring_in(self, by: User, options: Mapping[str, Any]) -> Iterable[str]:
        report = run(
            LaitFiles.among(options["paths"]),
            by=by,
            known_on=options["known_on"],
            only_look=options["preview"],
        )
        return said(report, only_look=options["preview"])


def said(report: Report, *, only_look: bool) -> list[str]:
    """What was done, a sentence a line."""
    if report.is_known:
        return ["These files were imported before: nothing new."]
    lines = [
        f"{report.measures} measures, of which {report.references} for reference: "
        + counts(report.taken, only_look=only_look)
    ]
    for heading, found in (
        ("Not understood, and left out", report.not_understood),
        ("Left out", report.left_out),
    ):
        lines += [f"{heading}: {one}." for one in found[:SHOWN]]
        if len(found) > SHOWN:
            lines.append(f"{heading}: {len(found) - SHOWN} more.")
    return lines
