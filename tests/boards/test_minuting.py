"""What the minutes say, with the exempt part and without."""

from datetime import time

import pytest

from improvement.boards import verbs
from improvement.boards.frozen import canonical
from improvement.boards.minuting import draft, has_exempt, without_exempt
from tests.boards.builders import in_days, item

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(desk):
    before = desk.meeting(-9)
    earlier = desk.decide(before, "Ring them.", due=in_days(-1))
    hidden = desk.decide(before, "Visit Jo.", exempt=True)
    meeting = verbs.call(desk.board, desk.area, in_days(0), by=desk.clerk, starts_at=time(9, 30))
    desk.despatch(meeting)
    for one in (earlier, hidden):
        verbs.mark(one, "done", said="Yes.", meeting=meeting, by=desk.clerk)
    asked = verbs.ask(item(meeting), "Why?", indicator=desk.indicator, by=desk.member)
    verbs.answer(asked, "So.", by=desk.clerk)
    verbs.note(item(meeting), "A name.", exempt=True, by=desk.clerk)
    verbs.note(item(meeting, "Single cases"), "A case.", by=desk.clerk)
    desk.decide(meeting, "Ring again.", indicator=desk.indicator)
    verbs.attend(meeting.attendance.get(user=desk.member), "present", by=desk.clerk)
    return draft(meeting)


def test_everything_is_in_the_minutes(said):
    assert said["meeting"] == {
        "board": "A board",
        "slug": "a-board",
        "area": "Worcestershire",
        "code": "E10000034",
        "held_on": in_days(0).isoformat(),
        "starts_at": "09:30",
        "place": "",
    }
    assert set(said["papers"]) == {"council", "exempt", "public"}
    assert {"name": "member", "capacity": "Member", "status": "present"} in said["attendance"]
    assert said["actions"][0] == {
        "wording": "Ring them.",
        "owner": "Head of service",
        "due": in_days(-1).isoformat(),
        "decided_on": in_days(-9).isoformat(),
        "status": "done",
        "said": "Yes.",
        "exempt": False,
    }
    (care_leavers,) = [one for one in said["items"] if one["title"] == "Care leavers"]
    about = {"slug": "care-leavers-neet", "name": "Care leavers neet"}
    assert care_leavers["questions"] == [
        {
            "asked_by": "member",
            "text": "Why?",
            "indicator": about,
            "exempt": False,
            "answers": ["So."],
        }
    ]
    (decided,) = care_leavers["decisions"]
    assert (decided["wording"], decided["indicator"]) == ("Ring again.", about)
    assert care_leavers["notes"] == [{"text": "A name.", "exempt": True}]


def test_the_same_record_gives_the_same_text(desk, said):
    assert canonical(said) == canonical(draft(desk.board.meetings.first()))


def test_nothing_exempt_is_left_for_those_who_do_not_see_it(said):
    assert has_exempt(said)
    less = without_exempt(said)
    text = canonical(less)
    for hidden in ("A name.", "A case.", "Single cases", "Visit Jo.", '"exempt":true'):
        assert hidden not in text
        assert hidden in canonical(said)
    assert [(one["number"], one["title"]) for one in less["items"]][2:] == [
        (3, "Care leavers"),
        (4, "Exempt item"),
        (5, "Exempt item"),
    ]
    assert [one["wording"] for one in less["actions"]] == ["Ring them."]
    assert set(less["papers"]) == {"council", "public"}
    assert not has_exempt(less)
