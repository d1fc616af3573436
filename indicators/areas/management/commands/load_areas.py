"""manage.py load_areas: areas and neighbour editions from their files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.areas.loading import load
from indicators.tables import FaultsError


class Command(BaseCommand):
    help = "Load areas, their other names and changes, and the neighbour editions."

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
            f"{loaded.areas} areas and {loaded.editions} neighbour editions: "
            + (f"{loaded.written} rows written." if loaded.written else "nothing new.")
        )
