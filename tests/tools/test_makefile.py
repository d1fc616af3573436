"""The Makefile explains itself."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()


def test_every_target_for_people_is_explained():
    targets = re.findall(r"^\.PHONY: (\S+)$", MAKEFILE, re.MULTILINE)
    assert {"install", "run", "test", "test-all", "check", "bench", "help"} <= set(targets)
    unexplained = [t for t in targets if not re.search(rf"^{t}:.* ## \S", MAKEFILE, re.MULTILINE)]
    assert unexplained == []


def test_help_lists_every_target():
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in re.findall(r"^\.PHONY: (\S+)$", MAKEFILE, re.MULTILINE):
        assert f"make {target} " in done.stdout
