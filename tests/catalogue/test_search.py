"""The words that people type, and what they are answered with; the answers are written by hand."""

from pathlib import Path

import pytest

from indicators.catalogue.files import read_catalogue
from indicators.catalogue.models import Indicator
from indicators.catalogue.search import nearest, search

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def shipped() -> list[Indicator]:
    """The catalogue as its files say it, without a database."""
    entries = [
        (slug, entry)
        for theme in read_catalogue(DATA).themes
        for slug, entry in theme.indicators.items()
    ]
    return [
        Indicator(
            pk=number,
            slug=slug,
            name=entry.name,
            aliases=entry.aliases,
            texts={
                "definition": entry.definition,
                "report_paragraphs": entry.report_paragraphs,
                "limit": entry.limit,
            },
        )
        for number, (slug, entry) in enumerate(entries, start=1)
    ]


def slugs(found: list[Indicator]) -> list[str]:
    return [one.slug for one in found]


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("NEET", "care-leavers-neet"),
        ("neet", "care-leavers-neet"),
        ("CLA", "children-looked-after"),
        ("LAC", "children-looked-after"),
        ("CiC", "children-looked-after"),
        ("re-referrals", "rereferrals"),
        ("rereferrals", "rereferrals"),
        ("45 working days", "assessments-within-45-days"),
        ("looked-after reviews", "looked-after-reviews-on-time"),
        ("  Care   LEAVERS  training ", "care-leavers-neet"),
        ("¶85", "care-leavers-neet"),
        ("85", "care-leavers-neet"),
        ("care-leavers-neet", "care-leavers-neet"),
    ],
)
def test_what_people_type_is_found(shipped: list[Indicator], query: str, slug: str):
    assert slug in slugs(search(query, shipped))


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("NEET", "care-leavers-neet"),
        ("care-leavers-neet", "care-leavers-neet"),
        ("Weeks of care proceedings", "care-proceedings-weeks"),
        ("pathway", "pathway-plans"),
    ],
)
def test_the_one_that_is_meant_comes_first(shipped: list[Indicator], query: str, slug: str):
    assert slugs(search(query, shipped))[0] == slug


def test_a_paragraph_finds_what_the_report_says_there_and_nothing_else(shipped: list[Indicator]):
    found = search("¶85", shipped)
    assert len(found) == sum("85" in one.report_paragraphs for one in shipped) >= 5
    assert all("85" in one.report_paragraphs for one in found)


def test_every_word_must_be_found(shipped: list[Indicator]):
    both = slugs(search("care leavers training", shipped))
    assert set(both) < set(slugs(search("care leavers", shipped)))
    assert "care-leavers-neet" in both
    assert search("care leavers zebra", shipped) == []


def test_a_short_word_is_a_whole_word(shipped: list[Indicator]):
    """CLA is not the beginning of "classroom", nor CIN of "including"."""
    for one in search("CIN", shipped):
        words = f"{one.name} {one.slug} {' '.join(one.aliases)} {one.texts['definition']}".lower()
        assert "cin" in words.replace("-", " ").split()


@pytest.mark.parametrize("query", ["", "   ", "¶", "-", "?!", "\x00"])
def test_no_words_find_nothing(shipped: list[Indicator], query: str):
    assert search(query, shipped) == []


def make(name: str, *aliases: str, definition: str = "", slug: str = "") -> Indicator:
    texts = {"definition": definition}
    return Indicator(name=name, slug=slug or "x", aliases=list(aliases), texts=texts)


def test_a_name_comes_before_another_name_and_that_before_a_definition():
    definition = make("E", definition="How many waited for visits.")
    alias = make("D", "late visits")
    inside = make("Missed visits")
    start = make("Visits on time")
    exact = make("Something", "visits")
    given = [definition, alias, inside, start, exact]
    assert search("visits", given) == [exact, start, inside, alias, definition]


def test_those_alike_stay_in_the_order_given():
    first, second = make("Visits one"), make("Visits two")
    assert search("visits", [first, second]) == [first, second]
    assert search("visits", [second, first]) == [second, first]


def test_words_in_different_places_count_as_the_one_hardest_to_find():
    spread = make("Visits", definition="To children at home.")
    named = make("Other visits to homes")
    assert search("visits home", [spread, named]) == [named, spread]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("adpotion", "adoption-disruptions"),
        ("pathwy plans", "pathway-plans"),
        ("fosterring", "looked-after-foster"),
        ("rerefferals", "rereferrals"),
    ],
)
def test_a_slip_of_the_pen_is_answered_with_what_is_near(
    shipped: list[Indicator], typed: str, slug: str
):
    assert search(typed, shipped) == []
    assert slug in slugs(nearest(typed, shipped))


def test_nothing_near_is_nothing(shipped: list[Indicator]):
    assert nearest("qqqqqqqqqqqq", shipped) == []
    assert nearest("", shipped) == []
