"""manage.py load_figures: the published history and the inspection report's figures."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.service import loader
from indicators.ledger.loading import load
from indicators.tables import FaultsError


class Command(BaseCommand):
    help = "Load the shipped figures into the ledger; files that were loaded before are not read."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, default=settings.BASE_DIR / "data", help="Default: data"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            loaded = load(folder, by=loader())
        except FaultsError as fault:
            raise CommandError(f"Nothing was loaded.\n{fault}") from None
        self.stdout.write(
            f"{loaded.files} files of figures: "
            + (
                f"{loaded.read} read, {loaded.new} new figures, {loaded.changed} revised."
                if loaded.read
                else "nothing new."
            )
        )
