"""The three tables: complete, and leading where the issue says."""

import pytest

from indicators.returns.models import Event, Section
from indicators.returns.states import SAID, TRANSITIONS, WHO, Part, State, Verb, leads_to

# From → verb → to, written down from the work itself and not from the tables.
STORY = """
open       save       open
open       submit     submitted
submitted  take-back  open
submitted  ask        submitted
submitted  answer     submitted
submitted  give-back  returned
submitted  sign       published
returned   save       returned
returned   answer     returned
returned   submit     submitted
"""


def test_the_transitions_are_these_and_no_others():
    told = {tuple(line.split()) for line in STORY.strip().splitlines()}
    assert {(state, verb, to) for (state, verb), to in TRANSITIONS.items()} == told


@pytest.mark.parametrize("verb", Verb)
def test_every_verb_has_somebody_words_and_a_state_to_be_done_in(verb):
    assert WHO[verb]
    assert WHO[verb] <= set(Part)
    assert SAID[verb]
    assert any(one == verb for _, one in TRANSITIONS)
    assert len(verb) <= Event._meta.get_field("verb").max_length


def test_the_tables_know_no_other_verb():
    assert set(WHO) == set(SAID) == set(Verb)


@pytest.mark.parametrize("verb", Verb)
def test_nothing_leads_out_of_published(verb):
    assert leads_to(State.PUBLISHED, verb) is None


def test_every_state_can_be_reached_from_open():
    reached = {State.OPEN}
    for _ in State:
        reached |= {to for (state, _), to in TRANSITIONS.items() if state in reached}
    assert reached == set(State)


def test_only_an_approver_publishes_or_gives_back():
    only = {verb for verb in Verb if WHO[verb] == frozenset({Part.APPROVER})}
    assert only == {Verb.ASK, Verb.GIVE_BACK, Verb.SIGN}


def test_a_state_fits_its_column():
    assert max(map(len, State)) <= Section._meta.get_field("state").max_length
