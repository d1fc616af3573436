"""What the tables refuse by themselves, whoever asks."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from improvement.boards.models import (
    AgendaItem,
    Attendance,
    Decision,
    Edition,
    Mark,
    Meeting,
    Minutes,
    Paper,
    Remark,
    Seat,
)
from tests.boards.builders import in_days, item

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def row(desk, model, **more):
    """A row that the table would take, but for `more`."""
    meeting = desk.board.meetings.earliest("held_on")
    now, clerk = timezone.now(), desk.clerk
    by = {"by": clerk, "at": now}
    here = {"meeting": meeting, "item": item(meeting), **by}
    fields = {
        Seat: {"board": desk.board, "user": desk.guest, **by},
        Meeting: {"board": desk.board, "area": desk.area, "held_on": in_days(99), **by},
        AgendaItem: {"meeting": meeting, "order": 9, "title": "More"},
        Attendance: {"meeting": meeting, "user": desk.guest, "name": "Guest", **by},
        Remark: {"meeting": meeting, "indicator": desk.indicator, "text": "So.", **by},
        Edition: {"meeting": meeting, "kind": "exempt", "body": "{}", "sha256": "a", **by},
        Minutes: {"meeting": meeting, "body": "{}", "sha256": "a", **by},
        Paper: {"edition": meeting.editions.first(), "kind": "council", "form": "pdf"},
        Decision: {"wording": "So.", "owner": "A", "due": in_days(1), **here},
        Mark: {"decision": meeting.decisions.first(), "status": "done", **by},
    }[model]
    return model(**{**fields, **more})


@pytest.fixture
def filled(desk):
    """A meeting with a decision and one edition, and somebody without a seat."""
    desk.guest = desk.seated("member", name="guest")
    Seat.objects.filter(user=desk.guest).update(ended_at=timezone.now(), ended_by=desk.clerk)
    meeting = desk.meeting(0)
    meeting.attendance.filter(user=desk.guest).delete()
    put(row_of_edition(desk, meeting))
    put(Decision(**decided(desk, meeting)))
    return desk


def row_of_edition(desk, meeting):
    fields = {"kind": "council", "body": "{}", "sha256": "a"}
    return Edition(meeting=meeting, by=desk.clerk, at=timezone.now(), **fields)


def decided(desk, meeting):
    fields = {"wording": "So.", "owner": "A", "due": in_days(1)}
    by = {"by": desk.clerk, "at": timezone.now()}
    return {"meeting": meeting, "item": item(meeting), **by, **fields}


def put(one):
    QuerySet(type(one)).bulk_create([one])
    with transaction.atomic():
        connection.check_constraints()


GOOD = (Seat, Meeting, AgendaItem, Attendance, Remark, Edition, Minutes, Paper, Decision, Mark)


@pytest.mark.parametrize("model", GOOD, ids=lambda model: model.__name__)
def test_the_row_itself_is_taken(filled, model):
    put(row(filled, model))


REFUSED = {
    "a role that is none": (Seat, {"role": "owner"}),
    "a clerk without the exempt part": (Seat, {"role": "clerk"}),
    "a second chair": (Seat, {"role": "chair", "sees_exempt": True}),
    "a seat ended by nobody": (Seat, {"ended_at": timezone.now()}),
    "a kind of item that is none": (AgendaItem, {"kind": "break"}),
    "an item without a title": (AgendaItem, {"title": ""}),
    "a section of nothing": (AgendaItem, {"kind": "section"}),
    "other business of a section": (AgendaItem, {"section": "Care leavers"}),
    "an exempt young people's item": (AgendaItem, {"kind": "young-people", "exempt": True}),
    "an attendance that is none": (Attendance, {"status": "late"}),
    "an attendance of nobody": (Attendance, {"name": ""}),
    "an empty remark": (Remark, {"text": ""}),
    "a remark struck by nobody": (Remark, {"struck_at": timezone.now()}),
    "a remark struck for nothing": (Remark, {"struck_why": "So."}),
    "an edition for nobody": (Edition, {"kind": "press"}),
    "an empty edition": (Edition, {"body": ""}),
    "empty minutes": (Minutes, {"body": ""}),
    "a paper of nothing": (Paper, {"edition": None}),
    "a form that is none": (Paper, {"form": "scroll"}),
    "a paper without its digest": (Paper, {"content": b"1", "size": 1, "made_at": timezone.now()}),
    "a paper that was made and is not there": (Paper, {"made_at": timezone.now()}),
    "a decision without an owner": (Decision, {"owner": ""}),
    "a decision without words": (Decision, {"wording": ""}),
    "a mark that is none": (Mark, {"status": "half"}),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_no_verb_writes_is_refused(filled, what):
    model, wrong = REFUSED[what]
    with pytest.raises(IntegrityError), transaction.atomic():
        put(row(filled, model, **wrong))


TWICE = (Seat, Meeting, Attendance, Remark, Edition, Minutes, Paper)


@pytest.mark.parametrize("model", TWICE, ids=lambda model: model.__name__)
def test_nothing_is_there_twice(filled, model):
    put(row(filled, model))
    with pytest.raises(IntegrityError), transaction.atomic():
        put(row(filled, model))


def test_a_second_wording_needs_the_first_struck(filled):
    struck = {"struck_at": timezone.now(), "struck_by": filled.clerk, "struck_why": "Another."}
    put(row(filled, Remark, **struck))
    put(row(filled, Remark))
