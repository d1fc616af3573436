"""The real site for journeys: the production server on a prepared database of its own."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.harness.postgres import free_port

ROOT = Path(__file__).parents[2]
COLLECTED = ROOT / "build" / "collected" / "staticfiles.json"
PASSWORD = "a-password-for-journeys-only"
START_SECONDS = 60
PREPARE_SECONDS = 300


@dataclass(frozen=True)
class Site:
    """A running site: its address, and how to get in."""

    url: str
    sessions: dict[str, list[Any]] = field(default_factory=dict)

    def sign_in(self, page: Any, role: str = "viewer") -> None:
        """Leave a Playwright page on the overview, signed in as that demonstration user.

        The form is filled in once for each role: the site limits how often one address may try.
        """
        page.context.clear_cookies()
        page.context.add_cookies(self.sessions.get(role, []))
        page.goto(f"{self.url}/accounts/login/")
        if "/accounts/login" not in page.url:
            return
        page.locator("input[name=login]").fill(role)
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda address: "/accounts/login" not in address)
        self.sessions[role] = page.context.cookies()


def environment(database: Path, port: int) -> dict[str, str]:
    """What a process of the site runs with, and nothing of ours besides."""
    variables = {n: v for n, v in os.environ.items() if not n.startswith(("SIGHTLINE_", "DJANGO_"))}
    return variables | {
        "SIGHTLINE_ENV": "development",
        "SIGHTLINE_DEMO_PASSWORD": PASSWORD,
        "DATABASE_URL": f"sqlite:///{database}",
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }


def _wait_until_answering(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("The site did not start:\n" + log.read_text(errors="replace"))


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """Prepare a database in the folder as `make run` does, and serve it on a free port."""
    if not COLLECTED.exists():
        raise RuntimeError("The static files are not collected. Run: make test")
    port = free_port()
    variables = environment(folder / "site.sqlite3", port)
    done = subprocess.run(
        [sys.executable, "manage.py", "prepare"],
        cwd=ROOT, env=variables, capture_output=True, text=True, timeout=PREPARE_SECONDS,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"manage.py prepare failed:\n{done.stdout}{done.stderr}")
    log = folder / "site.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            ["sh", "tools/serve.sh"],
            cwd=ROOT, env=variables, stdout=output, stderr=output, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_answering(server, url, log)
        yield Site(url)
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(timeout=20)
