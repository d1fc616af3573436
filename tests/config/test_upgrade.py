"""A site that holds figures is migrated, and is as well guarded afterwards."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

BEFORE_IMPORTS = (("notes", "0001"), ("ledger", "0004"), ("catalogue", "0004"))


def manage(url, *arguments):
    command = [sys.executable, "manage.py", *arguments]
    environment = os.environ | {"DATABASE_URL": url, "SIGHTLINE_ENV": "development"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def guards(path):
    with closing(sqlite3.connect(path)) as database:
        asked = "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        return [name for (name,) in database.execute(asked)]


def test_a_database_is_rebuilt_under_its_guards(tmp_path):
    path = tmp_path / "site.sqlite3"
    url = f"sqlite:///{path}"
    manage(url, "migrate", "--verbosity=0")
    fresh = guards(path)
    for app, number in BEFORE_IMPORTS:
        manage(url, "migrate", app, number, "--verbosity=0")
    manage(url, "migrate", "--verbosity=0")
    assert fresh
    assert guards(path) == fresh
