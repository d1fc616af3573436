"""Where naive software goes wrong: the pages say what they must, and never what they must not."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.conftest import Visit

TABLE = tomllib.loads((Path(__file__).parents[1] / "data/traps.toml").read_text("utf-8"))
TRAPS: list[dict[str, Any]] = TABLE["trap"]
DOMAIN = 18  # as many traps as the project's own list has


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap["name"])
def test_a_trap_is_avoided_in_words(visit: Visit, trap: dict[str, Any]):
    text = visit(trap["page"]).document.text
    assert [words for words in trap["says"] if words not in text] == []
    assert [words for words in trap.get("never", ()) if words.lower() in text.lower()] == []


def test_every_trap_of_the_list_has_a_page():
    named = {trap["domain"] for trap in TRAPS}
    assert named >= set(range(1, DOMAIN + 1))
    names = [trap["name"] for trap in TRAPS]
    assert len(names) == len(set(names)) >= 20
    assert all(trap["says"] for trap in TRAPS)
