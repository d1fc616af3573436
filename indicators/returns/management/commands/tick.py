"""manage.py tick: what time brings. Run it every minute; two at once do no harm."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from indicators.areas.lookup import find
from indicators.areas.models import Area
from indicators.returns.opening import open_due
from indicators.returns.outbox import send_waiting
from indicators.returns.reminders_file import shipped_reminders
from indicators.returns.reminding import write_due


class Command(BaseCommand):
    help = "Open the returns that are due, and write and send the reminders about them."

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        areas = [find(settings.SIGHTLINE_AREA)]
        if not settings.PRODUCTION:
            areas += Area.objects.filter(kind=Area.Kind.TRAINING)
        opened = sum(len(open_due(area, today)) for area in areas)
        written = write_due(shipped_reminders(), today)
        done = send_waiting()
        for fault in done.faults:
            self.stderr.write(f"Not sent, tried again in ten minutes. {fault}")
        if opened or written or done.sent:
            self.stdout.write(
                f"{opened} returns opened, {written} reminders written, {done.sent} sent."
            )
