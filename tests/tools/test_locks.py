"""The lock files: complete, in step with each other, and naming no registry."""

import json
import re
from pathlib import Path

import plotly
import pytest

ROOT = Path(__file__).parents[2]
REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))
PACKAGES = json.loads((ROOT / "package-lock.json").read_text())["packages"]


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_requirements_name_no_registry(path):
    text = path.read_text()
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_every_pinned_package_has_a_hash(path):
    entries = re.split(r"\n(?=[a-z0-9])", path.read_text())
    pinned = [entry for entry in entries if re.match(r"[a-z0-9._-]+==", entry)]
    assert pinned
    assert [entry.split("==")[0] for entry in pinned if "--hash=sha256:" not in entry] == []


def test_npm_lock_names_no_registry():
    assert [name for name, package in PACKAGES.items() if "resolved" in package] == []


def test_every_npm_package_has_a_hash():
    assert [n for n, package in PACKAGES.items() if n and "integrity" not in package] == []


def test_every_dependency_says_what_it_is_for():
    for path in (ROOT / "requirements").glob("*.in"):
        lines = [line for line in path.read_text().splitlines() if re.match(r"\w", line)]
        assert lines
        assert [line for line in lines if "#" not in line] == []


def test_the_charts_that_tests_check_are_the_charts_that_browsers_draw():
    """plotly.py carries a copy of plotly.js: the same release as the one we serve."""
    bundle = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    with bundle.open(encoding="utf-8") as file:
        found = re.search(r"plotly\.js v(\d+\.\d+\.\d+)", file.read(2000))
    assert found
    assert found[1] == PACKAGES["node_modules/plotly.js-basic-dist-min"]["version"]
