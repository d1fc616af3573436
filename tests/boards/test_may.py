"""Who may do what at a meeting in which state, through the verbs; who reads which papers.

Both tables are written from the issue and not from the code.
"""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from improvement.boards import may, verbs
from improvement.boards.models import Seat
from improvement.boards.states import Act, State, state_of
from indicators.refusal import RefusedError
from tests.boards.builders import Desk, in_days, item, make_board, seen
from tests.builders import make_user

pytestmark = pytest.mark.django_db

# Who → (role, seat on the board).
PEOPLE = {
    "chair": ("viewer", "chair"),
    "clerk": ("viewer", "clerk"),
    "member": ("viewer", "member"),
    "insider": ("viewer", "member"),
    "partner member": ("partner", "member"),
    "chair of another board": ("viewer", None),
    "former clerk": ("viewer", None),
    "officer": ("officer", None),
    "approver": ("approver", None),
    "administrator": ("administrator", None),
    "partner": ("partner", None),
    "nobody": (None, None),
}
PREPARERS = {"chair", "clerk"}
SEATED = {"chair", "clerk", "member", "insider", "partner member"}
# Days from today → the state. On its own day a meeting with papers can be recorded.
STATES = {
    "planned": 5,
    "planned today": 0,
    "past": -5,
    "despatched": 5,
    "despatched today": 0,
    "closed": 0,
}
RECORDED = {"past", "despatched today"}
ALLOWED = {
    "change": (PREPARERS, {"planned", "planned today", "past"}),
    "remark": (PREPARERS, {"planned", "planned today"}),
    "despatch": (PREPARERS, {"planned", "planned today"}),
    "attend": (PREPARERS, {*STATES} - {"closed"}),
    "ask": (SEATED, {"past", "despatched", "despatched today"}),
    "answer": (PREPARERS, {"past", "despatched", "despatched today", "closed"}),
    "record": (PREPARERS, RECORDED),
    "mark": (PREPARERS, {"past", "despatched", "despatched today", "closed"}),
    "agree": ({"chair"}, RECORDED),
}


def person(desk: Desk, who: str) -> User:
    role, seat = PEOPLE[who]
    known = User.objects.filter(username=who).first()
    if known:
        return known
    user = make_user(*([role] if role else []), name=who)
    boss = make_user("administrator", name="boss")
    if who == "chair of another board":
        other = make_board("another-board", order=2)
        verbs.give_seat(other, user, role=Seat.Role.CHAIR, by=boss)
    if who == "former clerk":
        verbs.take_seat(verbs.give_seat(desk.board, user, role=Seat.Role.CLERK, by=boss), by=boss)
    if seat:
        verbs.give_seat(desk.board, user, role=seat, by=boss)
    return user


@pytest.fixture(params=STATES)
def meeting(request, desk):
    """A meeting in each state, with something in it to answer and to mark where that can be."""
    word = request.param.split()[0]
    if word in ("planned", "past"):
        one = desk.meeting(STATES[request.param])
    else:
        one = desk.despatched(STATES[request.param])
    if word != "planned":
        verbs.ask(item(one), "Why?", by=desk.member)
    if word == "closed":
        desk.decide(one)
        desk.agree(one)
    one.named = request.param
    return one


ACTS = {
    "change": lambda desk, one, by: verbs.add_item(one, "More", by=by),
    "remark": lambda desk, one, by: verbs.remark(one, desk.indicator, "So.", by=by),
    "despatch": lambda desk, one, by: verbs.despatch(one, {"council": "{}", "public": "{}"}, by=by),
    "attend": lambda desk, one, by: verbs.attend(one.attendance.first(), "apologies", by=by),
    "ask": lambda desk, one, by: verbs.ask(item(one), "And why?", by=by),
    "answer": lambda desk, one, by: verbs.answer(one.questions.first(), "So.", by=by),
    "record": lambda desk, one, by: verbs.note(item(one), "Said.", by=by),
    "mark": lambda desk, one, by: verbs.mark(one.decisions.first(), "done", by=by),
    "agree": lambda desk, one, by: verbs.agree(one, seen=seen(one), by=by),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_every_act_in_every_state(desk, meeting, who):
    by = person(desk, who)
    for act, (people, states) in ALLOWED.items():
        may_do = who in people and meeting.named in states
        assert may.can(by, meeting, Act(act)) == may_do, act
        if act in ("answer", "mark") and not getattr(meeting, f"{NEEDS[act]}s").exists():
            continue
        refusal = refused(lambda act=act: ACTS[act](desk, meeting, by))
        assert (refusal is None) == may_do, f"{who}: {act} {meeting.named}"
        if refusal:
            assert str(refusal).endswith(".")
            assert isinstance(refusal, PermissionDenied) == (who not in people), act


NEEDS = {"answer": "question", "mark": "decision"}


def refused(act: Callable[[], object]) -> Exception | None:
    """Why it was refused; what was done is taken back."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except (RefusedError, PermissionDenied) as refusal:
        return refusal
    return None


def test_the_state_is_what_there_is(desk, meeting):
    assert state_of(meeting) == State(meeting.named.split()[0])


CALLERS = {"chair", "clerk", "administrator"}


@pytest.mark.parametrize("who", PEOPLE)
def test_who_calls_a_meeting(desk, who):
    by = person(desk, who)
    assert may.can_call(by, desk.board) == (who in CALLERS)
    if who in CALLERS:
        assert verbs.call(desk.board, desk.area, in_days(9), by=by).by == by
    else:
        with pytest.raises(PermissionDenied, match="its chair, its clerk or an administrator"):
            verbs.call(desk.board, desk.area, in_days(9), by=by)


@pytest.mark.parametrize("who", PEOPLE)
def test_only_administrators_say_who_sits_where(desk, who):
    by, someone = person(desk, who), make_user("viewer", name="someone")
    if who == "administrator":
        assert verbs.give_seat(desk.board, someone, by=by).by == by
        assert verbs.take_seat(desk.seat(someone), by=by).ended_by == by
        return
    with pytest.raises(PermissionDenied, match="An administrator says"):
        verbs.give_seat(desk.board, someone, by=by)
    with pytest.raises(PermissionDenied, match="An administrator says"):
        verbs.take_seat(desk.seat(desk.clerk), by=by)


READS = {
    "chair": "exempt",
    "clerk": "exempt",
    "insider": "exempt",
    "member": "council",
    "partner member": "public",
    "chair of another board": "council",
    "former clerk": "council",
    "officer": "council",
    "approver": "council",
    "administrator": "council",
    "partner": None,
    "nobody": None,
}
WITHIN = {"exempt": {"exempt", "council", "public"}, "council": {"council", "public"}}


@pytest.mark.parametrize("who", PEOPLE)
def test_who_reads_which_edition(desk, who, django_assert_num_queries):
    by = person(desk, who)
    assert may.edition_for(by, desk.board) == READS[who]
    assert may.sees_exempt(by, desk.board) == (READS[who] == "exempt")
    readable = WITHIN.get(READS[who], {READS[who]})
    for kind in ("exempt", "council", "public"):
        assert (kind in may.READS[may.edition_for(by, desk.board)]) == (kind in readable)
    with django_assert_num_queries(2 if PEOPLE[who][0] else 0):
        everywhere = may.editions_for(by)
    assert everywhere.get(desk.board.pk) == READS[who]


def test_a_seat_without_a_role_opens_nothing(desk):
    desk.insider.groups.clear()
    closed = User.objects.get(pk=desk.chair.pk)
    closed.is_active = False
    for one in (User.objects.get(pk=desk.insider.pk), closed):
        assert may.edition_for(one, desk.board) is None
        assert may.acts(one, desk.despatched(9 if one == closed else 8)) == frozenset()


def test_who_became_a_partner_reads_the_public_papers_and_prepares_nothing(desk):
    meeting = desk.meeting(5)
    partner = make_user("partner", name="p").groups.get()
    desk.clerk.groups.add(partner)
    clerk = User.objects.get(pk=desk.clerk.pk)
    assert may.edition_for(clerk, desk.board) == "public"
    assert may.acts(clerk, meeting) == frozenset()


def test_a_member_without_the_exempt_part_asks_nothing_at_an_exempt_item(desk):
    meeting = desk.despatched(3)
    exempt = item(meeting, "Single cases")
    with pytest.raises(PermissionDenied, match=r"This item is exempt\."):
        verbs.ask(exempt, "Who?", by=desk.member)
    assert verbs.ask(exempt, "Who?", by=desk.insider).exempt


def test_what_may_be_done_is_asked_in_few_queries(desk, django_assert_num_queries):
    meeting = desk.despatched(3)
    desk.clerk.group_names  # noqa: B018 (asked once per person)
    with django_assert_num_queries(2):
        may.acts(desk.clerk, meeting)
