"""manage.py load_catalogue: indicators, series, breaks and the targets of law, from their files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.service import loader
from indicators.catalogue.files import read_catalogue
from indicators.catalogue.loading import load
from indicators.tables import FaultsError
from indicators.targets import loading as targets


class Command(BaseCommand):
    help = "Load the catalogue from its files: all of it, or nothing when there is any fault."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, default=settings.BASE_DIR / "data", help="Default: data"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            catalogue = read_catalogue(folder)
            with transaction.atomic():
                loaded = load(catalogue)
                written = loaded.written + targets.load(catalogue, by=loader())
        except FaultsError as fault:
            raise CommandError(f"Nothing was loaded.\n{fault}") from None
        self.stdout.write(
            f"{loaded.indicators} indicators: "
            + (f"{written} rows written." if written else "nothing new.")
        )
        for slug in loaded.retired:
            self.stdout.write(f"Retired, as it left the files: {slug}.")
