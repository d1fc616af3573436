"""Run again, the scripts make exactly the files that are shipped."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.data.shipped import DATA

HISTORY = [f"history/{file.name}" for file in (DATA / "history").glob("*.csv")]


@pytest.mark.parametrize(
    ("script", "folder", "files"),
    [
        ("build_areas", "areas", ["areas.csv", "aliases.csv", "changes.csv"]),
        ("build_editions", "editions", ["2021.csv", "2025.csv"]),
        ("build_history", "", [*HISTORY, "history-left-out.csv"]),
        ("build_inspections", "", ["inspections.csv"]),
    ],
)
def test_the_same_input_gives_the_same_bytes(shared: Path, tmp_path: Path, script, folder, files):
    subprocess.run(
        [sys.executable, "-m", f"scripts.{script}", "--shared", shared, "--to", tmp_path],
        cwd=DATA.parent,
        check=True,
        capture_output=True,
    )
    made = {str(f.relative_to(tmp_path)) for f in tmp_path.rglob("*") if f.is_file()}
    assert made == set(files)
    for file in files:
        assert (tmp_path / file).read_bytes() == (DATA / folder / file).read_bytes(), file
