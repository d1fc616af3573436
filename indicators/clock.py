"""When a day is over: "as of" a day is as known at its end, in this country's time."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def day_after(day: date | None) -> datetime:
    """The first moment that is no longer that day; for None, of today."""
    after = (day or timezone.localdate()) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(after, time.min))
