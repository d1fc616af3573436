"""Minutes: a draft that grows, agreed by the chair, then frozen."""

from collections.abc import Callable

import pytest
from django.test import Client

from improvement.boards import verbs
from improvement.boards.models import Meeting, Minutes, Paper
from improvement.boards.verbs import keep_paper
from tests.dashboard.conftest import Page, Visit
from tests.dashboard.meetings import address, call, day, item, person, posted, said_at

MARKUP = '<b>bold</b> & "quoted"'


@pytest.fixture
def held(db: None) -> Meeting:
    """A meeting of yesterday at which something was recorded, some of it exempt."""
    earlier, meeting = call(-40), call(-1)
    clerk = person("clerk")
    before = verbs.decide(item(earlier, 3), "Find homes", owner="Homes", due=day(-9), by=clerk)
    verbs.mark(before, "done", said="Nine found", meeting=meeting, by=clerk)
    question = verbs.ask(item(meeting, 6), "Where are they?", asked_by="Cllr Hart", by=clerk)
    verbs.answer(question, "Most are near", by=clerk)
    verbs.decide(item(meeting, 6), MARKUP, owner="Head", due=day(30), by=clerk)
    verbs.note(item(meeting, 8), "Behind closed doors", by=clerk)
    one = meeting.attendance.get(user__username="viewer")
    verbs.attend(one, "apologies", by=clerk)
    return meeting


def seen(page: Page) -> str:
    return next(one.get("value") for one in page.main.all("input") if one.get("name") == "seen")


def test_a_draft_says_everything_that_was_recorded(visit: Visit, held: Meeting):
    page = visit(address(held, "minutes/"), "clerk")
    for said in (
        "Draft : the chair has not agreed it",
        "Find homes",
        "Nine found",
        "Cllr Hart",
        "Where are they?",
        "Most are near",
        MARKUP,
        "Behind closed doors",
        "Sent apologies Demonstration viewer (member)",
    ):
        assert said.replace(" :", ":") in page.text, said
    missing = visit(address(held, "minutes.pdf"), "clerk", status=404)
    assert "The minutes are a draft until the chair agrees them" in missing.text


@pytest.mark.parametrize("role", ["viewer", "officer"])
def test_what_is_exempt_is_left_out_for_others(visit: Visit, held: Meeting, role: str):
    page = visit(address(held, "minutes/"), role)
    assert "Behind closed doors" not in page.text
    assert "What is exempt is left out" in page.text
    assert "Agree these minutes" not in page.text


def test_an_exempt_item_keeps_its_place(visit: Visit, held: Meeting):
    items = [one.text for one in visit(address(held, "minutes/")).main.all("section")]
    assert [one.split(".")[0] for one in items] == [str(number) for number in range(1, 9)]
    assert items[7] == "8. Exempt item"


def test_the_chair_is_told_of_whom_nobody_has_said_whether_they_came(visit: Visit, held: Meeting):
    where = address(held, "minutes/")
    page = visit(where, "chair")
    says = page.text.split("Nobody has said whether these came: ")[1].split(". Mark")[0]
    expected = held.attendance.filter(status="expected")
    assert says.split(", ") == [one.name for one in expected]
    assert "Demonstration viewer" not in says
    for one in expected:
        verbs.attend(one, "present", by=person("clerk"))
    assert "Nobody has said" not in visit(where, "chair").text


def test_only_the_chair_agrees(visit: Visit, as_role: Callable[[str], Client], held: Meeting):
    where = address(held, "minutes/")
    draft = visit(where, "chair")
    for role in ("clerk", "viewer", "officer", "administrator"):
        refused = visit(where, role, status=403, post={"seen": seen(draft)})
        assert "only the chair agrees the minutes" in refused.text
    assert posted(as_role("chair"), where, seen=seen(draft)) == where
    page = visit(where, "clerk")
    assert "Agreed by Demonstration chair" in page.text
    assert MARKUP in page.text
    assert Minutes.objects.get().sha256 == seen(draft)
    again = visit(where, "chair", status=409, post={"seen": seen(draft)})
    assert "agreed the minutes on" in again.text


def test_what_was_recorded_meanwhile_is_read_first(visit: Visit, held: Meeting):
    where = address(held, "minutes/")
    draft = visit(where, "chair")
    verbs.note(item(held, 2), "A late note", by=person("clerk"))
    page = visit(where, "chair", status=409, post={"seen": seen(draft)})
    assert "Something was recorded since you opened the minutes" in page.text
    assert "A late note" in page.text
    assert not Minutes.objects.exists()


def test_a_closed_meeting_takes_answers_and_marks_only(
    visit: Visit, as_role: Callable[[str], Client], held: Meeting
):
    where, minutes = address(held), address(held, "minutes/")
    verbs.ask(item(held, 3), "And later?", by=person("clerk"))
    posted(
        as_role("chair"), address(held, "minutes/"), seen=seen(visit(where + "minutes/", "chair"))
    )
    page = visit(where, "clerk")
    assert "Minutes agreed" in page.text
    said = {one.text for one in page.main.all("button")}
    assert "Record the answer" in said
    assert not said & {"Record the decision", "Record the note", "Save attendance"}
    fields = said_at(item(held, 3), "note", "Too late")
    refused = visit(where, "clerk", status=422, post=fields)
    assert "They stay as they are." in refused.text
    assert "Too late" in refused.text
    question = held.questions.get(text="And later?")
    posted(as_role("clerk"), where, act="answer", about=question.pk, words="Yes")
    assert "Yes" in visit(where).text
    decision = held.decisions.get()
    fields = {"act": "mark", "about": decision.pk, "status": "not-done", "words": "In spring"}
    assert posted(as_role("clerk"), where, **fields).endswith("#item-6")
    assert "Not done yet, said on" in visit(where).text
    assert "In spring" not in visit(minutes).text
    assert "And later?" in visit(minutes).text


def test_agreed_minutes_come_as_kept(visit: Visit, as_role: Callable[[str], Client], held: Meeting):
    where = address(held, "minutes/")
    posted(as_role("chair"), where, seen=seen(visit(where, "chair")))
    assert "PDF: being made" in visit(address(held, "minutes.pdf")).h1
    for paper in Paper.objects.filter(minutes__meeting=held):
        keep_paper(paper, f"%PDF {paper.kind}".encode())
    for role, kind in (("clerk", "exempt"), ("viewer", "council"), ("officer", "council")):
        answer = as_role(role).get(address(held, "minutes.pdf"))
        assert answer.content == f"%PDF {kind}".encode()
        name = f"corporate-parenting-board-{held.held_on}-minutes.pdf"
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "Download (PDF)" in visit(where).links
