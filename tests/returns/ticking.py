"""A process of its own that writes and sends reminders, on a database of its own.

python -m tests.returns.ticking prepare
python -m tests.returns.ticking run GATE FOLDER     ticks through five days once the gate is there
python -m tests.returns.ticking die FOLDER          sends, and is killed before it can say so
"""

import os
import signal
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.mail import EmailMessage  # noqa: E402
from django.core.management import call_command  # noqa: E402

from accounts.models import User  # noqa: E402
from indicators.returns.outbox import send_waiting  # noqa: E402
from indicators.returns.reminders_file import shipped_reminders  # noqa: E402
from indicators.returns.reminding import write_due  # noqa: E402
from tests.returns.builders import make_desk  # noqa: E402

PATIENCE_SECONDS = 60
# The return of the desk opens on 1 July 2025 and is due on 21 July.
DAYS = [date(2025, 7, day) for day in (1, 16, 21, 22, 29)]


def prepare() -> None:
    call_command("migrate", verbosity=0)
    make_desk()
    for user in User.objects.filter(is_service=False):
        user.email = f"{user.username}@council.example"
        user.save()


def run(gate: Path, folder: Path) -> None:
    mail_to(folder)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not gate.exists() and time.monotonic() < deadline:
        time.sleep(0.001)
    for day in DAYS:
        write_due(shipped_reminders(), day)
        send_waiting()


def die(folder: Path) -> None:
    mail_to(folder)
    write_due(shipped_reminders(), DAYS[0])
    send = EmailMessage.send

    def and_die(message: EmailMessage, *args: Any, **more: Any) -> int:
        send(message, *args, **more)
        os.kill(os.getpid(), signal.SIGKILL)
        return 1

    setattr(EmailMessage, "send", and_die)  # noqa: B010
    send_waiting()


def mail_to(folder: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(folder)


def main(what: str, *rest: str) -> None:
    match what:
        case "prepare":
            prepare()
        case "run":
            run(Path(rest[0]), Path(rest[1]))
        case "die":
            die(Path(rest[0]))


if __name__ == "__main__":
    main(*sys.argv[1:])
