"""Writing, replacing and withdrawing notes: what is kept, refused, and by whom."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from indicators.notes.models import Note
from indicators.notes.verbs import replace, withdraw, write
from indicators.periods import Period
from indicators.refusal import RefusedError
from tests.builders import make_area, make_indicator, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def officer():
    return make_user("officer")


def note(by, text="Two teams were merged.", **more):
    return write(make_indicator(), make_area(), text, by=by, **more)


def test_a_note_says_who_when_and_about_what(officer):
    written = note(officer, period=Period.parse("2024-25"))
    kept = Note.objects.get()
    assert kept == written
    assert (kept.text, kept.by, kept.kind) == ("Two teams were merged.", officer, "annotation")
    assert str(kept.period) == "2024-25"
    assert kept.at is not None
    assert note(officer).period is None


def test_a_better_wording_leaves_the_first_one_as_it_was(officer):
    first = note(officer)
    second = replace(first, "Three teams were merged.", by=officer)
    assert second.replaces == first
    assert set(Note.objects.values_list("text", flat=True)) == {
        "Two teams were merged.",
        "Three teams were merged.",
    }


def test_withdrawing_says_who_and_why_and_keeps_the_text(officer):
    withdraw(note(officer), by=officer, why=" Wrong year. ")
    kept = Note.objects.get()
    assert (kept.withdrawn_by, kept.withdrawn_why) == (officer, "Wrong year.")
    assert kept.text == "Two teams were merged."


def test_nothing_happens_twice(officer):
    first = note(officer)
    second = replace(first, "Better.", by=officer)
    for act in (
        lambda: replace(first, "Again.", by=officer),
        lambda: withdraw(first, by=officer, why="-"),
    ):
        with pytest.raises(RefusedError, match="replaced already"):
            act()
    withdraw(second, by=officer, why="-")
    for act in (
        lambda: replace(second, "Again.", by=officer),
        lambda: withdraw(second, by=officer, why="-"),
    ):
        with pytest.raises(RefusedError, match="withdrawn already"):
            act()
    assert Note.objects.count() == 2


@pytest.mark.parametrize("roles", [(), ("viewer",), ("approver",), ("partner",)])
def test_other_roles_are_refused(roles, officer):
    stranger, written = make_user(*roles, name="someone"), note(officer)
    for act in (
        lambda: note(stranger),
        lambda: replace(written, "-", by=stranger),
        lambda: withdraw(written, by=stranger, why="-"),
    ):
        with pytest.raises(PermissionDenied, match="need the role administrator or officer"):
            act()
    assert Note.objects.get().withdrawn_at is None


def test_another_officer_s_note_is_not_theirs_to_change(officer):
    other, administrator = make_user("officer", name="other"), make_user("administrator")
    written = note(officer)
    for act in (
        lambda: replace(written, "-", by=other),
        lambda: withdraw(written, by=other, why="-"),
    ):
        with pytest.raises(RefusedError, match="Only its author or an administrator"):
            act()
    withdraw(written, by=administrator, why="Names a child.")
    assert Note.objects.get().withdrawn_by == administrator


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b\u200d", "\x00"])
def test_a_note_without_words_is_refused(officer, text):
    with pytest.raises(RefusedError, match="Write what there is to know"):
        note(officer, text)


def test_two_thousand_characters_and_no_more(officer):
    assert len(note(officer, "é" * 2000).text) == 2000
    with pytest.raises(RefusedError, match="at most 2,000 characters"):
        note(officer, "é" * 2001)


def test_withdrawing_needs_a_reason(officer):
    with pytest.raises(RefusedError, match="Say why"):
        withdraw(note(officer), by=officer, why="  ")


def test_lines_stay_and_unseen_characters_go(officer):
    assert note(officer, "one\r\ntwo\u202e\x00\tthree\xa0four").text == "one\ntwo three four"


def test_the_database_refuses_half_a_period_and_a_withdrawal_without_a_name(officer):
    note(officer)
    for broken in ({"period_kind": "day"}, {"withdrawn_why": "-"}, {"text": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Note.objects.update(**broken)
