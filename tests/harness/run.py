"""Run the tests as `make test` does: all on SQLite, then the `database` ones on PostgreSQL.

python -m tests.harness.run [--all]    with --all the slow ones too, and many more examples
"""

import os
import subprocess
import sys

from tests.harness.postgres import find_binaries, throwaway_cluster

# A file's tests stay together and in order: they share what is made once, and browsers come last.
SHARED_OUT = ("--dist=loadfile", "--no-loadscope-reorder", "--maxprocesses=4")
NO_POSTGRESQL = "PostgreSQL was not found: what concerns the database ran on SQLite only."


def pytest(marks: str, *options: str, database_url: str | None = None) -> int:
    variables = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if database_url:
        variables["DATABASE_URL"] = database_url
    command = [sys.executable, "-m", "pytest", "--numprocesses=auto", *SHARED_OUT, *options]
    command += ["-m", marks] if marks else []
    return subprocess.run(command, env=variables, check=False).returncode


def main(arguments: list[str]) -> int:
    everything = "--all" in arguments
    within = "" if everything else "not slow"
    options = ["--hypothesis-profile=exhaustive"] if everything else []
    on_sqlite = pytest(within, *options)

    binaries = find_binaries()
    if binaries is None:
        print(f"\n*** {NO_POSTGRESQL} ***")
        return on_sqlite or int(os.environ.get("CI") == "true")
    print("\nAgain on PostgreSQL: what concerns the database", flush=True)
    with throwaway_cluster(binaries) as url:
        on_postgresql = pytest(
            " and ".join(filter(None, ["database", within])), *options, database_url=url
        )
    return on_sqlite or on_postgresql


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
