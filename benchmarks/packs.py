"""How long the papers of a board with 30 indicators take: to freeze, and in each form.

python -m benchmarks.packs    measures itself in the database of DATABASE_URL, prepared before,
                              and leaves nothing there
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.importing import KB
from tests.harness.site import ROOT, environment

INDICATORS = 30


@dataclass(frozen=True)
class Step:
    """`kilobytes` is the size of what was made, `peak_mb` of the process so far."""

    what: str
    seconds: float
    kilobytes: float
    peak_mb: float


def measure_packs() -> list[Step]:
    """In a process of its own, as the site does it."""
    with tempfile.TemporaryDirectory() as place:
        variables = environment(Path(place) / "bench.sqlite3", 0)
        for command in (["manage.py", "prepare"], ["-m", "benchmarks.packs"]):
            done = subprocess.run(
                [sys.executable, *command],
                cwd=ROOT, env=variables, check=True, capture_output=True, text=True,
            )  # fmt: skip
    return [Step(**one) for one in json.loads(done.stdout.splitlines()[-1])]


def main() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        steps = [one.__dict__ for one in _steps()]
        transaction.set_rollback(True)
    print(json.dumps(steps))


def _steps() -> Iterator[Step]:
    from dashboard.packs.freezing import preview
    from dashboard.packs.pack import dumps
    from dashboard.packs.work import MAKERS
    from improvement.boards.models import Kind

    meeting, clerk = _meeting()
    council, step = _timed(
        "freeze the council edition", lambda: preview(meeting, Kind.COUNCIL, by=clerk)
    )
    yield step
    public, step = _timed(
        "freeze the public edition", lambda: preview(meeting, Kind.PUBLIC, by=clerk)
    )
    yield step
    assert len(council.sheets) == len(public.sheets) == INDICATORS
    yield _timed("write it as JSON", lambda: dumps(council).encode())[1]
    for form, make in MAKERS.items():
        yield _timed(f"make the {form}", partial(make, council))[1]
        yield _timed(f"make the {form} again", partial(make, council))[1]


def _meeting() -> tuple[Any, Any]:
    """A meeting of a board of its own, about the first indicators that have figures."""
    from django.conf import settings
    from django.utils import timezone

    from accounts.models import User
    from improvement.boards.models import Board, Seat
    from improvement.boards.verbs.calling import call
    from indicators.areas.lookup import find
    from indicators.catalogue.queries import indicators

    measured = indicators().filter(series__kind="published").distinct()
    slugs = list(measured.values_list("slug", flat=True))[:INDICATORS]
    section = {"title": "Figures", "question": "How are we?", "indicators": slugs, "exempt": False}
    board = Board.objects.create(
        slug="benchmark",
        name="Benchmark",
        order=99,
        purpose="To be measured.",
        cadence="once",
        audience="Nobody",
        body={"sections": [section], "agenda": []},
    )
    clerk = User.objects.get(username="clerk")
    now = timezone.now()
    Seat.objects.create(board=board, user=clerk, role="clerk", sees_exempt=True, by=clerk, at=now)
    area = find(settings.SIGHTLINE_AREA)
    return call(board, area, timezone.localdate(), by=clerk), clerk


def _timed(what: str, do: Callable[[], Any]) -> tuple[Any, Step]:
    start = time.perf_counter()
    made = do()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB / 1000
    size = len(made) / 1000 if isinstance(made, bytes) else 0.0
    return made, Step(what, seconds, size, peak)


if __name__ == "__main__":
    main()
