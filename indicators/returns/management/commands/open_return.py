"""manage.py open_return: the returns of a period that no team is asked for by itself."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.areas.lookup import UnknownAreaError, find
from indicators.periods import Period, PeriodError
from indicators.returns.calendar import ASKED
from indicators.returns.opening import open_period


class Command(BaseCommand):
    help = "Open the returns of one period for every team that owns a line of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("period", help="Such as 2025-M04, 2025-W12, 2024-25 or 2025-26 spring")
        parser.add_argument("--area", default=settings.SIGHTLINE_AREA, help="Default: the council")

    def handle(self, *args: Any, period: str, area: str, **options: Any) -> None:
        try:
            place, wanted = find(area), Period.parse(period)
        except (UnknownAreaError, PeriodError) as fault:
            raise CommandError(str(fault)) from None
        if wanted.kind not in ASKED:
            raise CommandError(f"There is no return for {wanted}: {', '.join(ASKED)} have one.")
        made = open_period(place, wanted)
        for one in made:
            self.stdout.write(f"{one}: opens {one.opens}, due {one.due}.")
        self.stdout.write(f"{place}: {len(made)} returns opened for {wanted}.")
