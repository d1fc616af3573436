"""A PostgreSQL of the tests' own: made in a temporary folder, gone afterwards."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE_SECONDS = 60
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/latest/bin",
)


def find_binaries() -> Path | None:
    """The folder with initdb and postgres, or None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = [f for place in PLACES for f in sorted(Path("/").glob(place[1:]), reverse=True)]
    return next((f for f in folders if (f / "initdb").exists()), None)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _as_whom() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so there it runs as the user that its package made."""
    if os.getuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _wait_until_answering(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    import psycopg

    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("PostgreSQL did not start:\n" + log.read_text(errors="replace"))


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        server.send_signal(signal.SIGINT)  # PostgreSQL's "fast" way: ends connections, then itself
    try:
        server.wait(timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(timeout=PATIENCE_SECONDS)


@contextmanager
def throwaway_cluster(binaries: Path) -> Iterator[str]:
    """Run a cluster on a free port of this machine; gives the URL of a database yet to be made.

    Nothing is flushed to disk: the figures in it are worth nothing after the run.
    """
    folder = Path(tempfile.mkdtemp(prefix="sightline-pg-"))
    whom = _as_whom()
    if whom:
        shutil.chown(folder, "postgres", "postgres")
    port = free_port()
    log = folder / "log"
    try:
        subprocess.run(
            [binaries / "initdb", "-D", folder / "data", "-U", "sightline", "-A", "trust",
             "--encoding=UTF8", "--locale=C", "--no-sync"],
            check=True, capture_output=True, timeout=PATIENCE_SECONDS, cwd=folder, **whom,
        )  # fmt: skip
        options = ("listen_addresses=127.0.0.1", "fsync=off", "full_page_writes=off")
        with log.open("wb") as output:
            server = subprocess.Popen(
                [binaries / "postgres", "-D", folder / "data", "-p", str(port), "-k", folder,
                 *(part for option in options for part in ("-c", option))],
                stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd=folder, **whom,
            )  # fmt: skip
        try:
            address = f"postgresql://sightline@127.0.0.1:{port}"
            _wait_until_answering(server, f"{address}/postgres", log)
            yield f"{address}/sightline"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
