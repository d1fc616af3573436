"""Which words may go to everybody: free text passes no rule of arithmetic, so it names no number.

Figures are kept back by `indicators.disclosure`, and every sentence of the judge is made from what
is left. What people write is not: a remark that names a small number stays with the council.
"""

import re

# "One" is left out: as a pronoun it stands in every second sentence, and counts nobody.
SMALL = re.compile(
    r"(?<![\w.,/:£-])(?:[1-5]|two|three|four|five|a couple|both)(?![\w%/:]|[.,]\d)", re.IGNORECASE
)
CHILD = "child|young person|young woman|young man|boy|girl|baby|sibling|care leaver|person|family"
ONE_CHILD = re.compile(rf"\b(?:one|a single)\s+(?:\w+\s+){{0,2}}(?:{CHILD})\b", re.IGNORECASE)
DAY = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?=(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b)"
)


def names_a_small_number(text: str) -> bool:
    """Whether a text counts one to five of anything; the day of a date is no count."""
    text = DAY.sub("", text)
    return bool(SMALL.search(text) or ONE_CHILD.search(text))


def may_be_public(text: str, *, figures_withheld: bool) -> bool:
    """Whether a text may stand in the public edition; beside a figure kept back, no digit may."""
    if figures_withheld and re.search(r"\d", DAY.sub("", text)):
        return False
    return not names_a_small_number(text)
