"""manage.py tick: what time brings. Run it every minute; two at once do no harm."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from indicators.importing import work
from indicators.returns import ticking

# What each duty did, and what failed, in sentences; the quick one first.
DUTIES: Mapping[str, Callable[[], tuple[list[str], list[str]]]] = {
    "returns": ticking.tick,
    "imports": work.tick,
}


class Command(BaseCommand):
    help = (
        "Open the returns that are due, write and send the reminders about them, and do the "
        "imports and withdrawals that wait."
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
