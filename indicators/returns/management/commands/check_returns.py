"""manage.py check_returns: every fault of the checks and the calendar; changes nothing."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.catalogue.files import read_catalogue
from indicators.returns.calendar import read_calendar
from indicators.returns.checks.files import read_rules
from indicators.tables import Faults, FaultsError


class Command(BaseCommand):
    help = "Check the files of data/returns and report every fault. Changes nothing."
    requires_system_checks: list[str] = []  # needs the files only

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, default=settings.BASE_DIR / "data", help="Default: data"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        faults = Faults()
        try:
            slugs = {slug for _, slug, _ in read_catalogue(folder).indicators()}
            rules = read_rules(folder / "returns", faults, slugs)
            read_calendar(folder / "returns", faults)
            faults.stop_if_any()
        except FaultsError as fault:
            raise CommandError(f"{fault}\nFaults: {len(fault.faults)}.") from None
        self.stdout.write(f"{len(rules)} checks of returns: no fault.")
