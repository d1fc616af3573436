"""manage.py check_catalogue: every fault of the catalogue's files; changes nothing."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.catalogue.files import read_catalogue
from indicators.tables import FaultsError


class Command(BaseCommand):
    help = "Check the whole catalogue and report every fault. Changes nothing."
    requires_system_checks: list[str] = []  # needs the files only

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, default=settings.BASE_DIR / "data", help="Default: data"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            catalogue = read_catalogue(folder)
        except FaultsError as fault:
            raise CommandError(f"{fault}\nFaults: {len(fault.faults)}.") from None
        count = sum(1 for _ in catalogue.indicators())
        self.stdout.write(f"{count} indicators in {len(catalogue.themes)} themes: no fault.")
