"""The list of boards, a board's page, and calling a meeting."""

import tomllib
from collections.abc import Callable

import pytest
from django.test import Client

from improvement.boards import verbs
from improvement.boards.models import Board, Meeting
from tests.dashboard.conftest import Visit
from tests.dashboard.meetings import BOARD, SLUG, address, call, day, item, person, posted
from tests.data.shipped import DATA

FILES = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in (DATA / "boards").glob("*.toml")
}
LONG = "Verylongname" * 16


def shown(after: int) -> str:
    return f"{day(after):%-d %B %Y}"


@pytest.mark.parametrize("role", ["viewer", "officer", "administrator", "chair"])
def test_every_board_is_listed_with_its_purpose(visit: Visit, role: str):
    page = visit("/boards/", role)
    assert len(FILES) == 5
    for slug, file in FILES.items():
        assert page.links[file["name"]] == f"/boards/{slug}/"
        assert file["purpose"] in page.text
    assert page.text.count("Not called yet") == 5


def test_the_list_says_when_a_board_meets_and_whether_papers_are_out(visit: Visit):
    call(30)
    call(-30)
    page = visit("/boards/")
    assert f"{shown(30)}: meeting of the Corporate parenting board Being prepared" in page.text
    assert f"{shown(-30)}: meeting of the Corporate parenting board No papers" in page.text


def test_a_partner_reads_only_where_they_sit(visit: Visit):
    assert "You sit on no board" in visit("/boards/", "partner").text
    refused = visit(BOARD, "partner", status=403)
    assert "An administrator says who does" in refused.text
    verbs.give_seat(Board.objects.get(slug=SLUG), person("partner"), by=person("administrator"))
    assert "Corporate parenting board" in visit("/boards/", "partner").links
    assert "Safeguarding" not in visit("/boards/", "partner").text
    visit(BOARD, "partner")


@pytest.mark.parametrize("slug", FILES)
def test_a_board_shows_its_file_and_its_figures(visit: Visit, slug: str):
    page = visit(f"/boards/{slug}/")
    file = FILES[slug]
    for said in (file["purpose"], file["audience"]):
        assert said in page.text
    assert file["cadence"].lower() in page.text.lower()
    links = set(page.links.values())
    for section in file["sections"]:
        if not section.get("exempt"):
            assert section["question"] in page.text
            assert {f"/indicators/{one}/" for one in section["indicators"]} <= links
    assert "Demonstration chair, chair (sees the exempt part)" in page.text


def test_its_figures_are_those_of_the_indicators_pages(visit: Visit):
    """45% in 2024-25: the published figure of Worcestershire in data/published."""
    rows = visit(BOARD).main.all("tr")
    row = next(one.text for one in rows if "not in education, employment" in one.text)
    assert "45%" in row
    assert "in 2024-25" in row
    assert "Demonstration target missed" in row


@pytest.mark.parametrize("role", ["clerk", "chair", "administrator"])
def test_a_meeting_is_called(as_role: Callable[[str], Client], visit: Visit, role: str):
    assert "Call a meeting" in visit(BOARD, role).text
    browser = as_role(role)
    typed = {"held_on": day(20), "starts_at": "14:30", "place": "County Hall"}
    where = posted(browser, BOARD, **typed)
    assert where == f"{BOARD}meetings/{day(20)}/"
    page = visit(where, role)
    assert "14:30" in page.text
    assert "County Hall" in page.text
    assert Meeting.objects.get().items.count() == 2 + 4 + 2  # fixed, sections, standing


def test_a_meeting_of_a_day_gone_by_has_no_papers_to_prepare(as_role: Callable[[str], Client]):
    said = as_role("clerk").post(BOARD, {"held_on": day(-3)}, follow=True).content.decode()
    assert "its papers cannot go out any more" in said
    assert "Prepare it here" not in said


@pytest.mark.parametrize("role", ["viewer", "officer", "approver"])
def test_others_call_none(visit: Visit, role: str):
    assert "Call a meeting" not in visit(BOARD, role).text
    refused = visit(BOARD, role, status=403, post={"held_on": day(1)})
    assert "its chair, its clerk or an administrator calls a meeting" in refused.text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"held_on": ""}, "Enter the day of the meeting"),
        ({"held_on": "soon"}, "Write the day like 2026-11-26"),
        ({"held_on": "1899-01-01"}, "Check the year"),
        ({"held_on": "2026-12-01", "starts_at": "25:99"}, "Write the time like 10:00"),
        ({"held_on": "2026-12-01", "place": LONG * 2}, "The place may have up to 200 characters"),
    ],
)
def test_what_cannot_be_called_keeps_what_was_typed(visit: Visit, typed: dict[str, str], says: str):
    page = visit(BOARD, "clerk", status=422, post={"place": "Room <b>4</b>", **typed})
    assert says in page.text
    assert page.title.startswith("Error:")
    values = [one.get("value") for one in page.main.all("input")]
    assert typed.get("place", "Room <b>4</b>") in values
    assert not Meeting.objects.exists()


def test_no_two_meetings_on_a_day(visit: Visit):
    call(5)
    page = visit(BOARD, "clerk", status=422, post={"held_on": day(5)})
    assert f"meets on {shown(5)} already" in page.text


def test_a_very_long_place_is_shown_whole(visit: Visit, as_role: Callable[[str], Client]):
    where = posted(as_role("clerk"), BOARD, held_on=day(3), place=LONG)
    assert LONG in visit(where, "clerk").text


@pytest.mark.parametrize(
    ("where", "says", "link"),
    [
        ("/boards/corporate-parents/", "no board “corporate-parents”", "Corporate parenting board"),
        ("/boards/zzzz/", "no board “zzzz”", "Strategic workforce board"),
        (f"{BOARD}meetings/2026-13-45/", "“2026-13-45” is not a date", "Corporate parenting board"),
        (f"{BOARD}meetings/20261126/", "“20261126” is not a date", "Corporate parenting board"),
        (
            f"{BOARD}meetings/tomorrow/minutes/",
            "“tomorrow” is not a date",
            "Corporate parenting board",
        ),
        (f"{BOARD}meetings/2019-01-01/pack/", "no meeting on 1 January 2019", "The meeting on"),
    ],
)
def test_what_is_not_here_says_what_is(visit: Visit, where: str, says: str, link: str):
    call(0)
    page = visit(where, status=404)
    assert says in page.text
    assert [words for words in page.links if words.startswith(link)]


def test_a_partner_is_not_told_of_other_boards(visit: Visit):
    page = visit("/boards/corporate-parents/", "partner", status=404)
    assert "Corporate parenting board" not in page.text


def test_a_board_without_indicators_says_so(visit: Visit):
    Board.objects.filter(slug=SLUG).update(body={"sections": [], "agenda": []})
    meeting = call()
    says = "This board has chosen no indicators, so its papers hold an agenda only"
    for where in (BOARD, address(meeting), address(meeting, "despatch/")):
        assert says in visit(where, "clerk").text


def test_a_retired_board_keeps_its_meetings(visit: Visit):
    call(-5)
    Board.objects.filter(slug=SLUG).update(is_retired=True)
    page = visit(BOARD, "clerk")
    assert "This board is retired" in page.text
    assert "Call a meeting" not in page.text
    assert shown(-5) in page.text
    refused = visit(BOARD, "clerk", status=422, post={"held_on": day(1)})
    assert "is retired: its file is gone" in refused.text


def test_decisions_that_are_not_done_stand_on_the_boards_page(visit: Visit):
    first = call(-60)
    call(-30)
    verbs.decide(
        item(first, 3), "Find <more> homes", owner="Head of homes", due=day(-40), by=person("clerk")
    )
    hidden = item(first, 8)
    verbs.decide(hidden, "In private", owner="The director", due=day(40), by=person("clerk"))
    page = visit(BOARD)
    assert "Find <more> homes" in page.text
    assert f"Head of homes, by {shown(-40)} Overdue" in page.text
    assert "first meeting since" in page.text
    assert "In private" not in page.text
    assert "In private" in visit(BOARD, "clerk").text
    row = next(one.text for one in page.main.all("tr") if shown(-60) in one.text)
    assert row.split()[-2:] == ["1", "1"]
