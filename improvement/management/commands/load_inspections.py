"""manage.py load_inspections: the grade of every authority's inspections, from their file."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from improvement.inspections import load
from indicators.tables import FaultsError


class Command(BaseCommand):
    help = "Load the overall grade of every inspection of an authority: all of them, or nothing."

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
            f"{loaded.inspections} inspections of authorities: "
            + (f"{loaded.written} rows written." if loaded.written else "nothing new.")
        )
