"""What time brings for returns: they open, and people are reminded of them."""

from django.conf import settings
from django.utils import timezone

from indicators.areas.lookup import find
from indicators.areas.models import Area
from indicators.returns.opening import open_due
from indicators.returns.outbox import send_waiting
from indicators.returns.reminders_file import shipped_reminders
from indicators.returns.reminding import write_due


def tick() -> tuple[list[str], list[str]]:
    """Open what is due, write and send reminders: what was done, and what failed, in sentences."""
    today = timezone.localdate()
    areas = [find(settings.SIGHTLINE_AREA)]
    if not settings.PRODUCTION:
        areas += Area.objects.filter(kind=Area.Kind.TRAINING)
    opened = sum(len(open_due(area, today)) for area in areas)
    written = write_due(shipped_reminders(), today)
    sent = send_waiting()
    said = [f"{opened} returns opened, {written} reminders written, {sent.sent} sent."]
    faults = [f"Not sent, tried again in ten minutes. {fault}" for fault in sent.faults]
    return (said if opened or written or sent.sent else []), faults
