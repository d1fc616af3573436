"""Sends the mails that wait, each once: a row is claimed, sent, and marked as sent.

Only a process that dies between sending and marking leaves a double: its claim runs out, and the
mail goes again. Claims work alike on SQLite and PostgreSQL, and hold no lock while a mail server
takes its time.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils import timezone

from indicators.returns.models import Reminder

CLAIM = timedelta(minutes=10)  # far longer than a mail server may take (EMAIL_TIMEOUT)


@dataclass
class Sending:
    """How many were sent, and why others were not, a sentence each."""

    sent: int = 0
    faults: list[str] = field(default_factory=list)


def send_waiting() -> Sending:
    """Send every mail that is neither sent nor claimed by another process."""
    done = Sending()
    waiting = Reminder.objects.filter(_free(), sent_at=None).order_by("written_at", "pk")
    for number in list(waiting.values_list("pk", flat=True)):
        if _claim(number):
            _send(Reminder.objects.get(pk=number), done)
    return done


def _free() -> Q:
    return Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - CLAIM)


def _claim(number: int) -> bool:
    """One statement: of several processes at once a single one changes the row."""
    row = Reminder.objects.filter(_free(), pk=number, sent_at=None)
    return row.update(claimed_at=timezone.now()) == 1


def _send(one: Reminder, done: Sending) -> None:
    try:
        EmailMessage(one.subject, one.body, to=[one.to]).send()
    except Exception as fault:
        done.faults.append(f"To {one.to}: {fault}")
        return
    Reminder.objects.filter(pk=one.pk).update(sent_at=timezone.now())
    done.sent += 1
