"""manage.py import_lait: the Local Authority Interactive Tool's whole data set."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indicators.importing.commanding import counts, officer
from indicators.importing.lait import Report, run
from indicators.importing.lait_files import LaitFiles
from indicators.refusal import RefusedError
from indicators.tables import FaultsError

SHOWN = 20


class Command(BaseCommand):
    help = "Bring in the Local Authority Interactive Tool's figures: all of them, or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, help="its folder, or its files")
        parser.add_argument("--by", help="user name of the officer who answers for it")
        parser.add_argument("--known-on", type=date.fromisoformat, help="the day it was published")
        parser.add_argument("--preview", action="store_true", help="say what it would do")

    def handle(self, *args: Any, paths: list[Path], **options: Any) -> None:
        try:
            report = run(
                LaitFiles.among(paths),
                by=officer(options["by"]),
                known_on=options["known_on"],
                only_look=options["preview"],
            )
        except (FaultsError, RefusedError) as fault:
            raise CommandError(f"Nothing was imported.\n{fault}") from None
        for line in said(report, only_look=options["preview"]):
            self.stdout.write(line)


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
