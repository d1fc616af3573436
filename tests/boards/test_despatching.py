"""Despatch freezes editions once; papers are made of them once."""

import hashlib

import pytest
from django.db import transaction

from improvement.boards import queries, verbs
from improvement.boards.frozen import canonical, is_whole
from improvement.boards.models import Edition, Paper
from improvement.boards.verbs.making import DifferentError
from indicators.refusal import RefusedError
from tests.boards.builders import BODIES, in_days

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_editions_are_frozen_with_their_digests(desk):
    meeting = desk.meeting(3)
    body = canonical({"b": "é", "a": [1, True, None]})
    assert body == '{"a":[1,true,null],"b":"é"}'
    editions = verbs.despatch(meeting, {**BODIES, "council": body}, by=desk.clerk)
    assert [one.kind for one in editions] == ["council", "exempt", "public"]
    council = queries.edition(meeting, "council")
    # Of the line above, by `printf '…' | sha256sum`.
    assert council.sha256 == "6eab153701ef60c995351765c772011bca6739878254f313acc3f11e1fef476b"
    assert (council.body, council.by) == (body, desk.clerk)
    assert is_whole(council)
    council.body += " "
    assert not is_whole(council)


def test_each_edition_leaves_three_papers_to_make(desk):
    meeting = desk.despatched(3)
    made = {(kind, form) for kind in BODIES for form in ("page", "pdf", "xlsx")}
    assert set(queries.papers(meeting)) == made
    assert {one.state for one in queries.papers(meeting).values()} == {"waiting"}
    assert queries.papers_to_make().count() == 9


def test_without_anything_exempt_there_are_two_editions(desk):
    meeting = desk.meeting(3)
    bodies = {kind: BODIES[kind] for kind in ("council", "public")}
    verbs.despatch(meeting, bodies, by=desk.clerk)
    assert queries.edition_read(meeting, "exempt").kind == "council"
    assert queries.edition_read(meeting, "public").kind == "public"
    assert set(queries.editions(meeting)) == {"council", "public"}


def test_the_exempt_edition_is_read_where_there_is_one(desk):
    assert queries.edition_read(desk.despatched(3), "exempt").kind == "exempt"
    assert queries.edition_read(desk.meeting(4), "exempt") is None


def test_a_second_despatch_says_who_was_first(desk):
    meeting = desk.despatched(3)
    before = list(Edition.objects.values_list())
    for by in (desk.clerk, desk.chair):
        with pytest.raises(RefusedError, match=r"^clerk despatched the papers on \d+ \w+ \d{4}\."):
            verbs.despatch(meeting, BODIES, by=by)
    assert list(Edition.objects.values_list()) == before
    assert Paper.objects.count() == 9


@pytest.mark.parametrize(
    ("bodies", "says"),
    [
        ({**BODIES, "secret": "{}"}, "“secret” is no edition"),
        ({"council": "{}"}, "The public edition is empty"),
        ({"public": "{}", "exempt": "{}"}, "The council edition is empty"),
        ({**BODIES, "exempt": ""}, "The exempt edition is empty"),
        ({}, "The council edition is empty"),
    ],
)
def test_what_cannot_be_despatched_leaves_nothing(desk, bodies, says):
    meeting = desk.meeting(3)
    with pytest.raises(RefusedError, match=says):
        verbs.despatch(meeting, bodies, by=desk.clerk)
    assert not Edition.objects.exists()
    desk.despatch(meeting)


def test_a_despatch_that_breaks_off_leaves_nothing(desk, monkeypatch):
    meeting = desk.meeting(3)
    monkeypatch.setattr("improvement.boards.verbs.despatching.leave_to_make", lambda papers: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        desk.despatch(meeting)
    assert not Edition.objects.exists()


def test_no_papers_after_the_day(desk):
    with pytest.raises(RefusedError, match="Papers show what was known at despatch"):
        desk.despatch(desk.meeting(-1))
    assert desk.despatch(desk.meeting(0))


def test_what_is_read_under_the_lock_is_what_is_frozen(desk):
    meeting = desk.meeting(3)
    with verbs.locked(meeting):
        verbs.remark(meeting, desk.indicator, "So.", by=desk.clerk)
        bodies = {kind: canonical({"says": "So."}) for kind in ("council", "public")}
        verbs.despatch(meeting, bodies, by=desk.clerk)
    assert queries.edition(meeting, "council").body == '{"says":"So."}'


def test_a_paper_is_kept_once(desk):
    paper = queries.papers(desk.despatched(3))["council", "pdf"]
    kept = verbs.keep_paper(paper, b"%PDF-1.7")
    assert (kept.data, kept.size, kept.state) == (b"%PDF-1.7", 8, "ready")
    assert kept.sha256 == hashlib.sha256(b"%PDF-1.7").hexdigest()
    again = verbs.keep_paper(paper, b"%PDF-1.7")
    assert (again.made_at, again.tries) == (kept.made_at, 1)
    with pytest.raises(DifferentError):
        verbs.keep_paper(paper, b"%PDF-1.8")
    verbs.fail_paper(paper, "Too late.")
    assert Paper.objects.get(pk=paper.pk).data == b"%PDF-1.7"


def test_a_paper_that_fails_is_tried_three_times_and_again_when_asked(desk):
    meeting = desk.despatched(3)
    paper = queries.papers(meeting)["public", "xlsx"]
    for number in (1, 2, 3):
        assert paper.pk in queries.papers_to_make().values_list("pk", flat=True)
        verbs.fail_paper(paper, f"No room, {number}.")
    paper.refresh_from_db()
    assert (paper.state, paper.fault, paper.tries) == ("failed", "No room, 3.", 3)
    assert paper.pk not in queries.papers_to_make().values_list("pk", flat=True)
    verbs.try_again(paper, by=desk.clerk)
    paper.refresh_from_db()
    assert (paper.state, paper.tries) == ("waiting", 0)
    # What never failed comes first.
    verbs.fail_paper(paper, "Again.")
    assert queries.papers_to_make().last() == paper


def test_the_last_despatched_meeting(desk):
    first, second = desk.despatched(1), desk.despatched(2)
    desk.meeting(3)
    last = desk.meeting(4)
    assert queries.previous_despatched(last) == second
    assert queries.previous_despatched(second) == first
    assert queries.previous_despatched(first) is None


def test_boards_with_the_nearest_meetings(desk, django_assert_num_queries):
    meetings = {days: desk.meeting(days) for days in (-9, -2, 0, 5)}
    with django_assert_num_queries(2):
        (one,) = queries.boards_with_meetings(desk.area, in_days(0))
    assert (one.board, one.next, one.last) == (desk.board, meetings[0], meetings[-2])
    assert queries.meeting_on(desk.board, desk.area, in_days(5)) == meetings[5]
    assert queries.meeting_on(desk.board, desk.area, in_days(6)) is None
