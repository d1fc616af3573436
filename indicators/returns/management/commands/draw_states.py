"""manage.py draw_states: the drawing of a section's states in the approvers' guide, made anew."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from indicators.returns.drawing import put_into

GUIDE: Path = settings.BASE_DIR / "docs" / "guide-approvers.md"


class Command(BaseCommand):
    help = "Write the states of a section into docs/guide-approvers.md."

    def handle(self, *args: Any, **options: Any) -> None:
        GUIDE.write_text(put_into(GUIDE.read_text("utf-8")), "utf-8")
        self.stdout.write(f"{GUIDE.name} is up to date.")
