"""The approvers' guide draws the states as the tables have them."""

import re
from pathlib import Path

import pytest

from indicators.returns.drawing import put_into
from indicators.returns.states import TRANSITIONS

GUIDE = Path(__file__).parents[2] / "docs" / "guide-approvers.md"
# Written by hand: an act that is missing in the guide is noticed.
ARROWS = {
    ("open", "open", "save"),
    ("open", "submitted", "submit"),
    ("returned", "returned", "save"),
    ("returned", "returned", "answer"),
    ("returned", "submitted", "submit"),
    ("submitted", "open", "take back"),
    ("submitted", "submitted", "ask"),
    ("submitted", "submitted", "answer"),
    ("submitted", "returned", "give back"),
    ("submitted", "published", "sign"),
}


def test_the_guide_is_what_the_tables_make():
    text = GUIDE.read_text("utf-8")
    assert put_into(text) == text, "run manage.py draw_states"


def test_every_act_is_an_arrow_and_a_row():
    text = GUIDE.read_text("utf-8")
    drawn = set(re.findall(r"^ +(\w+) --> (\w+): ([a-z ]+) \(", text, re.M))
    assert drawn == ARROWS
    assert len(re.findall(r"^\| .* \| “", text, re.M)) == len(TRANSITIONS) == len(ARROWS)


def test_only_approvers_sign():
    signing = [line for line in GUIDE.read_text("utf-8").splitlines() if "| sign |" in line]
    assert signing == [
        "| waits for a signature | approver or deputy | sign | published "
        "| “signed and published the section” |"
    ]


def test_a_guide_without_the_marks_is_refused():
    with pytest.raises(ValueError, match="unpack"):
        put_into("# A guide\n")
