"""manage.py import_ees: a statistical release of Explore Education Statistics."""

from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from accounts.models import User
from indicators.importing import ees, ees_mapping, ees_proposal
from indicators.importing.commanding import ImportCommand, counts
from indicators.importing.ees_writing import Report


class Command(ImportCommand):
    help = "Bring in the figures that a mapping names in a file: all of them, or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, help="a CSV of Explore Education Statistics")
        parser.add_argument(
            "--mapping", help="a file, the name of one that ships, or - for standard input"
        )
        parser.add_argument(
            "--propose", action="store_true", help="print a mapping for it, and import nothing"
        )

    def bring_in(self, by: User, options: Mapping[str, Any]) -> Iterable[str]:
        if options["propose"]:
            return [ees_proposal.propose(options["file"]).removesuffix("\n")]
        report = ees.run(
            options["file"],
            ees_mapping.find(options["file"], options["mapping"]),
            by=by,
            known_on=options["known_on"],
            only_look=options["preview"],
        )
        return said(report, only_look=options["preview"])


def said(report: Report, *, only_look: bool) -> list[str]:
    """What was done, a sentence a line."""
    if report.is_known:
        return ["This file was imported before with the same mapping: nothing new."]
    figures = counts(report.taken, only_look=only_look)
    return [f"{report.series} series: {figures}", *report.notes]
