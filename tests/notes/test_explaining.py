"""The one explanation of a figure: written, replaced by anybody, never lost to two at once."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.roles import Reader
from indicators.notes.explaining import ConflictError, Key, Subject, explain
from indicators.notes.models import Explained, Note
from indicators.notes.queries import explanations
from indicators.notes.verbs import replace, withdraw
from indicators.periods import Period
from indicators.refusal import RefusedError
from tests.builders import make_area, make_series, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]
YEAR = "2015-16"


@pytest.fixture
def officer():
    return make_user("officer")


def subject(period=YEAR, breakdown="total", **printed) -> Subject:
    return Subject(
        series=make_series(key="report", kind="report"),
        area=make_area(),
        period=Period.parse(period),
        breakdown=breakdown,
        **{"figure": "about 52", "twin": "44 in 2015-16", **printed},
    )


def standing(as_of=None, reader=Reader.COUNCIL) -> dict[str, str]:
    found = explanations(make_area(), as_of, reader)
    return {f"{key.period} {key.breakdown}": note.text for key, note in found.items()}


def test_it_says_who_when_of_what_and_for_which_numbers(officer):
    note = explain(subject(), "The report counts orders.", by=officer, seen=None)
    assert (note.kind, note.by, str(note.period)) == ("explanation", officer, YEAR)
    assert (note.explained.figure, note.explained.twin) == ("about 52", "44 in 2015-16")
    key = Key(subject().series.pk, Period.parse(YEAR), "total")
    assert explanations(make_area(), None, Reader.COUNCIL) == {key: note}


def test_another_officer_replaces_it_and_the_first_stays_in_the_history(officer):
    first = explain(subject(), "first", by=officer, seen=None)
    other = make_user("officer", name="other")
    second = explain(subject(), "second", by=other, seen=first.pk)
    assert second.replaces == first
    assert standing() == {f"{YEAR} total": "second"}
    assert Note.objects.count() == 2


@pytest.mark.parametrize("seen_first", [True, False])
def test_two_at_once_are_a_conflict_and_nothing_is_overwritten(officer, seen_first):
    """Both had the same page before them; the second to save is told."""
    before = explain(subject(), "before", by=officer, seen=None).pk if seen_first else None
    explain(subject(), "mine", by=officer, seen=before)
    with pytest.raises(ConflictError, match="in the meantime"):
        explain(subject(), "theirs", by=make_user("officer", name="other"), seen=before)
    assert standing() == {f"{YEAR} total": "mine"}


def test_one_that_was_withdrawn_in_the_meantime_is_a_conflict_too(officer):
    first = explain(subject(), "first", by=officer, seen=None)
    withdraw(first, by=officer, why="Names a child.")
    assert standing() == {}
    with pytest.raises(ConflictError):
        explain(subject(), "second", by=officer, seen=first.pk)
    explain(subject(), "third", by=officer, seen=None)
    assert standing() == {f"{YEAR} total": "third"}


def test_the_database_itself_keeps_one_standing(officer):
    explain(subject(), "first", by=officer, seen=None)
    stray = Note.objects.create(
        indicator=subject().series.indicator,
        area=make_area(),
        kind=Note.Kind.EXPLANATION,
        text="stray",
        by=officer,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Explained.objects.create(note=stray, figure="1", twin="2", **subject().identity)


def test_each_figure_has_its_own(officer):
    for period, breakdown in (("2015-16", "total"), ("2016-17", "total"), ("2015-16", "age: 16")):
        one = subject(period, breakdown)
        explain(one, f"of {period} {breakdown}", by=officer, seen=None)
    assert standing() == {
        "2015-16 total": "of 2015-16 total",
        "2016-17 total": "of 2016-17 total",
        "2015-16 age: 16": "of 2015-16 age: 16",
    }


def test_an_earlier_day_has_what_stood_at_its_end(officer):
    def on(day):
        return time_machine.travel(datetime(2026, 3, day, 12, tzinfo=UTC), tick=False)

    with on(2):
        first = explain(subject(), "first", by=officer, seen=None)
    with on(4):
        second = explain(subject(), "second", by=officer, seen=first.pk)
    with on(6):
        withdraw(second, by=officer, why="Wrong.")
    told = {day: list(standing(date(2026, 3, day)).values()) for day in (1, 2, 3, 4, 5, 6)}
    assert told == {1: [], 2: ["first"], 3: ["first"], 4: ["second"], 5: ["second"], 6: []}


@pytest.mark.parametrize("reader", [Reader.PARTNER, Reader.PUBLIC])
def test_nobody_outside_the_council_reads_it(officer, reader):
    explain(subject(), "first", by=officer, seen=None)
    assert standing(reader=reader) == {}


@pytest.mark.parametrize("roles", [(), ("viewer",), ("approver",), ("partner",)])
def test_other_roles_are_refused(roles):
    with pytest.raises(PermissionDenied, match="need the role administrator or officer"):
        explain(subject(), "-", by=make_user(*roles, name="someone"), seen=None)
    assert not Note.objects.exists()


def test_the_verb_for_notes_leaves_explanations_alone(officer):
    first = explain(subject(), "first", by=officer, seen=None)
    with pytest.raises(RefusedError, match="in the reconciliation"):
        replace(first, "second", by=officer)
    assert standing() == {f"{YEAR} total": "first"}


def test_no_words_are_no_explanation_and_leave_the_other_standing(officer):
    first = explain(subject(), "first", by=officer, seen=None)
    with pytest.raises(RefusedError, match="Write what there is to know"):
        explain(subject(), " \n", by=officer, seen=first.pk)
    assert standing() == {f"{YEAR} total": "first"}
