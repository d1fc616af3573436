"""Where in an inspection report something stands: a numbered paragraph, or a named part of it."""

import re

PARAGRAPH = re.compile(r"[1-9][0-9]{0,2}")
# The parts without numbers, and what a reader finds them by.
PARTS = {
    "info": "facts about the area",
    "inspection": "facts about the inspection",
    "summary": "executive summary",
    "help-and-protection summary": "summary of help and protection",
    "looked-after summary": "summary on children looked after",
    "leadership summary": "summary of leadership",
    "lscb summary": "summary of the safeguarding board",
    "young people's summary": "summary for young people",
}


def is_place(text: str) -> bool:
    """Whether a paragraph's number ("85") or the name of a part."""
    return bool(PARAGRAPH.fullmatch(text)) or text in PARTS


def said(text: str) -> str:
    """A place as readers see it: "¶85", "executive summary"."""
    if PARAGRAPH.fullmatch(text):
        return f"¶{text}"
    return PARTS.get(text, text)


def places(reference: str) -> list[str]:
    """The places of a figure's reference, such as "¶85; summary", as readers see them."""
    return [said(part) for part in reference.split("; ") if part]
