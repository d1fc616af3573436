"""Seats, calling a meeting, its agenda, who is expected, and what the council says."""

from datetime import date, time

import pytest

from accounts.service import loader
from improvement.boards import queries, verbs
from improvement.boards.models import Remark, Seat
from indicators.refusal import RefusedError
from tests.boards.builders import in_days, item, make_board
from tests.builders import make_area, make_indicator, make_user

pytestmark = pytest.mark.django_db

AGENDA = [
    "Actions from the last meeting",
    "Young people's item",
    "Care leavers",
    "Homes",
    "Single cases",
]


def titles(meeting):
    return list(meeting.items.values_list("title", flat=True))


def expected(meeting):
    return {one.name: one.capacity for one in meeting.attendance.all()}


def test_a_seat_has_an_author_and_a_history(desk):
    seat = desk.seat(desk.member)
    assert (seat.by, seat.role, seat.sees_exempt) == (loader(), "member", False)
    verbs.take_seat(seat, by=loader())
    again = verbs.give_seat(desk.board, desk.member, sees_exempt=True, by=loader())
    seat.refresh_from_db()
    assert seat.ended_by == loader()
    assert seat.ended_at
    assert again.sees_exempt
    with pytest.raises(RefusedError, match="has ended already"):
        verbs.take_seat(seat, by=loader())


def test_who_sat_there_on_a_day(desk):
    before = desk.seat(desk.member)
    verbs.take_seat(before, by=loader())
    now = [str(one.user) for one in queries.seats(desk.board)]
    assert now == ["chair", "clerk", "insider"]
    then = [str(one.user) for one in queries.seats(desk.board, before.at)]
    assert "member" in then


def test_nobody_sits_twice_and_one_person_chairs(desk):
    with pytest.raises(RefusedError, match="clerk sits on this board already"):
        verbs.give_seat(desk.board, desk.clerk, by=loader())
    with pytest.raises(RefusedError, match="chair chairs this board"):
        verbs.give_seat(
            desk.board, make_user("viewer"), role=Seat.Role.CHAIR, sees_exempt=True, by=loader()
        )
    other = make_board("another-board", order=2)
    assert verbs.give_seat(other, desk.clerk, role=Seat.Role.CHAIR, by=loader())


def test_chair_and_clerk_always_see_the_exempt_part(desk):
    seat = verbs.give_seat(desk.board, make_user("viewer"), role=Seat.Role.CLERK, by=loader())
    assert seat.sees_exempt


def test_who_cannot_sit(desk):
    partner = make_user("partner")
    for more in ({"role": "chair"}, {"role": "clerk"}, {"sees_exempt": True}):
        with pytest.raises(RefusedError, match="partner, who sits as a member"):
            verbs.give_seat(desk.board, partner, by=loader(), **more)
    with pytest.raises(RefusedError, match="has no role yet"):
        verbs.give_seat(desk.board, make_user(name="new"), by=loader())
    with pytest.raises(RefusedError, match="“owner” is no role on a board"):
        verbs.give_seat(desk.board, make_user("viewer"), role="owner", by=loader())


def test_a_meeting_begins_with_the_board_s_agenda_and_those_who_sit(desk):
    where = {"place": "  County\nHall ", "starts_at": time(14)}
    meeting = verbs.call(desk.board, desk.area, in_days(9), **where, by=desk.chair)
    assert titles(meeting) == AGENDA
    assert [(one.kind, one.section, one.exempt) for one in meeting.items.all()] == [
        ("actions", "", False),
        ("young-people", "", False),
        ("section", "Care leavers", False),
        ("section", "Homes", True),
        ("other", "", True),
    ]
    assert expected(meeting) == {
        "chair": "Chair",
        "clerk": "Clerk",
        "member": "Member",
        "insider": "Member",
    }
    assert (meeting.place, meeting.starts_at, meeting.by) == ("County Hall", time(14), desk.chair)


def test_a_board_without_indicators_has_an_agenda_still(desk):
    desk.board.body = {}
    desk.board.save()
    assert titles(desk.meeting(2)) == AGENDA[:2]


def test_one_meeting_on_a_day(desk):
    desk.meeting(3)
    with pytest.raises(RefusedError, match=r"meets on .* already\. Open that meeting"):
        desk.meeting(3)
    elsewhere = make_area("E10000009", "Dorset")
    assert verbs.call(desk.board, elsewhere, in_days(3), by=desk.clerk)


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2999, 1, 1), date(217, 1, 24)])
def test_a_day_that_was_mistyped(desk, day):
    with pytest.raises(RefusedError, match=r"Check the year\."):
        verbs.call(desk.board, desk.area, day, by=desk.clerk)


def test_another_day_and_place(desk):
    meeting, other = desk.meeting(3), desk.meeting(4)
    with pytest.raises(RefusedError, match="Open that meeting"):
        verbs.change(meeting, held_on=other.held_on, by=desk.clerk)
    meeting.refresh_from_db()
    verbs.change(meeting, held_on=in_days(5), place="Online", by=desk.clerk)
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.place) == (in_days(5), "Online")


def test_a_new_seat_is_expected_where_no_papers_went_out(desk):
    past, sent, planned = desk.meeting(-1), desk.despatched(1), desk.meeting(2)
    seat = verbs.give_seat(desk.board, make_user("viewer", name="new"), by=loader())
    assert [("new" in expected(one)) for one in (past, sent, planned)] == [False, False, True]
    verbs.take_seat(seat, by=loader())
    assert "new" not in expected(planned)
    # Whoever was expected at what has gone out stays there.
    verbs.take_seat(desk.seat(desk.member), by=loader())
    assert [("member" in expected(one)) for one in (past, sent, planned)] == [True, True, False]


def test_the_agenda_is_changed(desk):
    meeting = desk.meeting(2)
    verbs.add_item(meeting, "  Visit to\ta home ", exempt=True, by=desk.clerk)
    # Before the board's standing item, which closes every agenda.
    assert titles(meeting) == [*AGENDA[:4], "Visit to a home", "Single cases"]
    verbs.move_item(item(meeting, "Care leavers"), up=False, by=desk.clerk)
    moved = ["Homes", "Care leavers", "Visit to a home", "Single cases"]
    assert titles(meeting) == [*AGENDA[:2], *moved]
    assert list(meeting.items.values_list("order", flat=True)) == [1, 2, 3, 4, 5, 6]
    verbs.change_item(item(meeting, "Homes"), title="Our homes", exempt=False, by=desk.clerk)
    changed = item(meeting, "Our homes")
    assert (changed.section, changed.exempt) == ("Homes", False)
    verbs.remove_item(item(meeting, "Single cases"), by=desk.clerk)
    assert titles(meeting) == [*AGENDA[:2], "Our homes", "Care leavers", "Visit to a home"]
    assert list(meeting.items.values_list("order", flat=True)) == [1, 2, 3, 4, 5]


def test_at_either_end_an_item_stays(desk):
    meeting = desk.meeting(2)
    verbs.move_item(item(meeting, "Care leavers"), up=True, by=desk.clerk)
    verbs.move_item(item(meeting, "Single cases"), up=False, by=desk.clerk)
    assert titles(meeting) == AGENDA


@pytest.mark.parametrize("title", AGENDA[:2])
def test_the_first_two_items_stay(desk, title):
    fixed = item(desk.meeting(2), title)
    with pytest.raises(RefusedError, match="Every agenda opens"):
        verbs.move_item(fixed, up=False, by=desk.clerk)
    with pytest.raises(RefusedError, match="Every agenda opens"):
        verbs.remove_item(fixed, by=desk.clerk)
    with pytest.raises(RefusedError, match="for everybody who reads the papers"):
        verbs.change_item(fixed, title="Ours", exempt=True, by=desk.clerk)
    verbs.change_item(fixed, title="From our young people", exempt=False, by=desk.clerk)
    assert titles(fixed.meeting)[fixed.order - 1] == "From our young people"


@pytest.mark.parametrize(
    ("title", "says"), [(" \n ", "Give the item a title."), ("a" * 201, "at most 200 characters")]
)
def test_a_title_that_is_none(desk, title, says):
    with pytest.raises(RefusedError, match=says):
        verbs.add_item(desk.meeting(2), title, by=desk.clerk)


def test_an_item_with_a_record_is_not_removed(desk):
    meeting = desk.meeting(-2)
    verbs.note(item(meeting), "Said.", by=desk.clerk)
    with pytest.raises(RefusedError, match="Something is recorded at this item"):
        verbs.remove_item(item(meeting), by=desk.clerk)


def test_guests_and_apologies(desk):
    meeting = desk.meeting(2)
    guest = verbs.invite(meeting, "Jo Smith", capacity="Head teacher", by=desk.clerk)
    verbs.invite(meeting, "Jo Smith", by=desk.clerk)  # two people may have one name
    verbs.attend(guest, "present", by=desk.clerk)
    own = meeting.attendance.get(user=desk.member)
    verbs.attend(own, "apologies", by=desk.clerk)
    assert [(one.name, one.capacity, one.status) for one in meeting.attendance.all()][2:] == [
        ("insider", "Member", "expected"),
        ("member", "Member", "apologies"),
        ("Jo Smith", "Head teacher", "present"),
        ("Jo Smith", "Guest", "expected"),
    ]
    verbs.uninvite(guest, by=desk.clerk)
    assert meeting.attendance.filter(name="Jo Smith").count() == 1
    with pytest.raises(RefusedError, match="member sits on the board"):
        verbs.uninvite(own, by=desk.clerk)
    with pytest.raises(RefusedError, match="says nothing about attendance"):
        verbs.attend(own, "late", by=desk.clerk)


def test_a_remark_is_exempt_until_it_is_released_and_the_last_one_counts(desk):
    meeting = desk.meeting(2)
    first = verbs.remark(meeting, desk.indicator, "Two of them moved.", by=desk.clerk)
    assert first.exempt
    assert queries.remarks(meeting, exempt=False) == {}
    same = verbs.remark(meeting, desk.indicator, "Two of them moved.", by=desk.clerk)
    assert same == first
    verbs.remark(meeting, desk.indicator, "Some moved.", exempt=False, by=desk.chair)
    (said,) = queries.remarks(meeting, exempt=False).values()
    assert (said.text, said.by) == ("Some moved.", desk.chair)
    history = Remark.objects.filter(meeting=meeting).order_by("pk")
    assert [(one.text, one.stands) for one in history] == [
        ("Two of them moved.", False),
        ("Some moved.", True),
    ]
    verbs.withdraw_remark(said, by=desk.clerk)
    assert queries.remarks(meeting, exempt=True) == {}
    with pytest.raises(RefusedError, match="struck already"):
        verbs.withdraw_remark(said, by=desk.clerk)


def test_a_remark_is_about_the_board_s_indicators(desk):
    meeting = desk.meeting(2)
    with pytest.raises(RefusedError, match="is not in the papers of this board"):
        verbs.remark(meeting, make_indicator("another", order=7), "So.", by=desk.clerk)
    with pytest.raises(RefusedError, match="Write what the council says"):
        verbs.remark(meeting, desk.indicator, "\0 \n", by=desk.clerk)
    with pytest.raises(RefusedError, match="at most 4,000 characters"):
        verbs.remark(meeting, desk.indicator, "a" * 4001, by=desk.clerk)


def test_hostile_text_is_kept_as_it_is(desk):
    text = "<script>alert(1)</script> & “more”\n\nПривет =1+1"
    verbs.remark(desk.meeting(2), desk.indicator, text.replace("\n", "\r\n"), by=desk.clerk)
    assert Remark.objects.get().text == text
