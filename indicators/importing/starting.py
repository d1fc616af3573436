"""Starts the work at once, in a process of its own, so that nobody waits for the next minute."""

import logging
import subprocess
import sys
from threading import Thread

from django.conf import settings

log = logging.getLogger(__name__)


def start() -> bool:
    """Whether it was started; where it was not, `manage.py tick` does it within the minute.

    The readers need libraries that no web process may carry, and a page must not wait for them.
    """
    if not settings.START_IMPORTS:
        return False
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "tick", "--only", "imports"]
    try:
        process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # what goes wrong is in the server's log
            start_new_session=True,
            close_fds=True,
        )
    except OSError:
        log.exception("An import could not be started beside the site")
        return False
    Thread(target=process.wait, daemon=True).start()  # leaves no dead process behind
    return True
