"""Two sources on the same thing: the same, or how far apart, in words."""

from decimal import Decimal
from functools import partial

import pytest

from indicators.assessment.agreement import agreement, not_compared
from indicators.assessment.words import display_point, display_stated
from tests.assessment.builders import measure, point

COUNT = measure(unit="count", polarity="context")
at = partial(point, "2015-16")


def said(of, stated, other, **more):
    found = agreement(of, stated, other, **more)
    return found.word, found.words


@pytest.mark.parametrize(
    ("stated", "published", "expected"),
    [
        ("473", "473", ("The same", "473 published")),
        ("694", "694", ("The same", "694 published")),
        ("52", "44", ("Differs", "44 published, 8 fewer")),
        ("44", "52", ("Differs", "52 published, 8 more")),
        ("0", "1", ("Differs", "1 published, 1 more")),
    ],
)
def test_counts(stated, published, expected):
    assert said(COUNT, at(stated), at(published)) == expected


@pytest.mark.parametrize(
    ("unit", "stated", "published", "expected"),
    [
        ("percent", "48", "45", ("Differs", "45% published, 3 points lower")),
        ("percent", "41", "42", ("Differs", "42% published, 1 point higher")),
        ("days", "649", "593", ("Differs", "593 days published, 56 days fewer")),
        ("per-10,000", "60", "62", ("Differs", "62 per 10,000 published, 2 per 10,000 higher")),
        ("pounds", "2000000", "2500000", ("Differs", "£2,500,000 published, £500,000 higher")),
    ],
)
def test_the_difference_is_in_the_unit(unit, stated, published, expected):
    of = measure(unit=unit)
    assert said(of, at(stated), at(published)) == expected


def test_about_is_held_as_it_is_written():
    about = at("52", qualifier="about")
    assert said(COUNT, about, at("44")) == ("Differs", "44 published, 8 fewer")
    assert said(COUNT, about, at("52"))[0] == "The same"


@pytest.mark.parametrize(
    ("stated", "published", "word"),
    [
        ({"value": "22", "qualifier": "over"}, "23", "Fits"),
        ({"value": "22", "qualifier": "over"}, "22", "Differs"),
        ({"value": "22", "qualifier": "at least"}, "22", "Fits"),
        ({"value": "40", "qualifier": "up to"}, "41", "Differs"),
        ({"value": "40", "qualifier": "under"}, "39", "Fits"),
        ({"value": "4", "upper": Decimal(8)}, "6", "Fits"),
        ({"value": "4", "upper": Decimal(8)}, "9", "Differs"),
    ],
)
def test_an_open_figure_fits_or_does_not(stated, published, word):
    assert agreement(COUNT, at(**stated), at(published)).word == word


def test_outside_a_range_the_nearer_end_counts():
    weeks = measure(unit="weeks")
    stated = at("4", upper=Decimal(8))
    assert said(weeks, stated, at("9")) == ("Differs", "9 weeks published, 1 week more")
    assert said(weeks, stated, at("2")) == ("Differs", "2 weeks published, 2 weeks fewer")


def test_the_coarser_of_two_roundings_decides():
    whole = measure(decimals=1, rounding=Decimal(1))
    tenths = measure(decimals=1, rounding=Decimal("0.1"))
    near = agreement(whole, at("60"), at("60.4"), other_measure=tenths)
    assert (near.word, near.words) == ("The same", "60.4% published")
    far = agreement(whole, at("60"), at("60.5"), other_measure=tenths)
    assert (far.word, far.words) == ("Differs", "60.5% published, 1 point higher")


def test_the_councils_own_count_is_called_so():
    own = measure(unit="count", kind="local")
    found = agreement(COUNT, at("710"), at("712"), other_measure=own)
    assert found.words == "712 by the council's own count, 2 more"


def test_nothing_is_said_of_a_figure_that_is_missing():
    missing = at(None, missing_reason="suppressed")
    found = agreement(COUNT, at("5"), missing)
    assert (found.verdict, found.word) == ("cannot-say", "Cannot say")
    assert found.words == (
        "the other figure is missing: it is suppressed because the numbers are small"
    )


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("weeks", "4 to 8 weeks"),
        ("percent", "4% to 8%"),
        ("pounds", "£4 to £8"),
        ("count", "4 to 8"),
    ],
)
def test_a_range_says_its_unit_as_people_do(unit, expected):
    assert display_point(measure(unit=unit), at("4", upper=Decimal(8))) == expected


def test_people_come_before_their_percentage():
    derived = at(counted="12/17", qualifier="derived")
    assert display_stated(measure(), derived) == "12 of 17 (71%, derived)"
    assert display_stated(measure(), at(71, "12/17")) == "12 of 17 (71%)"
    assert display_stated(measure(), at(48, qualifier="about")) == "about 48%"


def test_the_size_of_a_difference_is_a_share_of_the_larger_number():
    assert agreement(COUNT, at("50"), at("40")).share == Decimal("0.2")
    assert agreement(COUNT, at("40"), at("50")).share == Decimal("0.2")
    assert agreement(COUNT, at("0"), at("3")).share == 1
    assert agreement(COUNT, at("7"), at("7")).share == 0


def test_what_is_not_compared_says_why_and_nothing_of_a_difference():
    found = not_compared(["the dates differ", "the published figure is doubtful"])
    assert (found.verdict, found.word) == ("not-compared", "Not compared")
    assert found.words == "the dates differ; the published figure is doubtful"
