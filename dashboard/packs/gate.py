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
NUMBER = re.compile(r"\d(?:[\d,.]*\d)?%?")


def small_numbers(text: str) -> list[str]:
    """The words of a text that count one to five of anything; the day of a date is no count."""
    text = DAY.sub("", text)
    found = [*SMALL.finditer(text), *ONE_CHILD.finditer(text)]
    return [one[0] for one in sorted(found, key=lambda one: one.start())]


def unfit_words(text: str, *, figures_withheld: bool) -> list[str]:
    """The words that keep a text from the public; beside a figure kept back, every number does."""
    if not figures_withheld:
        return small_numbers(text)
    numbers = NUMBER.findall(DAY.sub("", text))
    return list(dict.fromkeys([*numbers, *small_numbers(text)]))


def may_be_public(text: str, *, figures_withheld: bool) -> bool:
    """Whether a text may stand in the public edition."""
    return not unfit_words(text, figures_withheld=figures_withheld)
