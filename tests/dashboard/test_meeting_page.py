"""A meeting's page: prepared by clerk and chair, then held with its papers, then closed."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from dashboard.packs.despatching import despatch
from improvement.boards import verbs
from improvement.boards.models import AgendaItem, Attendance, Decision, Kind, Mark, Meeting, Paper
from improvement.boards.verbs import keep_paper
from indicators.catalogue.models import Indicator
from indicators.ledger.models import Observation
from tests.builders import correct
from tests.dashboard.conftest import Page, Visit
from tests.dashboard.meetings import (
    BOARD,
    CARE_LEAVERS,
    HOMES,
    address,
    call,
    day,
    item,
    person,
    posted,
    said_at,
)
from tests.dashboard.test_queries import asked

pytestmark = pytest.mark.django_db
NEET = "care-leavers-neet"
MARKUP = '<script>alert(1)</script> & "quotes"'


def agenda(meeting: Meeting) -> list[str]:
    return list(AgendaItem.objects.filter(meeting=meeting).values_list("title", flat=True))


def buttons(page: Page) -> set[str]:
    return {one.text for one in page.main.all("button")}


class TestPreparing:
    """Before the papers go out."""

    @pytest.mark.parametrize("role", ["clerk", "chair"])
    def test_the_steps_stand_in_order(self, visit: Visit, role: str):
        page = visit(address(call()), role)
        assert [one.text for one in page.main.all("h2")] == [
            "Set the agenda",
            "Say who comes",
            "Say what the figures mean to you",
            "Look at the papers",
            "Send them out",
        ]

    @pytest.mark.parametrize("role", ["viewer", "officer", "administrator"])
    def test_others_see_agenda_and_who_comes(self, visit: Visit, role: str):
        page = visit(address(call()), role)
        assert "Actions from the last meeting" in page.text
        assert "Exempt item" in page.text
        assert "Visits to the council's own children's homes" not in page.text
        assert "Demonstration chair, chair: expected" in page.text
        assert not page.main.all("form")

    def test_the_agenda_is_set(self, as_role: Callable[[str], Client]):
        clerk, meeting = as_role("clerk"), call()
        where = address(meeting)
        posted(clerk, where, act="add-item", about=0, words="  Fostering\nfees ", exempt="yes")
        # Before the two items that close every agenda of this board.
        assert agenda(meeting)[6] == "Fostering fees"
        last = item(meeting, 7)
        assert last.exempt
        posted(clerk, where, act="rename", about=last.pk, words="Fees")
        for _ in range(2):
            posted(clerk, where, act="down", about=last.pk)
        assert agenda(meeting)[7:] == ["Visits to the council's own children's homes", "Fees"]
        posted(clerk, where, act="open", about=last.pk)
        last.refresh_from_db()
        assert (last.order, last.exempt) == (9, False)
        posted(clerk, where, act="close", about=last.pk)
        last.refresh_from_db()
        assert last.exempt
        assert posted(clerk, where, act="remove", about=last.pk) == f"{where}#agenda"
        assert len(agenda(meeting)) == 8

    def test_the_figures_stand_in_the_order_of_the_agenda(
        self, as_role: Callable[[str], Client], visit: Visit
    ):
        meeting = call()
        where = address(meeting)
        posted(as_role("clerk"), where, act="down", about=item(meeting, 3).pk)
        sections = [one.section for one in meeting.items.all() if one.section]
        assert sections[:2] != [one.title for one in meeting.board.sections[:2]]
        said = [one.text for one in visit(where, "clerk").main.all("h3")]
        assert [one for one in said if one in sections] == sections

    def test_a_title_that_is_refused_stands_again(self, visit: Visit):
        meeting = call()
        page = visit(
            address(meeting),
            "clerk",
            status=422,
            post={"act": "add-item", "about": 0, "words": "  ", "exempt": "yes"},
        )
        assert "Give the item a title" in page.text
        assert page.title.startswith("Error:")
        long = "x" * 300
        page = visit(
            address(meeting),
            "clerk",
            status=422,
            post={"act": "rename", "about": item(meeting, 4).pk, "words": long},
        )
        assert long in [one.get("value") for one in page.main.all("input")]

    def test_who_comes_is_written_down(self, as_role: Callable[[str], Client], visit: Visit):
        clerk, meeting = as_role("clerk"), call()
        where = address(meeting)
        viewer = Attendance.objects.get(meeting=meeting, user__username="viewer")
        posted(clerk, where, act="attend", **{f"status-{viewer.pk}": "apologies"})
        posted(clerk, where, act="invite", about=0, words="Asha", capacity="Care leaver")
        page = visit(where)
        assert "Demonstration viewer, member: sent apologies" in page.text
        assert "Asha, care leaver: expected" in page.text
        guest = Attendance.objects.get(meeting=meeting, name="Asha")
        posted(clerk, where, act="uninvite", about=guest.pk)
        assert "Asha" not in visit(where).text

    def test_a_remark_is_said_changed_and_taken_back(
        self, as_role: Callable[[str], Client], visit: Visit
    ):
        clerk, meeting = as_role("clerk"), call()
        where, about = address(meeting), Indicator.objects.get(slug=NEET).pk
        posted(clerk, where, act="remark", about=about, words=MARKUP, exempt="no")
        remark = meeting.remarks.get(struck_at=None)
        assert (remark.text, remark.exempt) == (MARKUP, False)
        page = visit(where, "clerk")
        assert MARKUP in [one.text for one in page.main.all("textarea")]
        assert "Said, for everybody" in page.text
        posted(clerk, where, act="remark", about=about, words="Better", exempt="yes")
        assert "Said, exempt" in visit(where, "clerk").text
        posted(clerk, where, act="remark", about=about, words=" ")
        assert not meeting.remarks.filter(struck_at=None).exists()

    def test_the_day_is_changed_and_the_address_with_it(
        self, as_role: Callable[[str], Client], visit: Visit
    ):
        meeting = call(3)
        where = address(meeting)
        moved = posted(as_role("clerk"), where, act="change", held_on=day(9), place="Malvern")
        assert moved == where.replace(str(day(3)), str(day(9)))
        assert "Malvern" in visit(moved, "clerk").text
        visit(where, "clerk", status=404)

    @pytest.mark.parametrize(
        ("act", "why"),
        [
            ("rename", "this is for the chair and the clerk"),
            ("attend", ""),
            ("add-item", "this is for the chair and the clerk"),
        ],
    )
    def test_a_member_prepares_nothing(self, visit: Visit, act: str, why: str):
        meeting = call()
        one = Attendance.objects.filter(meeting=meeting).earliest("pk")
        fields = {"act": act, "about": item(meeting, 4).pk, "words": "Mine"}
        fields[f"status-{one.pk}"] = "absent"
        assert why in visit(address(meeting), status=403, post=fields).text
        assert "Mine" not in agenda(meeting)

    def test_what_is_of_another_meeting_or_of_none_is_not_touched(self, visit: Visit):
        meeting, other = call(), call(7)
        for about in (item(other, 4).pk, "x", "9" * 30, ""):
            post = {"act": "remove", "about": about}
            assert "no such item" in visit(address(meeting), "clerk", status=404, post=post).text
        assert len(agenda(other)) == 8
        assert "Choose what to do" in visit(address(meeting), "clerk", status=400, post={}).text


class TestWithoutPapers:
    """A day that is over, for which nothing went out."""

    def test_it_says_so_and_leads_to_the_figures_of_that_day(self, visit: Visit):
        meeting = call(-40)
        page = visit(address(meeting), "clerk")
        assert "No papers were despatched for this meeting." in page.text
        assert f"/?as_of={day(-40)}" in page.links.values()
        for part in ("pack/", "pack.pdf", "pack.xlsx", "present/"):
            missing = visit(address(meeting, part), "clerk", status=404)
            assert "No papers were despatched" in missing.text
        refused = visit(address(meeting, "despatch/"), "clerk")
        assert "none can be made after its day" in refused.text
        visit(address(meeting, "despatch/"), "clerk", status=409, post={})

    def test_a_day_that_was_mistyped_is_changed(
        self, as_role: Callable[[str], Client], visit: Visit
    ):
        meeting = call(-40)
        offer = "Change the day, the time or the place"
        assert offer not in visit(address(meeting)).text
        assert offer in visit(address(meeting), "chair").text
        kept = visit(
            address(meeting), "clerk", status=422, post={"act": "change", "held_on": "1899-01-01"}
        )
        assert "Check the year" in kept.text
        moved = posted(as_role("clerk"), address(meeting), act="change", held_on=day(5))
        assert "Being prepared" in visit(moved, "clerk").text

    def test_what_happened_can_be_recorded(self, as_role: Callable[[str], Client], visit: Visit):
        meeting = call(-40)
        here = item(meeting, CARE_LEAVERS)
        fields = said_at(here, "decide", "Ask again", owner="Head", due=day(3), indicator=NEET)
        where = posted(as_role("clerk"), address(meeting), **fields)
        assert where.endswith(f"?at={CARE_LEAVERS}#item-{CARE_LEAVERS}")
        made = Decision.objects.get()
        assert (made.wording, made.owner, made.due) == ("Ask again", "Head", day(3))
        assert made.indicator is not None
        assert made.indicator.slug == NEET
        assert "Ask again" in visit(address(meeting)).text


@pytest.fixture(scope="module")
def despatched(_shipped: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Meeting]:
    """One meeting of today with its papers out, after one without; gone after this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        earlier, meeting = call(-50), call()
        clerk = person("clerk")
        verbs.decide(item(earlier, 3), "Find homes", owner="Homes", due=day(-9), by=clerk)
        verbs.remark(
            meeting,
            Indicator.objects.get(slug=NEET),
            f"Said to all. {MARKUP}",
            by=clerk,
            exempt=False,
        )
        verbs.remark(
            meeting,
            Indicator.objects.get(slug="children-looked-after"),
            "Said in private",
            by=clerk,
        )
        despatch(meeting, by=clerk)
        yield meeting
        transaction.set_rollback(True)


class TestHeld:
    """From despatch on."""

    def test_every_role_sees_what_its_seat_opens(self, visit: Visit, despatched: Meeting):
        where = address(despatched)
        for role, exempt in (
            ("clerk", True),
            ("chair", True),
            ("viewer", False),
            ("officer", False),
        ):
            page = visit(where, role)
            assert ("Said in private" in page.text) == exempt, role
            assert ("Edition with the exempt part" in page.text) == exempt, role
            assert ("There is an exempt part too" in page.text) != exempt, role
            assert "Said to all." in page.text
            assert MARKUP in page.text
        refused = visit(where + "pack/?edition=exempt", "viewer", status=403)
        assert "your seat does not open it" in refused.text

    def test_a_partner_reads_the_public_edition_only(self, visit: Visit, despatched: Meeting):
        where = address(despatched)
        visit(where, "partner", status=403)
        verbs.give_seat(despatched.board, person("partner"), by=person("administrator"))
        page = visit(where, "partner")
        assert "Public edition" in page.text
        assert "Council edition" not in page.text
        assert "Said in private" not in page.text
        for kind in ("council", "exempt"):
            visit(f"{where}pack.pdf?edition={kind}", "partner", status=403)
        visit(f"{where}pack.pdf", "partner")  # being made

    def test_the_figures_stand_at_their_item_as_frozen(self, visit: Visit, despatched: Meeting):
        page = visit(address(despatched))
        sections = {one.get("id"): one.text for one in page.main.all("section")}
        care = sections[f"item-{CARE_LEAVERS}"]
        assert "45% in 2024-25 (159 of 351)" in care
        assert "Demonstration target missed" in care
        assert "Worcestershire" in care
        assert "which your seat does not open" in sections[f"item-{HOMES}"]
        assert "No figure in these papers has been corrected." in page.text

    def test_papers_are_being_made_and_then_ready(self, visit: Visit, despatched: Meeting):
        where = address(despatched)
        page = visit(where)
        assert "The papers are being made: 0 of 6 are ready." in page.text
        assert [one for one in page.document.all("script") if "follow" in one.get("src")]
        parts = [one for one in page.main.walk() if "data-follow" in one.attributes]
        assert [one.get("data-follow") for one in parts] == ["on"]
        waiting = visit(f"{where}pack.xlsx")
        assert "Excel workbook: being made" in waiting.h1
        for paper in Paper.objects.filter(edition__meeting=despatched, kind=Kind.COUNCIL):
            keep_paper(paper, b"<h2>As it was kept</h2>")
        page = visit(where)
        assert "3 of 6 are ready" in page.text
        kept = visit(f"{where}pack/")
        assert "As it was kept" in [one.text for one in kept.main.all("h2")]
        for paper in Paper.objects.filter(edition__meeting=despatched, kind=Kind.PUBLIC):
            keep_paper(paper, b"public")
        assert "are ready" not in visit(where).text

    def test_a_kept_file_comes_out_byte_for_byte(
        self, as_role: Callable[[str], Client], despatched: Meeting
    ):
        paper = Paper.objects.get(edition__meeting=despatched, kind="council", form="pdf")
        content = bytes(range(256)) * 3
        sha256 = keep_paper(paper, content).sha256
        viewer, where = as_role("viewer"), address(despatched, "pack.pdf")
        answer = viewer.get(where)
        assert answer.content == content
        assert answer["Content-Type"] == "application/pdf"
        name = f"corporate-parenting-board-{despatched.held_on}-council.pdf"
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        assert (answer["ETag"], answer["Cache-Control"]) == (f'"{sha256}"', "private")
        again = viewer.get(where, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_a_paper_that_failed_says_so_and_is_made_again(
        self, as_role: Callable[[str], Client], visit: Visit, despatched: Meeting
    ):
        paper = Paper.objects.get(edition__meeting=despatched, kind="council", form="pdf")
        verbs.fail_paper(paper, "The press has no paper.")
        where = address(despatched, "pack.pdf?edition=council")
        page = visit(where)
        assert "The press has no paper." in page.text
        assert "Council IT finds the cause in the server’s log" in page.text
        assert "Try again" not in page.text
        assert "PDF: could not be made" in visit(address(despatched)).text
        assert "Try again" in buttons(visit(where, "clerk"))
        visit(where, status=403, post={})
        assert posted(as_role("clerk"), where) == where
        paper.refresh_from_db()
        assert (paper.tries, paper.fault) == (0, "")

    def test_it_is_presented_without_the_exempt_part(self, visit: Visit, despatched: Meeting):
        where = address(despatched, "present/")
        for role in ("clerk", "viewer"):
            slides = visit(where, role).document.text
            assert "not in education, employment or training" in slides
            assert "Said in private" not in slides
        public = f"{where}?edition=public"
        for role in ("clerk", "viewer"):
            page = visit(address(despatched), role)
            assert page.links["Present the public edition"] == public
            assert "Public edition" in visit(public, role).document.text
        visit(where + "?edition=exempt", "clerk")
        visit(where + "?edition=exempt", status=403)

    def test_what_is_said_is_recorded_at_its_item(
        self, as_role: Callable[[str], Client], visit: Visit, despatched: Meeting
    ):
        clerk, where, here = as_role("clerk"), address(despatched), item(despatched, CARE_LEAVERS)
        decided = said_at(here, "decide", MARKUP, owner="Head", due=day(40), indicator=NEET)
        posted(clerk, where, **decided)
        posted(clerk, where, **said_at(here, "ask", "Who are they?", asked_by="Cllr Hart"))
        posted(clerk, where, **said_at(here, "note", "Noted here", exempt="yes"))
        page = visit(where)
        shown = next(one.text for one in page.main.all("section") if one.get("id") == "item-6")
        assert MARKUP in shown
        assert "Cllr Hart" in shown
        assert "Who are they?" in shown
        assert "Noted here" not in shown
        assert "Noted here" in visit(where, "chair").text
        question = despatched.questions.get()
        posted(clerk, where, act="answer", about=question.pk, words="Nineteen of them")
        assert "Nineteen of them" in visit(where).text

    def test_a_member_asks_and_does_no_more(
        self, as_role: Callable[[str], Client], visit: Visit, despatched: Meeting
    ):
        where, here = address(despatched), item(despatched, CARE_LEAVERS)
        said = buttons(visit(where))
        assert "Record the question" in said
        assert not said & {"Record the decision", "Record the note", "Strike", "Done"}
        posted(as_role("viewer"), where, **said_at(here, "ask", "May I?"))
        assert despatched.questions.get().asked_by == "Demonstration viewer"
        for act in ("decide", "note"):
            fields = said_at(here, act, "Mine", owner="I", due=day(9))
            refused = visit(where, status=403, post=fields)
            assert "this is for the chair and the clerk" in refused.text
        hidden = said_at(item(despatched, HOMES), "ask", "What is it?")
        visit(where, status=404, post=hidden)
        assert "Record the question" not in buttons(visit(where, "officer"))

    @pytest.mark.parametrize(
        ("act", "fields", "says"),
        [
            ("decide", {"due": "2099-01-01"}, "Say who does it: a decision has an owner"),
            ("decide", {"owner": "Head"}, "Say by when: a decision has a date"),
            ("decide", {"owner": "Head", "due": "2020-01-01"}, "is before the meeting"),
            ("decide", {"owner": "H" * 201, "due": "2099-01-01"}, "may have up to 200 characters"),
            ("decide", {"owner": "Head", "due": "soon"}, "Write the day like 2026-12-31"),
            ("note", {"words": "  "}, "Write what was decided, asked or said"),
            ("ask", {"words": "w" * 4001}, "asked or said may have up to 4,000 characters"),
            ("ask", {"indicator": "nonsense"}, "Select a valid choice"),
        ],
    )
    def test_what_is_refused_stays_where_it_was_typed(
        self, visit: Visit, despatched: Meeting, act: str, fields: dict[str, str], says: str
    ):
        here = item(despatched, CARE_LEAVERS)
        more = {"words": f"Typed {MARKUP}", "asked_by": "Asha", **fields}
        typed = said_at(here, act, more.pop("words"), **more)
        page = visit(address(despatched), "clerk", status=422, post=typed)
        assert says in page.text
        assert page.title.startswith("Error:")
        words = typed[f"item-{CARE_LEAVERS}-words"].strip()
        assert words in [one.text for one in page.main.all("textarea")]
        values = [one.get("value") for one in page.main.all("input")]
        assert {"Asha", fields.get("owner", "Asha")} <= set(values)
        opened = [one for one in page.main.all("details") if "open" in one.attributes]
        assert len(opened) == 1
        assert not Decision.objects.filter(meeting=despatched).exists()

    def test_earlier_decisions_are_marked_at_the_first_item(
        self, as_role: Callable[[str], Client], visit: Visit, despatched: Meeting
    ):
        where, earlier = address(despatched), Decision.objects.get()
        page = visit(where, "clerk")
        assert "Find homes" in page.text
        assert "first meeting since" in page.text
        fields = {"act": "mark", "about": earlier.pk, "words": "Nine found"}
        assert posted(as_role("clerk"), where, status="done", **fields).endswith(
            f"#decision-{earlier.pk}"
        )
        made = Mark.objects.get()
        assert (made.status, made.said, made.meeting) == ("done", "Nine found", despatched)
        assert "Done, said at the meeting" in visit(where).text
        slip = {"act": "strike-mark", "about": made.pk, "words": "Not yet"}
        assert posted(as_role("clerk"), where, **slip).endswith("#item-1")
        assert "Done, said at the meeting" not in visit(where).text
        refused = visit(where, "clerk", status=422, post=fields | {"status": "half"})
        assert "neither done nor not done" in refused.text
        assert "Nine found" in [one.text for one in refused.main.all("textarea")]

    def test_a_question_comes_back_until_it_is_answered(
        self, as_role: Callable[[str], Client], visit: Visit, despatched: Meeting
    ):
        earlier, clerk, where = call(-20), person("clerk"), address(despatched)
        asks = "Where do <they> live?"
        neet = Indicator.objects.get(slug=NEET)
        open_one = verbs.ask(
            item(earlier, CARE_LEAVERS), asks, asked_by="Cllr Hart", indicator=neet, by=clerk
        )
        verbs.ask(item(earlier, HOMES), "Who was seen?", by=clerk)
        known = verbs.ask(item(earlier, 3), "Known by now?", by=clerk)
        verbs.answer(known, "Yes", by=clerk)
        for page in (where, BOARD):
            said = visit(page, "viewer")
            assert "Asked, not answered" in said.text
            assert asks in said.text
            assert "Cllr Hart, on" in said.text
            assert f"{address(earlier)}#question-{open_one.pk}" in said.links.values()
            assert "Who was seen?" not in said.text
            assert "Known by now?" not in said.text
            assert "Who was seen?" in visit(page, "clerk").text
        assert asks not in visit(address(call(-30))).text
        fields = {"act": "answer", "about": open_one.pk}
        kept = visit(where, "clerk", status=422, post=fields | {"words": " "})
        assert "Write the answer." in kept.text
        assert posted(as_role("clerk"), where, **fields, words="They are").endswith("#item-1")
        assert asks not in visit(where).text
        assert "They are" in visit(address(earlier)).text

    def test_a_slip_is_struck_with_a_reason(
        self, as_role: Callable[[str], Client], visit: Visit, despatched: Meeting
    ):
        clerk, where, here = as_role("clerk"), address(despatched), item(despatched, 2)
        posted(clerk, where, **said_at(here, "note", "A slip"))
        note = despatched.notes.get()
        fields = {"act": "strike-note", "about": note.pk}
        page = visit(where, "clerk", status=422, post=fields | {"words": ""})
        assert "Say why it is struck" in page.text
        posted(clerk, where, **fields, words="Said elsewhere")
        assert "A slip" not in visit(where).text
        visit(where, status=403, post=fields | {"words": "Mine"})

    @pytest.mark.parametrize("role", ["clerk", "viewer"])
    def test_it_asks_as_often_however_much_was_recorded(
        self, as_role: Callable[[str], Client], despatched: Meeting, role: str
    ):
        browser, clerk = as_role(role), person("clerk")
        pages = [address(despatched, part) for part in ("", "minutes/")]
        before = []
        for number in range(1, 9):
            if number == 2:
                before = [asked(browser, page) for page in pages]
            here = item(despatched, number)
            verbs.decide(here, "Decide", owner="Head", due=day(9), by=clerk)
            verbs.answer(verbs.ask(here, "Ask", by=clerk), "Answer", by=clerk)
            verbs.note(here, "Note", by=clerk)
            verbs.invite(despatched, f"Guest {number}", by=clerk)
        assert [asked(browser, page) for page in pages] == before

    def test_corrections_stand_beside_the_papers(self, visit: Visit, despatched: Meeting):
        """The published figure is corrected after despatch, as an import would do it."""
        seen = Observation.objects.get(
            series__indicator__slug=NEET,
            series__kind="published",
            area=despatched.area,
            period_kind="financial-year",
            ends=date(2025, 3, 31),
            breakdown="total",
            is_current=True,
        )
        # 160 of 351 is 45.58%.
        correct(seen, "45.58", day(0), numerator=160, denominator=351)
        page = visit(address(despatched))
        rows = [one.text for one in page.main.all("tr")]
        row = next(one for one in rows if "45 (159 of 351)" in one)
        assert "46 (160 of 351)" in row
        assert "% of care leavers" in row
        assert "2024-25" in row
        assert "45% in 2024-25 (159 of 351)" in page.text


def test_nothing_is_recorded_before_the_day(visit: Visit, as_role: Callable[[str], Client]):
    meeting = call(4)
    despatch(meeting, by=person("clerk"))
    said = buttons(visit(address(meeting), "clerk"))
    assert "Record the question" in said
    assert "Record the decision" not in said
    fields = said_at(item(meeting, 3), "decide", "Early", owner="I", due=day(9))
    page = visit(address(meeting), "clerk", status=422, post=fields)
    assert "recorded from that day on" in page.text
    assert "Early" in [one.text for one in page.main.all("textarea")]
