"""Starts long work at once, in a process of its own: nobody waits for the next minute."""

import logging
import subprocess
import sys
from threading import Thread

from django.conf import settings

log = logging.getLogger(__name__)


def start(duty: str) -> bool:
    """Whether one of the duties of `tick` was started; else `manage.py tick` does it in a minute.

    Such work needs libraries that no web process may carry, and a page must not wait for it.
    """
    if not settings.START_WORK:
        return False
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "tick", "--only", duty]
    try:
        process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # what goes wrong is in the server's log
            start_new_session=True,
            close_fds=True,
        )
    except OSError:
        log.exception("The duty %s could not be started beside the site", duty)
        return False
    Thread(target=process.wait, daemon=True).start()  # leaves no dead process behind
    return True
