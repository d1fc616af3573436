"""Finds indicators by the words that people use: name, other names, slug, paragraph, definition."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum

from indicators.catalogue.models import Indicator

NOT_A_WORD = re.compile(r"[^\w¶-]+")
SHORT = 3  # shorter than a stem: CLA is not the beginning of "classroom"
NEAR = 0.6  # how like two words must be, from 0 to 1, for one to be meant for the other


class Rank(IntEnum):
    """How well an indicator answers, best first."""

    EXACT = 0
    NAME_START = 1
    NAME = 2
    ALIAS = 3
    DEFINITION = 4


def search(query: str, indicators: Iterable[Indicator]) -> list[Indicator]:
    """Those in which every word of the query is found, best first, then in the order given."""
    wanted = _words(query)
    if not wanted:
        return []
    ranked = [(_rank(wanted, one), one) for one in indicators]
    found = [(rank, one) for rank, one in ranked if rank is not None]
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def nearest(query: str, indicators: Sequence[Indicator], number: int = 5) -> list[Indicator]:
    """For a query that finds nothing: the indicators with names or words that look like it."""
    known: dict[str, list[Indicator]] = {}
    for one in indicators:
        for name in (one.name, *one.aliases):
            for text in {_plain(name), *_words(name)}:
                if len(text) > SHORT:
                    known.setdefault(text, []).append(one)
    asked = [_plain(query), *(word for word in _words(query) if len(word) > SHORT)]
    like = [near for text in asked for near in get_close_matches(text, known, n=3, cutoff=NEAR)]
    return list(dict.fromkeys(one for text in like for one in known[text]))[:number]


@dataclass(frozen=True)
class _Text:
    """Words of one field: as written, without their hyphens, and in their parts."""

    words: frozenset[str]

    @classmethod
    def of(cls, *texts: str) -> "_Text":
        words = {word for text in texts for word in _words(text)}
        parts = {part for word in words for part in word.split("-")}
        return cls(frozenset(words | parts | {word.replace("-", "") for word in words}))

    def has(self, wanted: str) -> bool:
        parts = wanted.split("-")
        return self._has(wanted.replace("-", "")) or (
            len(parts) > 1 and all(self._has(part) for part in parts)
        )

    def _has(self, wanted: str) -> bool:
        if len(wanted) <= SHORT or wanted.isdigit():
            return wanted in self.words or f"{wanted}s" in self.words
        stem = wanted.removesuffix("s")
        return any(word.startswith(stem) for word in self.words)


def _rank(wanted: Sequence[str], indicator: Indicator) -> Rank | None:
    asked = " ".join(wanted)
    names = (indicator.name, indicator.slug, *indicator.aliases)
    if asked in {" ".join(_words(name)) for name in names}:
        return Rank.EXACT
    if len(asked) > SHORT and " ".join(_words(indicator.name)).startswith(asked):
        return Rank.NAME_START
    name = _Text.of(indicator.name)
    paragraphs = [f"{sign}{one}" for one in indicator.report_paragraphs for sign in ("", "¶")]
    other = _Text.of(indicator.slug, *indicator.aliases, *paragraphs)
    definition = _Text.of(str(indicator.texts.get("definition", "")))
    fields = ((Rank.NAME, name), (Rank.ALIAS, other), (Rank.DEFINITION, definition))
    ranks = [next((rank for rank, text in fields if text.has(word)), None) for word in wanted]
    # As good as the word that is hardest to find; nothing, when one is not found at all.
    return None if None in ranks else max(rank for rank in ranks if rank is not None)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("'", "")


def _words(text: str) -> list[str]:
    return [word for word in NOT_A_WORD.sub(" ", _plain(text)).split() if word.strip("-_¶")]
