"""Processes that do what waits, at once or killed in the middle, in a database of their own.

python -m tests.importing.working prepare
python -m tests.importing.working bring NUMBER      uploads so many releases and confirms them
python -m tests.importing.working run FOLDER ME NUMBER    ticks when NUMBER processes have come
python -m tests.importing.working tick              does what waits
python -m tests.importing.working threads NUMBER    ticks in so many threads at once
python -m tests.importing.working die               ticks, and is killed when all is written
python -m tests.importing.working silent            as if every claim had run out
python -m tests.importing.working found             what there is, as JSON

The database is that of DATABASE_URL.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from indicators.importing import kinds, uploads, work  # noqa: E402
from indicators.importing.models import Kind, Piece, Upload  # noqa: E402
from indicators.importing.moves import LEASE  # noqa: E402
from indicators.importing.uploads import Given  # noqa: E402
from indicators.ledger.models import Batch, Observation  # noqa: E402
from indicators.ledger.verification import verify  # noqa: E402
from tests.builders import make_user  # noqa: E402
from tests.harness.arena import meet  # noqa: E402
from tests.importing.builders import make_small_england  # noqa: E402
from tests.importing.ees_files import DUDLEY, ENGLAND, WORCESTERSHIRE, row, text_of  # noqa: E402

MAPPING = """\
period = "financial year"

[[figures]]
indicator = "care-leavers-neet"
value = "leaver_percent"
rows = { activity = "Not in work" }
"""


def release(worcestershire: str, dudley: str, time: str = "2025") -> str:
    """Three figures: England has 40."""
    values = ((ENGLAND, "40"), (WORCESTERSHIRE, worcestershire), (DUDLEY, dudley))
    return text_of(
        [
            row(place, time, activity="Not in work", leaver_percent=value)
            for place, value in values
        ]
    )


def prepare() -> None:
    call_command("migrate", verbosity=0)
    make_small_england()
    make_user("officer")


def bring(number: int) -> None:
    """Each of another year, looked through and confirmed."""
    officer = User.objects.get(username="officer")
    for year in range(2025 - number, 2025):
        text = release("45", "30", str(year))
        files = [Given(f"{year}.csv", [text.encode()]), Given("m.toml", [MAPPING.encode()])]
        uploads.receive(Kind.EES, files, by=officer)
    work.tick()
    for upload in Upload.objects.filter(state="looked-at"):
        uploads.confirm(upload, by=officer)


def run(folder: Path, me: int, number: int) -> None:
    meet(folder, "gate", me, number)
    work.tick()


def threads(number: int) -> None:
    together = Barrier(number)

    def one(_: int) -> None:
        together.wait()
        try:
            work.tick()
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        list(pool.map(one, range(number)))


def die() -> None:
    """The figures are written, and nothing of it is committed yet."""
    report_of = kinds.report_of

    def and_die(done: kinds.Done) -> dict[str, Any]:
        report_of(done)
        if done.taken.batch:
            os.kill(os.getpid(), signal.SIGKILL)
        return {}

    kinds.report_of = and_die
    work.tick()


def silent() -> None:
    Upload.objects.filter(state="writing").update(seen_at=timezone.now() - 2 * LEASE)


def found() -> dict[str, Any]:
    return {
        "states": list(Upload.objects.order_by("pk").values_list("state", flat=True)),
        "tries": list(Upload.objects.order_by("pk").values_list("tries", flat=True)),
        "batches": Batch.objects.count(),
        "figures": Observation.objects.count(),
        "newest": Observation.objects.filter(revision__gt=1).count(),
        "pieces": Piece.objects.count(),
        "faults": [str(one) for one in verify().faults],
    }


ACTS: dict[str, Callable[..., Any]] = {
    "prepare": prepare,
    "bring": lambda number: bring(int(number)),
    "run": lambda folder, me, number: run(Path(folder), int(me), int(number)),
    "tick": lambda: work.tick() and None,
    "threads": lambda number: threads(int(number)),
    "die": die,
    "silent": silent,
    "found": found,
}

if __name__ == "__main__":
    said = ACTS[sys.argv[1]](*sys.argv[2:])
    if said is not None:
        print(json.dumps(said))
