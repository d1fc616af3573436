"""What the repository says about the inspection report, it says in its own words."""

import subprocess
from pathlib import Path

from tests.data.report_text import runs

ROOT = Path(__file__).parents[2]
RUN = 12
TEXT = {".py", ".toml", ".csv", ".md", ".html", ".txt", ".js", ".mjs", ".scss", ".json", ""}


def kept_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / name for name in listed.stdout.splitlines()]
    return [path for path in paths if path.suffix in TEXT and path.is_file()]


def test_no_sentence_of_the_report_is_repeated(shared):
    report = runs((shared / "reference" / "inspection-report-2017.txt").read_text("utf-8"), RUN)
    assert report
    repeated = {
        str(path.relative_to(ROOT)): " ".join(sorted(found)[0])
        for path in kept_files()
        if (found := runs(path.read_text("utf-8"), RUN) & report)
    }
    assert repeated == {}
