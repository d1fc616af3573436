"""Finding things in the report by a number, a paragraph or words: "48%", "¶85", "care leavers"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from improvement.evidence import Evidenced
from improvement.places import is_place, places
from indicators.assessment.rounding import printed
from indicators.assessment.words import NUMBERS, display_stated
from indicators.readings.points import point
from indicators.readings.reported import Statement

LONGEST = 100  # characters of a question
PARAGRAPH = re.compile(r"(?:¶|\bpara(?:graph)?s?\.?)\s*(?=\d)", re.IGNORECASE)
MILLIONS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:m|million)\b", re.IGNORECASE)
NUMBER = re.compile(r"(£?)(\d{1,12}(?:\.\d{1,6})?)(%?)")
# Numbers that people write as words. A share is a percentage of the report's figures.
IN_WORDS = {word: Decimal(value) for value, word in enumerate(NUMBERS.split()) if value}
SHARES = {"third": Decimal(33), "quarter": Decimal(25), "half": Decimal(50)}


@dataclass(frozen=True)
class Text:
    """What can be found of one thing: its numbers, its paragraphs, its words."""

    words: str
    places: frozenset[str] = frozenset()
    numbers: frozenset[Decimal] = frozenset()
    unit: str = ""
    named: str = ""


@dataclass(frozen=True)
class Query:
    """Every term of what was typed must be found."""

    typed: str = ""
    terms: tuple[str, ...] = field(default=())

    @classmethod
    def read(cls, text: str) -> "Query":
        typed = " ".join(text.split())[:LONGEST]
        plain = MILLIONS.sub(lambda found: str(int(Decimal(found[1]) * 1_000_000)), typed)
        plain = PARAGRAPH.sub("¶", re.sub(r"(?<=\d),(?=\d{3})", "", plain))
        return cls(typed, tuple(plain.casefold().split()))

    @property
    def paragraph(self) -> str:
        """The paragraph that a number typed alone may have meant."""
        alone = self.terms[0] if len(self.terms) == 1 else ""
        return f"¶{alone}" if is_place(alone) and alone.isdecimal() else ""

    def finds(self, text: Text) -> bool:
        return all(_found(term, text) for term in self.terms)


def text_of_statement(one: Statement) -> Text:
    """A figure: what is counted, of whom, how the house prints it, and its note."""
    shown = point(one.figure)
    named = (one.indicator.name, one.series.label, one.figure.breakdown, one.area.name)
    words = (
        *named,
        *one.indicator.aliases,
        one.indicator.theme.name,
        display_stated(one.measure, shown),
        one.figure.note,
        one.agreement.word if one.agreement else "",
        *places(one.figure.reference),
    )
    return Text(
        words=" ".join(words).casefold(),
        places=frozenset(places(one.figure.reference)),
        numbers=frozenset(_numbers(one)),
        unit=one.indicator.unit,
        named=" ".join(named).casefold(),
    )


def text_of_part(one: Evidenced) -> Text:
    """A recommendation or a gap: its key, what it says and the indicators it names."""
    part = one.part
    names = [evidence.reading.indicator.name for evidence in one.evidence]
    words = " ".join([part.key, part.says, getattr(part, "addressee", ""), *part.places, *names])
    return Text(words=words.casefold(), places=frozenset(part.places))


def matching(items: Iterable[Evidenced], query: Query) -> list[Evidenced]:
    return [one for one in items if query.finds(text_of_part(one))]


def _numbers(one: Statement) -> Iterator[Decimal]:
    """Every number of the figure, as it is stored and as it is printed."""
    figure, measure = one.figure, one.measure
    for value in (figure.value, figure.value_upper):
        if value is not None:
            yield value.normalize()
            yield printed(value, measure.decimals, measure.rounding)
    yield from (n for n in (figure.numerator, figure.denominator) if n is not None)


def _found(term: str, text: Text) -> bool:
    if term.startswith("¶"):
        return term in text.places
    number = NUMBER.fullmatch(term)
    if number:
        return _is_number_of(number, text)
    if IN_WORDS.get(term) in text.numbers:
        return True
    if text.unit == "percent" and SHARES.get(term) in text.numbers:
        return True
    return _has_word(term, text.words)


def _is_number_of(number: re.Match[str], text: Text) -> bool:
    pounds, digits, percent = number.groups()
    if percent or pounds:
        unit = "percent" if percent else "pounds"
        return text.unit == unit and Decimal(digits) in text.numbers
    return Decimal(digits) in text.numbers or _has_word(digits, text.named, whole=True)


def _has_word(term: str, words: str, *, whole: bool = False) -> bool:
    """Whether a word begins with the term, or is it."""
    end = r"(?!\w)" if whole else ""
    return re.search(rf"(?<!\w){re.escape(term)}{end}", words) is not None
