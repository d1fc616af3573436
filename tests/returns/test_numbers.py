"""What is typed, and the number or the sentence that comes of it."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicators.catalogue.models import Indicator, Series
from indicators.returns.models import Entry
from indicators.returns.numbers import read

FRACTION = {"numerator": "those on time", "denominator": "all of them"}


def entry_of(unit="count", texts=None, **typed):
    """A line that needs no database."""
    indicator = Indicator(slug="line", unit=unit, decimals=1, texts=texts or {})
    return Entry(series=Series(indicator=indicator), **typed)


def number_of(text, unit="count"):
    numbers = read(entry_of(unit, value=text))
    if numbers.faults:
        ((field, sentence),) = numbers.faults
        assert (field, numbers.value) == ("value", None)
        return sentence
    return numbers.value


READ = [
    ("29", "29"),
    (" 29 ", "29"),
    ("0", "0"),
    ("007", "7"),
    ("48.5", "48.5"),
    ("48.123456", "48.123456"),
    ("1,234", "1234"),
    ("1,234,567", "1234567"),
    ("1,234.5", "1234.5"),
    ("-3", "-3"),
    ("−3", "-3"),
    ("1 234", "1234"),
    ("1\N{NO-BREAK SPACE}234", "1234"),
    ("1\N{NARROW NO-BREAK SPACE}234", "1234"),
    ("999999999", "999999999"),
]


@pytest.mark.parametrize(("text", "number"), READ)
def test_what_is_a_number(text, number):
    assert number_of(text) == Decimal(number)


DIGITS = "Write digits, such as 29 or 48.5."
WORDS = "Write digits only, and the words in the explanation."
REFUSED = [
    ("48,5", "“48,5” is no number. Write a point for decimals: 48.5."),
    ("0,500", "“0,500” is no number. Write a point for decimals: 0.500."),
    ("1234,567", "“1234,567” is no number. Write it without commas."),
    ("12,34,567", "“12,34,567” is no number. Write it without commas."),
    ("1.234,5", "“1.234,5” is no number. Write it without commas."),
    ("48%", "“48%” is no number. Type how many there are, without the % sign."),
    ("48 %", "“48 %” is no number. Type how many there are, without the % sign."),
    ("£1,200", "“£1,200” is no number. Leave out the £ sign."),
    ("½", f"“½” is no number. {DIGITS}"),
    ("1e5", f"“1e5” is no number. {WORDS}"),
    ("29 children", f"“29 children” is no number. {WORDS}"),
    ("0x1F", f"“0x1F” is no number. {WORDS}"),
    ("1_000", f"“1_000” is no number. {DIGITS}"),
    ("NaN", f"“NaN” is no number. {DIGITS}"),
    ("Infinity", f"“Infinity” is no number. {DIGITS}"),
    ("-", f"“-” is no number. {DIGITS}"),
    ("n/a", f"“n/a” is no number. {DIGITS}"),
    ("29/60", f"“29/60” is no number. {DIGITS}"),
    ("29-31", f"“29-31” is no number. {DIGITS}"),
    ("<5", f"“<5” is no number. {DIGITS}"),
    ("+29", f"“+29” is no number. {DIGITS}"),
    (".5", f"“.5” is no number. {DIGITS}"),
    ("5.", f"“5.” is no number. {DIGITS}"),
    ("--3", f"“--3” is no number. {DIGITS}"),
    ("=1+1", f"“=1+1” is no number. {DIGITS}"),
    ("٤٨", f"“٤٨” is no number. {DIGITS}"),
    ("４８", f"“４８” is no number. {DIGITS}"),
    ("48.1234567", "“48.1234567” is no number. Write six decimals at most."),
    ("1000000000", "“1000000000” is too large a number to be true. "
     "Check how many digits it has."),
    ("9" * 4000, f"“{'9' * 40}” is too large a number to be true. Check how many digits it has."),
    ("<script>alert(1)</script>", f"“<script>alert(1)</script>” is no number. {WORDS}"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), REFUSED, ids=lambda value: value[:20])
def test_what_is_none_and_the_sentence_it_gets(text, sentence):
    assert number_of(text) == sentence


def test_a_sign_is_taken_where_the_line_asks_for_it():
    assert number_of("48%", "percent") == 48
    assert number_of("48.5 %", "percent") == Decimal("48.5")
    assert number_of("£1,200", "pounds") == 1200
    assert number_of("£48", "percent") == "“£48” is no number. Leave out the £ sign."


def test_a_numerator_is_never_a_percentage():
    entry = entry_of("percent", FRACTION, numerator="48%", denominator="60")
    assert read(entry).faults == [
        ("numerator", "“48%” is no number. Type how many there are, without the % sign.")
    ]


FRACTIONS = [
    ("percent", "29", "60", "48.333333"),
    ("percent", "0", "60", "0"),
    ("percent", "60", "60", "100"),
    ("per-10,000", "486", "83,400", "58.273381"),
    ("per-100,000", "3", "83400", "3.597122"),
    ("cases-per-worker", "168", "8", "21"),
    ("days", "34944", "78", "448"),
]


@pytest.mark.parametrize(("unit", "part", "whole", "value"), FRACTIONS)
def test_the_value_is_worked_out(unit, part, whole, value):
    numbers = read(entry_of(unit, FRACTION, numerator=part, denominator=whole))
    assert (numbers.value, numbers.faults) == (Decimal(value), [])


UNFINISHED = [
    ("29", "", "", "denominator", "The denominator is missing. Type it, or clear the other."),
    ("", "60", "", "numerator", "The numerator is missing. Type it, or clear the other."),
    ("0", "0", "", "denominator",
     "None of none is no figure. Clear both, and choose “not applicable” as the reason."),
    ("29", "0", "", "denominator", "The denominator is 0. It has to be above 0."),
    ("29", "-60", "", "denominator", "The denominator is −60. It has to be above 0."),
    ("999999999", "1", "", "numerator", "999,999,999 of 1 is too much to be true. Check both."),
    ("29", "60", "50", "value", "29 of 60 is 48.3, not 50. Correct one."),
]  # fmt: skip


@pytest.mark.parametrize(("part", "whole", "value", "field", "sentence"), UNFINISHED)
def test_what_makes_no_value(part, whole, value, field, sentence):
    entry = entry_of("percent", FRACTION, numerator=part, denominator=whole, value=value)
    assert read(entry).faults == [(field, sentence)]


def test_the_percentage_may_be_typed_too_as_it_is_printed():
    entry = entry_of("percent", FRACTION, numerator="29", denominator="60", value="48.3%")
    assert (read(entry).value, read(entry).faults) == (Decimal("48.333333"), [])


def test_a_percentage_alone_is_taken_as_it_is():
    assert read(entry_of("percent", FRACTION, value="48.3")).value == Decimal("48.3")


def test_every_field_that_cannot_be_read_is_named():
    faults = read(entry_of("percent", FRACTION, numerator="x", denominator="y")).faults
    assert [field for field, _ in faults] == ["numerator", "denominator"]


def test_nothing_typed_is_nothing():
    assert read(entry_of(value="  ")).is_empty


@given(st.text(max_size=30))
@example("1" * 500)
def test_any_text_is_a_number_or_a_sentence(text):
    numbers = read(entry_of("percent", FRACTION, numerator=text, denominator=text, value=text))
    assert numbers.faults or numbers.is_empty or numbers.value is not None
    for _, sentence in numbers.faults:
        assert sentence.endswith(".")
        assert len(sentence) < 160


@given(st.decimals(-(10**9) + 1, 10**9 - 1, places=6))
def test_a_number_written_out_is_read_back(number):
    assert number_of(f"{number:f}") == number
    assert number_of(f"{number:,f}") == number
