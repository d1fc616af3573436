"""Rank and quartile, held against libraries, and what must hold for any values."""

import statistics
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from indicators.assessment.places import NOBODY, WITHIN_A_RANGE, Place, Ranking, caution
from indicators.periods import Period
from tests.assessment.builders import measure

YEAR = Period.parse("2024-25")
# Few different values, so that there are ties, and values on a cut.
lists = st.lists(st.integers(-20, 60).map(lambda n: Decimal(n) / 2), min_size=1, max_size=160)
ranked = st.sampled_from(["higher", "lower", "context"])
judged = st.sampled_from(["higher", "lower"])
SIGN = {"higher": -1, "context": -1, "lower": 1}


def ranking(polarity: str, *values: float | str) -> Ranking:
    return Ranking.of(polarity, [Decimal(str(one)) for one in values])


@given(ranked, lists)
def test_ranks_are_those_of_scipy(polarity, values):
    of = Ranking.of(polarity, values)
    signed = [float(one) * SIGN[polarity] for one in values]
    first, last = rankdata(signed, method="min"), rankdata(signed, method="max")
    places = [of.place(value) for value in values]
    assert [(one.rank, one.rank_to) for one in places] == list(zip(first, last, strict=True))
    assert {one.of for one in places} == {len(values)}


@given(lists.filter(lambda values: len(values) > 1))
def test_cuts_are_those_of_the_standard_library(values):
    cuts = Ranking.of("higher", values).cuts
    expected = statistics.quantiles(values, n=4, method="inclusive")
    assert [cuts.low, cuts.middle, cuts.high] == expected


@given(ranked, lists, st.randoms())
def test_the_order_of_the_values_does_not_matter(polarity, values, chance):
    shuffled = chance.sample(values, len(values))
    assert Ranking.of(polarity, values) == Ranking.of(polarity, shuffled)


@given(judged, lists)
def test_what_is_turned_upside_down_stands_where_it_stood(polarity, values):
    other = {"higher": "lower", "lower": "higher"}[polarity]
    of, mirrored = Ranking.of(polarity, values), Ranking.of(other, [-one for one in values])
    for value in values:
        assert of.place(value) == mirrored.place(-value)


@given(judged, lists)
def test_letters_follow_ranks_and_the_best_has_an_a(polarity, values):
    of = Ranking.of(polarity, values)
    places = sorted((of.place(value) for value in values), key=lambda one: one.rank)
    letters = [one.quartile for one in places]
    assert letters == sorted(letters)
    assert letters[0] == "A"


@given(judged, lists)
def test_a_value_on_a_cut_takes_the_better_letter(polarity, values):
    of = Ranking.of(polarity, values)
    low, middle, high = of.cuts.low, of.cuts.middle, of.cuts.high
    best = (low, middle, high) if polarity == "lower" else (high, middle, low)
    for value in values:
        on = [letter for letter, cut in zip("ABC", best, strict=True) if value == cut]
        if on:
            assert of.place(value).quartile == on[0]


@given(judged, lists)
def test_at_least_a_quarter_has_each_letter_or_better(polarity, values):
    letters = [Ranking.of(polarity, values).place(value).quartile for value in values]
    for share, good in ((1, "A"), (2, "AB"), (3, "ABC")):
        assert 4 * sum(one in good for one in letters) >= share * (len(values) - 1)


def test_four_values_one_in_each_quarter():
    of = ranking("lower", 40, 10, 30, 20)
    assert [of.place(Decimal(one)).quartile for one in (10, 20, 30, 40)] == ["A", "B", "C", "D"]
    assert (of.cuts.low, of.cuts.middle, of.cuts.high) == (Decimal("17.5"), 25, Decimal("32.5"))


def test_stored_values_tie_not_printed_ones():
    of = ranking("higher", "17.84", "17.84", "17.81")
    assert of.place(Decimal("17.84")) == Place(rank=1, rank_to=2, of=3, quartile="A")
    assert of.place(Decimal("17.81")).rank == 3


@pytest.mark.parametrize(
    ("place", "short", "sentence"),
    [
        (
            Place(rank=105, rank_to=112, of=151, quartile="C"),
            "105th to 112th of 151, quartile C",
            "Kent is 105th to 112th of 151 local authorities in 2024-25, quartile C.",
        ),
        (
            Place(rank=1, rank_to=1, of=151, quartile="A"),
            "1st of 151, quartile A",
            "Kent is 1st of 151 local authorities in 2024-25, quartile A.",
        ),
        (
            Place(rank=12, rank_to=12, of=151),
            "12th highest of 151",
            "Kent is 12th highest of 151 local authorities in 2024-25.",
        ),
        (
            Place(rank=22, rank_to=23, of=111),
            "22nd to 23rd highest of 111",
            "Kent is 22nd to 23rd highest of 111 local authorities in 2024-25.",
        ),
    ],
)
def test_places_in_words(place, short, sentence):
    assert (place.short, place.sentence("Kent", YEAR)) == (short, sentence)


def test_a_range_has_no_ranks_and_says_why():
    of = ranking("range", 10, 20)
    assert (of.place(Decimal(10)), of.why_not) == (None, WITHIN_A_RANGE)
    assert of.would_be(Decimal(15), YEAR) == ""
    assert of.cuts is not None


def test_without_values_there_is_no_place():
    of = ranking("lower")
    assert (of.place(Decimal(10)), of.cuts, of.why_not) == (None, None, NOBODY)


@pytest.mark.parametrize(
    ("polarity", "value", "quarter"),
    [
        ("lower", 9, "best quarter"),
        ("lower", 31, "third quarter"),
        ("lower", 50, "last quarter"),
        ("higher", 31, "second quarter"),
        ("higher", 25, "second quarter"),
        ("context", 31, "second highest quarter"),
        ("context", 5, "lowest quarter"),
    ],
)
def test_a_figure_of_the_council_s_own_is_held_beside_them(polarity, value, quarter):
    of = ranking(polarity, 10, 20, 30, 40)
    said = f"It would be in the {quarter} of the published figures in 2024-25."
    assert of.would_be(Decimal(value), YEAR) == said


def test_counts_carry_a_caution():
    assert "size of the place" in caution(measure("context", unit="count"))
    assert "size of the place" in caution(measure("context", unit="pounds", compare="none"))
    assert caution(measure("lower")) == ""
