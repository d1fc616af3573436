"""The second person's page: what it shows, asks, gives back and signs, and what it refuses."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from accounts.models import TeamMember, User
from indicators.ledger.models import Observation
from indicators.returns import verbs
from indicators.returns.models import Event, Return, Section
from tests.dashboard.conftest import Page, Visit, owed_by
from tests.dashboard.quarters import ended, long
from tests.harness.copies import connected_to, filled_copy
from tests.returns.filling import EXPLANATION, NEXT, entry_of, fill, section_of, submit, type_line

Person = Callable[[str], User]
LEAVERS = {"denominator": "166"}
TYPED = {"care_leavers_neet": {"numerator": "95", **LEAVERS}}
HOSTILE = "<script>alert(1)</script> & 'so'"


@pytest.fixture(scope="module", autouse=True)
def _submitted(_shipped: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with (
        filled_copy("submitted", _fill_and_submit, django_db_blocker) as copy,
        connected_to(copy),
    ):
        yield


def _fill_and_submit() -> None:
    of, officer = owed_by("exampleshire-children"), User.objects.get(username="officer")
    fill(of, by=officer, **TYPED)
    submit(sections(of), by=officer)


@pytest.fixture
def submitted(children_return: Return) -> Return:
    """Filled in by the officer, all of it submitted; NEET is red, and really worse."""
    return children_return


def sections(of: Return) -> list[Section]:
    return list(of.sections.select_related("theme", "of__team", "of__area"))


def address(of: Return) -> str:
    return f"/returns/{of.pk}/review/"


def line(page: Page, of: Return, slug: str) -> str:
    found = [one for one in page.main.walk() if one.get("id") == f"line-{entry_of(of, slug).pk}"]
    return found[0].text


def state(of: Return, theme: str) -> str:
    return section_of(of, theme).state


def test_a_line_says_all_that_a_second_person_needs(submitted: Return, visit: Visit):
    """95 of 166 are 57%; Exampleshire had 28% a year before and 38% a quarter before."""
    said = line(visit(address(submitted), "approver"), submitted, "care-leavers-neet")
    assert "Demonstration target missed" in said
    assert "Newly red" in said
    assert f"57% at {long(ended())} (95 of 166), above the demonstration target of 40%" in said
    assert f"Last time 38% at {long(ended(1))}" in said
    assert f"A year before 28% at {long(ended(4))}" in said
    assert "B: complete, with small known gaps" in said
    assert f"Explanation: {EXPLANATION}" in said
    assert f"What comes next: {NEXT}" in said
    assert "typed by Demonstration officer" in said


def test_the_rest_is_one_line_that_opens(submitted: Return, visit: Visit):
    page = visit(address(submitted), "approver")
    rest = next(one for one in page.main.all("details") if one.get("id") == "unremarkable")
    lines = len(rest.all("ol")[0].children)
    assert rest.all("summary")[0].text == f"{lines} unremarkable figures"
    assert "open" not in rest.attributes
    asked = sum(one.get("class") == "sl-look" for one in page.main.walk())
    assert asked == sum(section.entries.count() for section in sections(submitted))


def test_a_question_is_asked_answered_and_stands_on_the_page(submitted: Return, visit: Visit):
    entry = entry_of(submitted, "care-leavers-neet")
    ask = {"act": "ask", "entry": entry.pk, "words": HOSTILE}
    answered = f"/returns/{submitted.pk}/answer/"
    visit_after(visit, address(submitted), "approver", ask)
    seen = line(visit(address(submitted), "officer"), submitted, "care-leavers-neet")
    assert "A question waits for its answer" in seen
    assert f"Demonstration approver asked, {Event.objects.latest('pk').at:%-d %B %Y}" in seen
    assert HOSTILE in seen
    answer = {"entry": entry.pk, "words": "Two, in August.", "back": "review"}
    visit_after(visit, answered, "officer", answer)
    seen = line(visit(address(submitted), "approver"), submitted, "care-leavers-neet")
    assert "Questions and answers" in seen
    assert "Two, in August." in seen


def visit_after(visit: Visit, where: str, role: str, post: dict[str, object]) -> None:
    client = Client()
    client.force_login(User.objects.get(username=role))
    assert client.post(where, post).status_code == 302


@pytest.mark.parametrize(
    ("act", "sentence"),
    [("ask", "Write the question."), ("give-back", "Say what is to be mended.")],
)
def test_no_words_are_refused_where_they_are_missing(
    submitted: Return, visit: Visit, act: str, sentence: str
):
    about = {
        "entry": entry_of(submitted, "care-leavers-neet").pk,
        "section": section_of(submitted, "care-leavers").pk,
    }
    post = {"act": act, "words": "  ", **about}
    page = visit(address(submitted), "approver", status=422, post=post)
    assert "There is a problem" in page.text
    assert page.text.count(sentence) == 2
    assert state(submitted, "care-leavers") == "submitted"


def test_what_was_written_is_kept_where_a_colleague_was_quicker(
    submitted: Return, visit: Visit, person: Person
):
    section = section_of(submitted, "care-leavers")
    verbs.sign(section, by=person("deputy"))
    post = {"act": "give-back", "section": section.pk, "words": "Count again."}
    page = visit(address(submitted), "approver", status=422, post=post)
    assert "It is published. A change is a correction of its own." in page.text
    assert "You wrote: “Count again.”" in page.text


def test_a_section_is_given_back_with_what_to_mend(submitted: Return, visit: Visit):
    section = section_of(submitted, "care-leavers")
    post = {"act": "give-back", "section": section.pk, "words": "NEET: which quarter is it?"}
    visit_after(visit, address(submitted), "approver", post)
    assert state(submitted, "care-leavers") == "returned"
    page = visit(address(submitted), "officer")
    assert "Given back by Demonstration approver" in page.text
    assert "NEET: which quarter is it?" in page.text


def test_signing_one_section_publishes_it_and_no_other(submitted: Return, visit: Visit):
    before = Observation.objects.count()
    section = section_of(submitted, "care-leavers")
    visit_after(visit, address(submitted), "approver", {"act": "sign", "section": section.pk})
    assert state(submitted, "care-leavers") == "published"
    assert Observation.objects.count() == before + section.entries.count()
    assert {one.state for one in sections(submitted)} == {"published", "submitted"}
    written = Observation.objects.filter(series__indicator__slug="care-leavers-neet").latest("pk")
    assert str(written.by) == "Demonstration approver"
    assert str(written.typed_by) == "Demonstration officer"


def test_signing_all_says_of_each_section_what_became_of_it(
    submitted: Return, visit: Visit, person: Person
):
    """The approver typed one line of care leavers: that section stays, the others are published."""
    section = section_of(submitted, "care-leavers")
    verbs.take_back(section, by=person("officer"))
    entry = entry_of(submitted, "care-leavers-in-touch")
    type_line(entry, by=person("approver"), explanation="I counted.")
    verbs.submit(section_of(submitted, "care-leavers"), by=person("officer"))
    client = Client()
    client.force_login(person("approver"))
    client.post(address(submitted), {"act": "sign-all"})
    results = client.get(address(submitted)).content.decode()
    lines = section_of(submitted, "help-and-protection").entries.count()
    assert lines >= 10
    assert f"Help and protection: {lines} figures signed and published." in results
    assert "Care leavers: You typed Care leavers the authority is in touch with" in results
    assert "Who can: Demonstration deputy." in results
    page = visit(address(submitted), "approver")
    states = {one.theme.slug: one.state for one in sections(submitted)}
    assert states.pop("care-leavers") == "submitted"
    assert set(states.values()) == {"published"}
    assert "whoever typed a figure never signs it" in page.text
    assert "Who can sign: Demonstration deputy." in page.text


def test_nobody_can_sign_what_everybody_typed(submitted: Return, visit: Visit, person: Person):
    TeamMember.objects.filter(team=submitted.team, user=person("deputy")).delete()
    verbs.take_back(section_of(submitted, "care-leavers"), by=person("officer"))
    entry = entry_of(submitted, "care-leavers-neet")
    type_line(entry, by=person("approver"), explanation="I counted.")
    verbs.submit(section_of(submitted, "care-leavers"), by=person("officer"))
    page = visit(address(submitted), "approver")
    assert "nobody yet. An administrator can add a deputy to the team" in page.text


def test_an_officer_reads_and_is_offered_no_act(submitted: Return, visit: Visit):
    page = visit(address(submitted), "officer")
    assert "care leavers" in page.text.lower()
    assert not page.main.all("form")
    assert "Who can sign: Demonstration approver or Demonstration deputy." in page.text


@pytest.mark.parametrize("role", ["officer", "administrator"])
@pytest.mark.parametrize("act", ["ask", "give-back", "sign", "sign-all"])
def test_only_approvers_act(submitted: Return, visit: Visit, role: str, act: str):
    about = {
        "entry": entry_of(submitted, "care-leavers-neet").pk,
        "section": section_of(submitted, "care-leavers").pk,
        "words": "I would like to.",
    }
    page = visit(address(submitted), role, status=403, post={"act": act, **about})
    assert "This is for the approvers of the team Exampleshire children's services." in page.text
    assert {one.state for one in sections(submitted)} == {"submitted"}


@pytest.mark.parametrize("role", ["viewer", "partner"])
@pytest.mark.parametrize("what", ["review", "trail"])
def test_what_is_not_signed_is_for_its_team_alone(
    submitted: Return, visit: Visit, role: str, what: str
):
    refused = visit(f"/returns/{submitted.pk}/{what}/", role, status=403)
    assert "for the officers and approvers of the team" in refused.text


def test_another_teams_approver_is_refused(submitted: Return, visit: Visit, person: Person):
    TeamMember.objects.filter(team=submitted.team, user=person("approver")).delete()
    visit(address(submitted), "approver", status=403)


def test_forged_numbers_are_refused_in_words(submitted: Return, visit: Visit):
    assert (
        "There is no such return." in visit("/returns/99999/review/", "approver", status=404).text
    )
    other = Return.objects.get(team__slug="exampleshire-workforce", period_kind="quarter",
                               starts=submitted.starts)  # fmt: skip
    foreign = other.sections.first()
    assert foreign is not None
    line_of_another = foreign.entries.values_list("pk", flat=True)[0]
    for post in (
        {"act": "sign", "section": foreign.pk},
        {"act": "give-back", "section": "x", "words": "No."},
        {"act": "ask", "entry": line_of_another, "words": "Why?"},
    ):
        visit(address(submitted), "approver", status=404, post=post)
    visit(address(submitted), "approver", status=400, post={"act": "burn"})


def test_an_empty_return_says_what_comes_next(visit: Visit):
    page = visit(address(owed_by("exampleshire-workforce")), "approver")
    assert "No section waits for a signature." in page.text
    assert "Being filled in: 0 of" in page.text


def test_the_page_asks_as_often_for_one_section_as_for_all(
    submitted: Return, as_role: Callable[[str], Client], person: Person
):
    client = as_role("approver")

    def asked() -> int:
        client.get(address(submitted))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(submitted)).status_code == 200
        return len(queries)

    everything = asked()
    for section in sections(submitted)[1:]:
        verbs.take_back(section, by=person("officer"))
    assert asked() == everything
    for number in range(3):
        verbs.ask(entry_of(submitted, "contacts-within-one-day"), f"{number}?", by=person("deputy"))
    assert asked() == everything
