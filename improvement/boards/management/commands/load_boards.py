"""manage.py load_boards: the boards and what each is to see, from their files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from improvement.boards.loading import load
from indicators.tables import FaultsError


class Command(BaseCommand):
    help = "Load the boards, their sections and indicators: all of them, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, default=settings.BASE_DIR / "data", help="Default: data"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            loaded = load(folder)
        except FaultsError as fault:
            raise CommandError(f"Nothing was loaded.\n{fault}") from None
        written = f"{loaded.written} row{'s' if loaded.written != 1 else ''} written."
        self.stdout.write(
            f"{loaded.boards} board{'s' if loaded.boards != 1 else ''}: "
            + (written if loaded.written else "nothing new.")
        )
        for warning in loaded.warnings:
            self.stdout.write(f"Note: {warning}")
