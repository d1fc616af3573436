"""Somebody who despatches a meeting's papers, and processes that make them.

python -m tests.packs.making prepare     a board, and a meeting whose papers have gone out
python -m tests.packs.making tick        make what waits, as `manage.py tick` does
python -m tests.packs.making die         the same, killed when the second is made and not kept

The database is that of DATABASE_URL.
"""

import json
import os
import signal
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django

django.setup()

from django.core.management import call_command  # noqa: E402

from dashboard.packs import work  # noqa: E402
from dashboard.packs.despatching import despatch  # noqa: E402
from improvement.boards.models import Paper  # noqa: E402
from tests.boards.builders import Desk  # noqa: E402


def prepare() -> None:
    call_command("migrate", verbosity=0)
    desk = Desk()
    despatch(desk.meeting(), by=desk.clerk)


def die() -> None:
    make, begun = work.made, []

    def killed(paper: Paper) -> bytes:
        content = make(paper)
        begun.append(paper)
        if len(begun) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return content

    work.made = killed
    work.tick()


def main(what: str) -> None:
    if what == "tick":
        said, failed = work.tick()
        print(json.dumps({"said": said, "failed": failed}))
    else:
        {"prepare": prepare, "die": die}[what]()


if __name__ == "__main__":
    main(*sys.argv[1:])
