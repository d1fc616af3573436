"""What happens at a meeting and after it, and what became of decisions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from improvement.boards import following, may, queries, verbs
from improvement.boards.models import Decision, Mark
from indicators.ledger.verification import verify
from indicators.refusal import RefusedError
from tests.boards.builders import in_days, item, make_board, seen
from tests.builders import make_indicator, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(desk):
    return desk.despatched(0)


def recorded(meeting, title="Care leavers", *, exempt=True):
    return next(one for one in queries.record(meeting, exempt=exempt) if one.item.title == title)


def test_a_question_and_its_answers(desk, meeting):
    asked = verbs.ask(
        item(meeting),
        "Why so many?",
        indicator=desk.indicator,
        asked_by="Cllr Jones",
        by=desk.clerk,
    )
    verbs.answer(asked, "Two offices closed.", by=desk.clerk)
    verbs.answer(asked, "A table follows.", by=desk.chair)
    own = verbs.ask(item(meeting), "And now?", by=desk.member)
    assert (own.asked_by, own.exempt) == ("member", False)
    first, second = recorded(meeting).questions
    assert (first.asked_by, first.by, first.indicator) == ("Cllr Jones", desk.clerk, desk.indicator)
    said = [(one.text, one.by) for one in first.standing_answers]
    assert said == [("Two offices closed.", desk.clerk), ("A table follows.", desk.chair)]
    assert second.standing_answers == []


def test_a_decision_has_words_an_owner_and_a_day(desk, meeting):
    one = desk.decide(meeting, " Ring every care leaver. ", owner_user=desk.member, owner="")
    assert (one.wording, one.owner, one.due) == ("Ring every care leaver.", "member", in_days(30))
    assert recorded(meeting).decisions == [one]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"owner": " "}, "Say who does it"),
        ({"due": None}, "Say by when"),
        ({"due": in_days(-1)}, "is before the meeting. Give a later day"),
        ({"wording": "\n"}, "Write what was decided"),
        ({"wording": "a" * 4001}, "at most 4,000 characters"),
        ({"owner": "a" * 201}, "at most 200 characters"),
    ],
)
def test_a_decision_that_nobody_could_follow_is_refused(desk, meeting, wrong, says):
    with pytest.raises(RefusedError, match=says):
        desk.decide(meeting, **wrong)
    assert not Decision.objects.exists()


def test_a_decision_may_be_due_on_the_day(desk, meeting):
    assert desk.decide(meeting, due=in_days(0))


def test_nothing_is_recorded_before_the_day(desk):
    meeting = desk.despatched(3)
    with pytest.raises(RefusedError, match=r"is recorded from that day on\."):
        desk.decide(meeting)
    assert verbs.ask(item(meeting), "May I ask now?", by=desk.member)


def test_what_is_recorded_at_an_exempt_item_is_exempt(desk, meeting):
    where = item(meeting, "Single cases")
    rows = (
        verbs.ask(where, "Who?", by=desk.insider),
        verbs.note(where, "Said.", by=desk.clerk),
        verbs.decide(where, "So.", owner="A", due=in_days(1), by=desk.clerk),
    )
    assert all(one.exempt for one in rows)
    assert verbs.note(item(meeting), "A name.", exempt=True, by=desk.clerk).exempt
    shown = queries.record(meeting, exempt=False)
    assert [one.item.title for one in shown] == [
        "Actions from the last meeting",
        "Young people's item",
        "Care leavers",
    ]
    assert not any((one.notes, one.questions, one.decisions) != ([], [], []) for one in shown)


def test_a_slip_is_struck_with_a_reason_and_stays(desk, meeting):
    asked = verbs.ask(item(meeting), "Why?", by=desk.member)
    slips = (
        verbs.answer(asked, "So.", by=desk.clerk),
        desk.decide(meeting),
        verbs.note(item(meeting), "Said.", by=desk.clerk),
        asked,
    )
    for slip in slips:
        with pytest.raises(RefusedError, match="Say why it is struck"):
            verbs.strike(slip, " ", by=desk.clerk)
        verbs.strike(slip, "Another meeting's.", by=desk.chair)
        kept = type(slip).objects.get(pk=slip.pk)
        assert (kept.struck_by, kept.struck_why) == (desk.chair, "Another meeting's.")
        with pytest.raises(RefusedError, match="struck already"):
            verbs.strike(slip, "Again.", by=desk.clerk)
    here = recorded(meeting)
    assert (here.notes, here.questions, here.decisions) == ([], [], [])
    with pytest.raises(RefusedError, match="has been struck"):
        verbs.answer(asked, "Still.", by=desk.clerk)
    with pytest.raises(RefusedError, match="has been struck"):
        verbs.mark(slips[1], "done", by=desk.clerk)


def test_everything_is_vouched_for(desk, meeting):
    verbs.answer(verbs.ask(item(meeting), "Why?", by=desk.member), "So.", by=desk.clerk)
    verbs.mark(desk.decide(meeting), "done", by=desk.clerk)
    verbs.strike(verbs.note(item(meeting), "Said.", by=desk.clerk), "A slip.", by=desk.clerk)
    desk.agree(meeting)
    done = verify()
    assert done.faults == []
    assert done.rows >= 9  # three editions, minutes, and these five


def test_the_whole_record_is_read_in_five_queries(desk, meeting, django_assert_num_queries):
    for _ in range(3):
        for title in ("Care leavers", "Homes"):
            asked = verbs.ask(item(meeting, title), "Why?", indicator=desk.indicator, by=desk.clerk)
            verbs.answer(asked, "So.", by=desk.clerk)
            verbs.note(item(meeting, title), "Said.", by=desk.clerk)
            verbs.decide(
                item(meeting, title),
                "So.",
                owner="",
                owner_user=desk.member,
                due=in_days(1),
                by=desk.clerk,
            )
    with django_assert_num_queries(5):
        record = queries.record(meeting, exempt=True)
        for one in record:
            [str(q.indicator) + str(q.by) + str(q.standing_answers) for q in one.questions]
            [str(d.owner_user) + str(d.by) for d in one.decisions]
            [str(n.by) for n in one.notes]
    assert sum(len(one.decisions) for one in record) == 6


# What became of decisions


def followed(found):
    return [
        (one.decision.wording, one.meetings, one.mark.said if one.mark else "", one.is_done)
        for one in found
    ]


@pytest.fixture
def year(desk):
    """A meeting every ten days; the last one to come."""
    return [desk.meeting(days) for days in (-40, -30, -20, -10, 10)]


def test_what_is_not_done_comes_back_and_counts_its_meetings(desk, year):
    desk.decide(year[0], "First.")
    desk.decide(year[1], "Second.")
    wanted = [[], [1], [2, 1], [3, 2], [4, 3]]
    for meeting, counts in zip(year, wanted, strict=True):
        found = following.brought_to(meeting, exempt=True)
        assert [one.meetings for one in found] == counts
    assert followed(following.open_decisions(desk.board, desk.area, exempt=True)) == [
        ("First.", 3, "", False),
        ("Second.", 2, "", False),
    ]


def test_what_is_done_is_said_at_that_meeting_and_gone_at_the_next(desk, year):
    one = desk.decide(year[0], "First.")
    verbs.mark(one, "not-done", said="Half.", meeting=year[1], by=desk.clerk)
    verbs.mark(one, "done", said="All rung.", meeting=year[2], by=desk.clerk)
    brought = [followed(following.brought_to(meeting, exempt=True)) for meeting in year]
    assert brought == [
        [],
        [("First.", 1, "Half.", False)],
        [("First.", 2, "All rung.", True)],
        [],
        [],
    ]
    assert following.open_decisions(desk.board, desk.area, exempt=True) == []


def test_what_is_done_between_two_meetings_is_shown_at_the_next_as_done(desk, year):
    one = desk.decide(year[3], "First.")
    verbs.mark(one, "done", said="Rung today.", by=desk.clerk)
    coming = year[4]
    assert followed(following.brought_to(coming, exempt=True)) == [
        ("First.", 1, "Rung today.", True)
    ]
    assert following.open_decisions(desk.board, desk.area, exempt=True) == []


def test_what_is_done_on_the_day_of_a_meeting_is_shown_at_the_next(desk):
    today, next_one = desk.despatched(0), desk.meeting(9)
    verbs.mark(desk.decide(today), "done", said="At once.", by=desk.clerk)
    (brought,) = following.brought_to(next_one, exempt=True)
    assert (brought.is_done, brought.meetings) == (True, 1)


def test_what_was_said_to_be_done_and_was_not_comes_back(desk, year):
    one = desk.decide(year[0], "First.")
    verbs.mark(one, "done", meeting=year[1], by=desk.clerk)
    verbs.mark(one, "not-done", said="Only half.", meeting=year[3], by=desk.clerk)
    assert followed(following.brought_to(year[2], exempt=True)) == []
    assert followed(following.brought_to(year[3], exempt=True)) == [
        ("First.", 3, "Only half.", False)
    ]
    assert len(following.open_decisions(desk.board, desk.area, exempt=True)) == 1


def test_a_struck_mark_or_decision_does_not_count(desk, year):
    one, other = desk.decide(year[0], "First."), desk.decide(year[0], "Slip.")
    verbs.strike(other, "Not decided.", by=desk.clerk)
    verbs.strike(verbs.mark(one, "done", by=desk.clerk), "Another one.", by=desk.clerk)
    found = following.open_decisions(desk.board, desk.area, exempt=True)
    assert followed(found) == [("First.", 3, "", False)]
    assert found[0].is_overdue(one.due + timedelta(days=1))
    assert not found[0].is_overdue(one.due)


def test_an_exempt_decision_is_brought_to_those_who_see_it(desk, year):
    desk.decide(year[0], "First.", exempt=True)
    assert following.brought_to(year[1], exempt=False) == []
    assert len(following.brought_to(year[1], exempt=True)) == 1


def test_a_mark_belongs_to_a_later_meeting_of_the_board(desk, year):
    one = desk.decide(year[1])
    other = verbs.call(
        make_board("another-board", order=2), desk.area, in_days(-1), by=make_user("administrator")
    )
    for meeting in (year[0], year[1], other):
        with pytest.raises(RefusedError, match="Mark it at a later meeting"):
            verbs.mark(one, "done", meeting=meeting, by=desk.clerk)
    with pytest.raises(RefusedError, match="recorded from that day on"):
        verbs.mark(one, "done", meeting=year[4], by=desk.clerk)
    with pytest.raises(RefusedError, match="neither done nor not done"):
        verbs.mark(one, "half", by=desk.clerk)
    assert not Mark.objects.exists()


def test_the_decisions_on_an_indicator(desk, year, django_assert_num_queries):
    for number, meeting in enumerate(year[:3]):
        desk.decide(meeting, f"Number {number}.", indicator=desk.indicator, exempt=number == 1)
    desk.decide(year[0], "On another.", indicator=make_indicator("childrens-homes"))
    reads = may.editions_for(desk.insider)
    with django_assert_num_queries(3):
        found = following.decisions_on(desk.indicator, desk.area, reads)
    assert followed(found) == [
        ("Number 2.", 1, "", False),
        ("Number 1.", 2, "", False),
        ("Number 0.", 3, "", False),
    ]
    reads = may.editions_for(desk.member)
    found = following.decisions_on(desk.indicator, desk.area, reads)
    assert [one.decision.wording for one in found] == ["Number 2.", "Number 0."]
    assert following.decisions_on(desk.indicator, desk.area, {}) == []


def test_what_is_brought_is_read_in_three_queries(desk, year, django_assert_num_queries):
    for _ in range(3):
        for meeting in year[:3]:
            verbs.mark(desk.decide(meeting), "not-done", meeting=year[3], by=desk.clerk)
    year[4].board, year[4].area
    with django_assert_num_queries(3):
        assert len(following.brought_to(year[4], exempt=True)) == 9


# Minutes


def test_the_chair_agrees_what_was_read(desk, meeting):
    verbs.note(item(meeting), "Said.", by=desk.clerk)
    minutes = desk.agree(meeting)
    assert (minutes.by, minutes.at.date()) == (desk.chair, timezone.now().date())
    assert '"notes":[{"exempt":false,"text":"Said."}]' in minutes.body
    for act in (
        lambda: verbs.note(item(meeting), "More.", by=desk.clerk),
        lambda: desk.decide(meeting),
        lambda: verbs.ask(item(meeting), "More?", by=desk.member),
        lambda: verbs.strike(meeting.notes.get(), "A slip.", by=desk.clerk),
        lambda: verbs.attend(meeting.attendance.first(), "absent", by=desk.clerk),
        lambda: verbs.add_item(meeting, "More", by=desk.clerk),
        lambda: desk.agree(meeting),
    ):
        with pytest.raises(RefusedError, match=r"^chair agreed the minutes on"):
            act()


def test_what_was_recorded_meanwhile_is_read_first(desk, meeting):
    read = seen(meeting)
    verbs.note(item(meeting), "Said.", by=desk.clerk)
    with pytest.raises(RefusedError, match="Something was recorded since you opened the minutes"):
        verbs.agree(meeting, seen=read, by=desk.chair)
    assert desk.agree(meeting)


def test_answers_may_follow_and_slips_in_the_minutes_stay(desk, meeting):
    asked = verbs.ask(item(meeting), "Why?", by=desk.member)
    first = verbs.answer(asked, "So.", by=desk.clerk)
    desk.agree(meeting)
    later = verbs.answer(asked, "And so.", by=desk.clerk)
    with pytest.raises(RefusedError, match="stands in agreed minutes"):
        verbs.strike(first, "A slip.", by=desk.clerk)
    assert not verbs.strike(later, "A slip.", by=desk.clerk).stands


def test_minutes_leave_papers_for_those_who_see_less_and_more(desk, meeting):
    verbs.note(item(meeting, "Single cases"), "A name.", by=desk.clerk)
    desk.agree(meeting)
    assert set(queries.minutes_papers(meeting)) == {("council", "pdf"), ("exempt", "pdf")}
    assert set(queries.papers_to_make().values_list("form", flat=True)) == {"page", "pdf", "xlsx"}


def test_minutes_without_anything_exempt_have_one_paper(desk):
    desk.board.body = {"sections": [], "agenda": []}
    desk.board.save()
    meeting = desk.closed(-3)
    assert set(queries.minutes_papers(meeting)) == {("council", "pdf")}


def test_a_meeting_of_the_past_is_recorded_without_papers(desk):
    meeting = desk.meeting(-200)
    desk.decide(meeting, due=in_days(-100))
    assert desk.agree(meeting)
    assert not meeting.editions.exists()
