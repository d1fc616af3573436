"""Settings: every fault at once, each with its name and an example."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.env import Environment, kept_secret

ROOT = Path(__file__).parents[2]
LONG_SECRET = "k" * 50


def start(**variables: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of their own, with these variables and no others of ours."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SIGHTLINE_", "DATABASE_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=kept | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value", "example"),
    [
        ("SIGHTLINE_ENV", "staging", "development, test, production"),
        ("SIGHTLINE_AREA", "Worcestershire", "SIGHTLINE_AREA=E10000034"),
        ("SIGHTLINE_SECRET_KEY", "short", "SIGHTLINE_SECRET_KEY="),
        ("DATABASE_URL", "mysql://here", "DATABASE_URL=postgresql://"),
        ("SIGHTLINE_DEBUG", "maybe", "yes, no"),
    ],
)
def test_a_malformed_setting_stops_the_start_with_its_name_and_an_example(
    name: str, value: str, example: str
) -> None:
    ended = start(**{name: value})
    assert ended.returncode != 0
    assert f"{name} is '{value}'" in ended.stderr
    assert example in ended.stderr
    assert "Traceback" not in ended.stderr


def test_production_names_all_that_is_missing_at_once() -> None:
    ended = start(SIGHTLINE_ENV="production")
    assert ended.returncode != 0
    assert "SIGHTLINE_SECRET_KEY is not set" in ended.stderr
    assert "SIGHTLINE_HOSTS is not set" in ended.stderr


def test_production_refuses_debug_pages() -> None:
    ended = start(
        SIGHTLINE_ENV="production",
        SIGHTLINE_DEBUG="yes",
        SIGHTLINE_SECRET_KEY=LONG_SECRET,
        SIGHTLINE_HOSTS="sightline.council.example",
    )
    assert ended.returncode != 0
    assert "SIGHTLINE_DEBUG is yes in production" in ended.stderr


def test_blank_is_not_set() -> None:
    env = Environment({"NAME": "   "})
    assert env.text("NAME", "default", example="x") == "default"
    assert env.faults == []


def test_lists_are_split_at_commas() -> None:
    env = Environment({"HOSTS": "one.example, two.example,"})
    assert env.words("HOSTS", None, example="x") == ["one.example", "two.example"]


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret-key"
    first = kept_secret(path)
    assert len(first) >= 50
    assert kept_secret(path) == first
    assert path.stat().st_mode & 0o077 == 0
