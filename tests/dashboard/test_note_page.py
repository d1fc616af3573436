"""An officer's notes on a figure, and what everybody reads of them."""

from datetime import UTC, datetime

import pytest
import time_machine

from indicators.notes.models import Note
from tests.dashboard.conftest import Page, Visit

NEET = "/indicators/care-leavers-neet/"
NOTES = f"{NEET}notes/"
TYPED = {"act": "write", "text": "Two offices were merged in May.", "period": "2024-25"}
HOSTILE = '<script>alert("x")</script> & <b>bold</b> {{ 7|add:7 }} =cmd|calc'


@pytest.fixture
def act(as_role, visit: Visit):
    """Post as somebody, and read the page of all notes afterwards."""

    def post(role: str = "officer", **typed: str) -> Page:
        answer = as_role(role).post(NOTES, typed)
        assert answer.status_code == 302, answer.content.decode()[:500]
        return visit(NOTES, role)

    return post


def newest() -> Note:
    return Note.objects.latest("pk")


def test_a_note_is_written_on_the_indicator_s_page_and_read_under_its_chart(act, visit: Visit):
    assert "Write a note" in visit(NEET, "officer").text
    act(**TYPED)
    text = visit(NEET).text
    assert "Two offices were merged in May." in text
    assert "On 2024-25. Demonstration officer, " in text
    assert text.index("The figures of this chart") < text.index("Two offices were merged")
    assert "Two offices" not in visit("/indicators/care-leavers-eet/").text
    assert "Two offices" not in visit(f"{NEET}?area=England").text


def test_partners_do_not_read_the_council_s_words(act, visit: Visit):
    act(**TYPED)
    assert "Two offices" not in visit(NEET, "partner").text
    page = visit(NOTES, "partner")
    assert "Two offices" not in page.text
    assert "Notes are kept within the council." in page.text


def test_an_earlier_day_does_not_know_it_yet(act, visit: Visit):
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False):
        act(**TYPED)
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC), tick=False):
        for page in (NEET, NOTES):
            assert "Two offices" not in visit(f"{page}?as_of=2026-11-22").text
            assert "Two offices" in visit(f"{page}?as_of=2026-11-23").text


def test_a_replaced_note_is_gone_from_the_figure_and_stays_in_the_history(act, visit: Visit):
    act(**TYPED)
    first = newest()
    page = visit(f"{NOTES}?replace={first.pk}", "officer")
    assert "Two offices were merged in May." in page.main.all("textarea")[0].text
    act(**{**TYPED, "text": "Three offices were merged."}, replaces=str(first.pk))
    text = visit(NEET).text
    assert "Three offices" in text
    assert "Two offices" not in text
    history = visit(NOTES).text
    assert "Two offices" in history
    assert "Replaced" in history


def test_a_withdrawn_note_says_why_in_the_history(act, visit: Visit):
    act(**TYPED)
    page = act(act="withdraw", note=str(newest().pk), why="Wrong year.")
    assert "Wrong year." in page.text
    assert "Two offices" not in visit(NEET).text


def test_an_administrator_may_withdraw_an_officer_s_note_and_another_way_round_not(act):
    act(**TYPED)
    assert "Why it is withdrawn" in act("administrator", **TYPED).text
    refused = act("officer", act="withdraw", note=str(newest().pk), why="-")
    assert Note.objects.filter(withdrawn_at=None).count() == 2
    assert refused.text.count("Why it is withdrawn") == 1


def test_hostile_text_is_shown_as_text(as_role):
    """Read without the inspection, which would take these braces for a slip of ours."""
    as_role("officer").post(NOTES, {**TYPED, "text": HOSTILE})
    shown = b"&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt;"
    for page in (NEET, NOTES, f"{NOTES}?replace={newest().pk}"):
        content = as_role("officer").get(page).content
        assert b"<script>alert" not in content
        assert shown in content
        assert b"{{ 7|add:7 }}" in content


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"text": ""}, "Write what there is to know"),
        ({"text": " \n "}, "Write what there is to know"),
        ({"text": "é" * 2001}, "at most 2,000 characters"),
        ({"period": "2031-32"}, "Choose a period that has a figure"),
        ({"text": "a\x00b"}, "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_used_is_named_and_nothing_typed_is_lost(
    visit: Visit, changed: dict[str, str], says: str
):
    typed = {**TYPED, **changed}
    page = visit(NOTES, "officer", status=422, post=typed)
    assert "There is a problem" in page.text
    assert says in page.text
    if "\x00" not in typed["text"]:
        assert typed["text"].strip() in page.main.all("textarea")[0].text
    assert not Note.objects.exists()


@pytest.mark.parametrize("number", ["0", "999999", "one", "-1", "9" * 30, "²"])
def test_a_forged_note_is_not_found(visit: Visit, number: str):
    for typed in ({"act": "withdraw", "note": number, "why": "-"}, {**TYPED, "replaces": number}):
        page = visit(NOTES, "officer", status=404, post=typed)
        assert "There is no such note" in page.text


def test_another_indicator_s_note_is_not_changed_from_here(act, visit: Visit):
    act(**TYPED)
    elsewhere = "/indicators/care-leavers-eet/notes/"
    typed = {"act": "withdraw", "note": str(newest().pk), "why": "-"}
    visit(elsewhere, "officer", status=404, post=typed)
    assert newest().withdrawn_at is None


@pytest.mark.parametrize("query", ["?area=Essex", "?as_of=2017-02-01"])
def test_only_for_the_council_s_own_area_and_today(visit: Visit, query: str):
    assert "Write a note" not in visit(f"{NEET}{query}", "officer").text
    visit(f"{NOTES}{query}", "officer", status=400, post=TYPED)
    assert not Note.objects.exists()


def test_the_author_and_the_day_are_never_what_a_post_says(act):
    act(**TYPED, by="1", at="2001-01-01", withdrawn_by="1", kind="commentary")
    note = newest()
    assert (note.by.username, note.kind) == ("officer", "annotation")
    assert note.at.year >= 2026


def test_an_indicator_without_a_figure_takes_a_note_as_well(visit: Visit, as_role):
    address = "/indicators/adoption-days-order-to-match/"
    assert "Write a note" in visit(address, "officer").text
    as_role("officer").post(f"{address}notes/", {"act": "write", "text": "We begin in June."})
    assert "We begin in June." in visit(address).text
