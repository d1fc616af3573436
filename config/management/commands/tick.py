"""manage.py tick: what time brings. Run it every minute; two at once do no harm."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dashboard.packs import work as packs
from indicators.importing import work as imports
from indicators.returns import ticking as returns

# What each duty did, and what failed, in sentences; the quick ones first.
DUTIES: Mapping[str, Callable[[], tuple[list[str], list[str]]]] = {
    "returns": returns.tick,
    "packs": packs.tick,
    "imports": imports.tick,
}


class Command(BaseCommand):
    help = (
        "Open the returns that are due, write and send the reminders about them, make the papers "
        "of meetings, and do the imports and withdrawals that wait."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", choices=list(DUTIES), help="do one of the duties")

    def handle(self, *args: Any, only: str | None = None, **options: Any) -> None:
        for name in [only] if only else DUTIES:
            said, faults = DUTIES[name]()
            for sentence in said:
                self.stdout.write(sentence)
            for fault in faults:
                self.stderr.write(fault)
