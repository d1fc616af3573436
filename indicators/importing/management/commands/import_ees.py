"""manage.py import_ees: a statistical release of Explore Education Statistics."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indicators.importing import ees, ees_mapping, ees_proposal
from indicators.importing.commanding import counts, officer
from indicators.importing.ees_writing import Report
from indicators.refusal import RefusedError
from indicators.tables import FaultsError


class Command(BaseCommand):
    help = "Bring in the figures that a mapping names in a file: all of them, or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a CSV of Explore Education Statistics")
        parser.add_argument(
            "--mapping", help="a file, the name of one that ships, or - for standard input"
        )
        parser.add_argument("--by", help="user name of the officer who answers for it")
        parser.add_argument("--known-on", type=date.fromisoformat, help="the day it was published")
        parser.add_argument("--preview", action="store_true", help="say what it would do")
        parser.add_argument(
            "--propose", action="store_true", help="print a mapping for it, and import nothing"
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            if options["propose"]:
                self.stdout.write(ees_proposal.propose(file), ending="")
                return
            report = ees.run(
                file,
                ees_mapping.find(file, options["mapping"]),
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
        return ["This file was imported before with the same mapping: nothing new."]
    figures = counts(report.taken, only_look=only_look)
    return [f"{report.series} series: {figures}", *report.notes]
