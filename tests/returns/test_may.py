"""Who may do what in which state: every role × part × state × verb, walked through the verbs."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import TeamMember
from indicators.ledger.models import Observation
from indicators.returns import may, verbs
from indicators.returns.models import Event, Section
from indicators.returns.states import State, Verb
from tests.builders import make_user
from tests.returns.builders import LOOKED_AFTER, in_team, make_team

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# Who → (role, part in the team or none, whether the team is the one that owes the return).
PEOPLE = {
    "officer of the team": ("officer", "member", True),
    "approver of the team": ("approver", "approver", True),
    "deputy of the team": ("approver", "deputy", True),
    "officer of another team": ("officer", "member", False),
    "approver of another team": ("approver", "approver", False),
    "officer of no team": ("officer", None, False),
    "administrator": ("administrator", None, False),
    "viewer": ("viewer", None, False),
    "partner": ("partner", None, False),
    "viewer with a place": ("viewer", "member", True),
    "officer in the approver's place": ("officer", "deputy", True),
    "approver in an officer's place": ("approver", "member", True),
    "nobody's account": (None, "member", True),
}
# Who may do what, and in which states: written from the issue and not from the tables.
ANYONE = {"officer of the team", "approver of the team", "deputy of the team"}
APPROVERS = {"approver of the team", "deputy of the team"}
ALLOWED = {
    "save": (ANYONE, {"open", "returned"}),
    "submit": (ANYONE, {"open", "returned"}),
    "take-back": (ANYONE, {"submitted"}),
    "ask": (APPROVERS, {"submitted"}),
    "answer": (ANYONE, {"submitted", "returned"}),
    "give-back": (APPROVERS, {"submitted"}),
    "sign": (APPROVERS, {"submitted"}),
}
ACTS = {
    "save": lambda desk, by: desk.save(by, LOOKED_AFTER, value="487"),
    "submit": lambda desk, by: verbs.submit(desk.section, by=by),
    "take-back": lambda desk, by: verbs.take_back(desk.section, by=by),
    "ask": lambda desk, by: verbs.ask(desk.entry(), "Why?", by=by),
    "answer": lambda desk, by: verbs.answer(desk.entry(), "So.", by=by),
    "give-back": lambda desk, by: verbs.give_back(desk.section, "Mend it.", by=by),
    "sign": lambda desk, by: verbs.sign(desk.section, by=by),
}


def person(desk, who):
    role, part, ours = PEOPLE[who]
    user = make_user(*([role] if role else []), name=who.replace("'", ""))
    if part:
        team = desk.team if ours else make_team("another")
        if part == "approver" and ours:  # the team has one: this person follows them
            TeamMember.objects.filter(team=team, user=desk.approver).delete()
        TeamMember.objects.create(
            team=team,
            user=user,
            role="member" if part == "member" else "approver",
            deputy=part == "deputy",
        )
    return user


@pytest.mark.parametrize("who", PEOPLE)
def test_everyone_in_every_state_with_every_verb(desk, who):
    desk.fill(desk.officer)
    by = person(desk, who)
    for state in State:
        Section.objects.filter(state__in=["open", "submitted", "returned"]).update(state=state)
        for verb, (people, states) in ALLOWED.items():
            may_do = who in people and state in states
            assert tried(desk, verb, by) == may_do, (state, verb)
            offered = may.can(may.part_in(by, desk.team), desk.section, Verb(verb))
            assert offered == may_do, (state, verb)


def tried(desk, verb, by):
    """Whether the verb was done; it leaves no trace either way."""
    before = (desk.section.state, Event.objects.count(), Observation.objects.count())
    try:
        with transaction.atomic():
            ACTS[verb](desk, by)
            assert Event.objects.count() == before[1] + 1
            raise DoneError
    except DoneError:
        return True
    except PermissionDenied:
        assert (desk.section.state, Event.objects.count(), Observation.objects.count()) == before
        return False


class DoneError(Exception):
    """Takes back what was done."""


def test_every_verb_is_walked():
    assert set(ALLOWED) == set(ACTS) == set(Verb)


def test_a_closed_account_may_do_nothing(desk):
    desk.officer.is_active = False
    desk.officer.save()
    with pytest.raises(PermissionDenied):
        desk.save(desk.officer, numerator="29")


SAID = {
    ("officer of another team", "save"): "This is for the members or the approvers of the team "
    "Leaving-care.",
    ("officer of the team", "sign"): "This is for the approvers of the team Leaving-care.",
}


@pytest.mark.parametrize(("who", "verb"), SAID)
def test_the_refusal_names_who_may(desk, who, verb):
    with pytest.raises(PermissionDenied, match=SAID[who, verb]):
        ACTS[verb](desk, person(desk, who))


def test_who_can_sign_are_approver_and_deputies_who_typed_nothing(desk):
    second = in_team(desk.team, "approver", "approver", name="second", deputy=True)
    assert may.signatories(desk.section) == [desk.approver, desk.deputy, second]
    desk.save(desk.deputy, numerator="29")
    desk.save(desk.officer, numerator="30")
    assert may.signatories(desk.section) == [desk.approver, second]
    assert may.typed_oneself(desk.deputy, list(desk.section.entries.all())) == [desk.entry()]


def test_a_deputy_without_the_role_cannot_sign(desk):
    desk.deputy.groups.clear()
    assert may.signatories(desk.section) == [desk.approver]
