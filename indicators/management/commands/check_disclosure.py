"""manage.py check_disclosure: every fault of data/disclosure.toml; changes nothing."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.catalogue.files import read_catalogue
from indicators.disclosure.links import read_links
from indicators.tables import Faults, FaultsError


class Command(BaseCommand):
    help = "Check data/disclosure.toml and report every fault. Changes nothing."
    requires_system_checks: list[str] = []  # needs the files only

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, default=settings.BASE_DIR / "data", help="Default: data"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        faults = Faults()
        try:
            slugs = {slug for _, slug, _ in read_catalogue(folder).indicators()}
            links = read_links(folder, faults, slugs)
            faults.stop_if_any()
        except FaultsError as fault:
            raise CommandError(f"{fault}\nFaults: {len(fault.faults)}.") from None
        self.stdout.write(
            f"{len(links.same)} numbers in several places, {len(links.sums)} sums: no fault."
        )
