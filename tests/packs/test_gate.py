"""Which words of the council's own may go to everybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.packs.gate import may_be_public, small_numbers, unfit_words

NAMING = (
    "Two work placements ended in August.",
    "3 of them moved home.",
    "Between 2 and 5 wait.",
    "Children aged 3-5 are seen first.",
    "4, as before.",
    "One young person left care for prison.",
    "a single child waits",
    "Both girls are safe.",
    "We know all five",
)
NOT_NAMING = (
    "By 3 March 2027 every one has a plan.",
    "One of the reasons is housing.",
    "From 1st April the offer is open to all.",
    "It fell by 3% on the year before.",
    "12 of 30 were seen.",
    "In 2024-25 it rose; Q3 was hard.",
    "3.5 per 1,000",
    "£3 million more",
)


@pytest.mark.parametrize("text", NAMING)
def test_a_text_that_counts_one_to_five_stays_with_the_council(text: str):
    assert small_numbers(text)
    assert not may_be_public(text, figures_withheld=False)


@pytest.mark.parametrize("text", NOT_NAMING)
def test_days_shares_and_large_numbers_count_nobody(text: str):
    assert not small_numbers(text)
    assert may_be_public(text, figures_withheld=False)


def test_beside_a_figure_that_is_kept_back_no_number_may_stand_at_all():
    assert not may_be_public("It fell by 3% on the year before.", figures_withheld=True)
    assert may_be_public("From 1 April the offer is open to all.", figures_withheld=True)


@given(st.integers(1, 5), st.text("abc xyz", max_size=20), st.text("abc xyz", max_size=20))
def test_a_small_number_is_found_wherever_it_stands(number: int, before: str, after: str):
    assert small_numbers(f"{before} {number} {after}")


@pytest.mark.parametrize(
    ("text", "withheld", "words"),
    [
        ("Two of them, and both of the 5, moved on 3 May.", False, ["Two", "both", "5"]),
        ("One young person and three others left.", False, ["One young person", "three"]),
        ("It fell by 3.5% to 1,200.", True, ["3.5%", "1,200"]),
        ("4 wait.", True, ["4"]),
        ("All is well.", True, []),
    ],
)
def test_it_says_which_words_are_meant(text: str, withheld: bool, words: list[str]):
    assert unfit_words(text, figures_withheld=withheld) == words
