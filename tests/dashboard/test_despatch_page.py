"""Before the papers go out: what will be frozen, what stays back, and that it happens once."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.roles import Reader
from dashboard.packs.pack import loads
from improvement.boards import verbs
from improvement.boards.models import Edition, Meeting, Paper
from indicators.catalogue.models import Indicator
from indicators.ledger.door import figures
from tests.builders import sign
from tests.dashboard.conftest import Visit
from tests.dashboard.meetings import address, call, item, person, posted

# Of the thirteen indicators in the board's file all have a figure for Worcestershire.
INDICATORS = 13


def remark(meeting: Meeting, slug: str, text: str, *, exempt: bool) -> None:
    indicator = Indicator.objects.get(slug=slug)
    verbs.remark(meeting, indicator, text, by=person("clerk"), exempt=exempt)


def test_it_says_what_goes_out_and_what_stays(visit: Visit):
    meeting = call()
    remark(meeting, "care-leavers-neet", "Three of them moved away.", exempt=False)
    remark(meeting, "care-leavers-suitable-accommodation", "All is well.", exempt=False)
    remark(meeting, "children-looked-after", "For the exempt part.", exempt=True)
    page = visit(address(meeting, "despatch/"), "clerk")
    assert "8 items on the agenda" in page.text
    assert f"{INDICATORS} indicators, of which" in page.text
    assert "The item “Visits to the council's own children's homes” with its papers" in page.text
    assert "1 exempt remark" in page.text
    assert "1 remark in which a small number is named" in page.text
    assert "“Three of them moved away.” names “Three”" in page.text
    assert "All is well." not in page.text
    assert not Edition.objects.exists()


def test_nothing_exempt_is_said_so(visit: Visit, as_role: Callable[[str], Client]):
    meeting = call()
    last = item(meeting, 8)
    verbs.change_item(last, title=last.title, exempt=False, by=person("clerk"))
    page = visit(address(meeting, "despatch/"), "clerk")
    assert "Nothing is exempt." in page.text
    assert "Nothing: it says all that the council’s edition says." in page.text
    posted(as_role("clerk"), address(meeting, "despatch/"))
    assert "Web page: being made" in visit(address(meeting, "pack/"), "clerk").h1
    missing = visit(address(meeting, "pack/?edition=exempt"), "clerk", status=404)
    assert "Nothing in the papers of this meeting is exempt" in missing.text
    assert "your seat does not open it" not in visit(address(meeting)).text


def test_an_indicator_without_a_figure_is_named(visit: Visit, as_role: Callable[[str], Client]):
    """Nobody publishes the timescales of designated officers, and the council has entered none."""
    meeting = call(slug="safeguarding-children-board")
    page = visit(address(meeting, "despatch/"), "clerk")
    named = Indicator.objects.get(slug="designated-officer-on-time").name
    assert "Without a figure" in page.text
    assert named in page.links
    posted(as_role("clerk"), address(meeting, "despatch/"))
    sheets = [one.text for one in visit(address(meeting)).main.all("article")]
    said = next(one for one in sheets if one.startswith(named))
    assert "No figure yet" in said


def test_a_small_number_of_the_councils_own_is_kept_back(visit: Visit):
    """Two of nine is small; the page says of which indicator, and why."""
    indicator = Indicator.objects.get(slug="care-leavers-not-in-touch")
    series = indicator.series.get(kind="local")
    meeting = call()
    sign(
        "22.22",
        "2026-27 Q2",
        series=series,
        area=meeting.area,
        numerator="2",
        denominator="9",
        known_on=meeting.held_on,
    )
    assert figures([meeting.area], [series], None, Reader.COUNCIL)
    page = visit(address(meeting, "despatch/"), "clerk")
    assert "Figures kept back" in page.text
    said = next(one.text for one in page.main.all("li") if one.text.startswith(indicator.name))
    assert "1 figure, the newest among them" in said
    assert "it rests on a number from 1 to 5" in said


@pytest.mark.parametrize("role", ["clerk", "chair"])
def test_despatch_freezes_every_edition_once(
    as_role: Callable[[str], Client], visit: Visit, role: str
):
    meeting = call()
    where = address(meeting, "despatch/")
    assert posted(as_role(role), where) == f"{address(meeting)}#papers"
    kinds = dict(Edition.objects.values_list("kind", "sha256"))
    assert set(kinds) == {"council", "exempt", "public"}
    assert Paper.objects.count() == 9
    for page in (visit(where, "clerk"), visit(where, "clerk", status=409, post={})):
        assert f"Demonstration {role} despatched the papers on" in page.text
        assert "They stay as they are." in page.text
        assert page.links["The meeting and its papers"] == address(meeting)
    assert dict(Edition.objects.values_list("kind", "sha256")) == kinds


@pytest.mark.parametrize("role", ["viewer", "officer", "administrator"])
def test_nobody_else_despatches_or_looks_beforehand(visit: Visit, role: str):
    meeting = call()
    where = address(meeting, "despatch/")
    for page in (visit(where, role, status=403), visit(where, role, status=403, post={})):
        assert "this is for the chair and the clerk" in page.text
    for kind in ("council", "public"):
        where = address(meeting, f"pack/?preview=1&edition={kind}")
        visit(where, role, status=403)
    assert not Edition.objects.exists()


@pytest.mark.parametrize("kind", ["exempt", "council", "public"])
def test_the_papers_can_be_looked_at_before_they_go_out(visit: Visit, kind: str):
    meeting = call()
    remark(meeting, "children-looked-after", "Only behind closed doors.", exempt=True)
    page = visit(address(meeting, f"pack/?preview=1&edition={kind}"), "clerk")
    assert "Nothing is frozen yet." in page.text
    assert "45% in 2024-25 (159 of 351)" in page.text
    assert ("Only behind closed doors." in page.text) == (kind == "exempt")
    visit(address(meeting, f"present/?edition={kind}"), "clerk")
    assert not Edition.objects.exists()


def test_what_was_looked_at_is_what_goes_out(as_role: Callable[[str], Client], visit: Visit):
    meeting = call()
    page = visit(address(meeting, "pack/?preview=1&edition=council"), "clerk")
    posted(as_role("clerk"), address(meeting, "despatch/"))
    body = Edition.objects.get(kind="council").body
    for sheet in loads(body).sheets:
        assert sheet.headline in page.text


@pytest.mark.parametrize("part", ["pack/", "pack.pdf", "pack.xlsx", "present/"])
def test_there_are_no_papers_before_despatch(visit: Visit, part: str):
    page = visit(address(call(), part), "viewer", status=404)
    assert "The papers of this meeting have not gone out yet." in page.text


def test_an_edition_that_nobody_knows(visit: Visit):
    meeting = call()
    page = visit(address(meeting, "pack/?edition=secret"), "viewer", status=400)
    assert "There is no edition “secret”. Open the papers from the meeting's page" in page.text
