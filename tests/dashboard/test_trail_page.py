"""Everything that happened to a return, in words."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from accounts.models import User
from indicators.returns import verbs
from indicators.returns.models import Return
from tests.dashboard.conftest import Visit, owed_by
from tests.harness.copies import connected_to, filled_copy
from tests.returns.filling import entry_of, fill, section_of, type_line

Person = Callable[[str], User]
LEAVERS = {"denominator": "166"}


@pytest.fixture(scope="module", autouse=True)
def _busy(_shipped: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with filled_copy("busy", _err_and_mend, django_db_blocker) as copy, connected_to(copy):
        yield


def _person(name: str) -> User:
    return User.objects.get(username=name)


@pytest.fixture
def busy(children_return: Return) -> Return:
    """A quarter with a mistake made, questioned and corrected."""
    return children_return


def _err_and_mend() -> None:
    of = owed_by("exampleshire-children")
    typed = {"care_leavers_neet": {"numerator": "95", "so_far": False, **LEAVERS}}
    fill(of, by=_person("officer"), **typed)
    verbs.submit(section_of(of, "care-leavers"), by=_person("officer"))
    neet = entry_of(of, "care-leavers-neet")
    verbs.ask(neet, "Really 95?", by=_person("approver"))
    verbs.give_back(section_of(of, "care-leavers"), "Mend NEET.", by=_person("approver"))
    neet = entry_of(of, "care-leavers-neet")
    verbs.answer(neet, "No, 59.", by=_person("officer2"))
    type_line(neet, by=_person("officer2"), numerator="59", grade="C", grade_why="Typed in haste.")
    verbs.submit(section_of(of, "care-leavers"), by=_person("officer2"))
    verbs.sign(section_of(of, "care-leavers"), by=_person("approver"))


def test_every_act_is_told_with_who_and_what(busy: Return, visit: Visit):
    text = visit(f"/returns/{busy.pk}/trail/", "approver").text
    story = [
        "Demonstration officer submitted the section",
        "Demonstration approver asked",
        "Really 95?",
        "Demonstration approver gave the section back",
        "Mend NEET.",
        "Demonstration officer2 answered",
        "No, 59.",
        "Demonstration officer2 typed",
        "Numerator: 95 to 59",
        "Grade: B: complete, with small known gaps to C: known gaps that could change the picture",
        "Reason for the grade: nothing to Typed in haste.",
        "Demonstration officer2 submitted the section",
        "Demonstration approver signed and published the section",
    ]
    text = text.replace("→", "")
    places = [text.index(one) for one in story]
    assert places == sorted(places)


def test_one_line_is_told_alone(busy: Return, visit: Visit):
    neet = entry_of(busy, "care-leavers-neet")
    page = visit(f"/returns/{busy.pk}/trail/?line={neet.pk}", "officer")
    events = page.main.with_class("sl-trail__event")
    assert len(events) == neet.events.count() == 4
    assert all(neet.series.indicator.name in one.text for one in events)


@pytest.mark.parametrize("line", ["0", "x", "999999", "-1"])
def test_a_line_of_nowhere_is_not_found(busy: Return, visit: Visit, line: str):
    page = visit(f"/returns/{busy.pk}/trail/?line={line}", "officer", status=404)
    assert "Nothing happened to such a line" in page.text


def test_nothing_yet_says_so(visit: Visit):
    page = visit(f"/returns/{owed_by('exampleshire-workforce').pk}/trail/", "administrator")
    assert "Nothing has happened yet." in page.text


def test_more_events_ask_no_more(busy: Return, as_role: Callable[[str], Client], person: Person):
    client = as_role("approver")

    def asked() -> int:
        client.get(f"/returns/{busy.pk}/trail/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/returns/{busy.pk}/trail/").status_code == 200
        return len(queries)

    before = asked()
    for number in range(4):
        type_line(
            entry_of(busy, "children-looked-after"), by=person("officer"), explanation=f"{number}"
        )
    assert asked() == before


def test_a_whole_chain_is_said_to_be_whole(busy: Return, visit: Visit):
    text = visit(f"/returns/{busy.pk}/trail/", "approver").text
    assert "The audit chain is whole" in text
    assert "Warning" not in text


def test_a_page_says_where_the_chain_breaks(busy: Return, visit: Visit):
    """Somebody with the database in hand makes the answer say something else."""
    answer = entry_of(busy, "care-leavers-neet").events.get(verb="answer")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER guard_returns_event_update")
        else:
            cursor.execute("ALTER TABLE returns_event DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE returns_event SET now = %s WHERE id = %s", ['{"words": "Yes."}', answer.pk]
        )
    text = visit(f"/returns/{busy.pk}/trail/", "approver").text
    assert "The record of this return was changed behind Sightline's back." in text
    assert f"returns_event {answer.pk}: was changed since it was written" in text
    assert "The audit chain is whole" not in text
