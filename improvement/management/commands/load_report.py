"""manage.py load_report: what inspection reports conclude, from their files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from improvement.loading import load
from indicators.tables import FaultsError


class Command(BaseCommand):
    help = "Load grades, recommendations and gaps of inspection reports: all of them, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, default=settings.BASE_DIR / "data", help="Default: data"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            loaded = load(folder)
        except FaultsError as fault:
            raise CommandError(f"Nothing was loaded.\n{fault}") from None
        self.stdout.write(
            f"{loaded.reports} inspection report{'s' if loaded.reports != 1 else ''}: "
            + (f"{loaded.written} rows written." if loaded.written else "nothing new.")
        )
