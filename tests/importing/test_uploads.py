"""An upload's way: who may do what to it, from which state, and what becomes of its files."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from indicators import starting
from indicators.importing import uploads
from indicators.importing.models import Kind, Piece, Upload
from indicators.importing.moves import LEASE, MEANWHILE, free, move, take
from indicators.importing.states import Act, State, leads_to
from indicators.importing.uploads import Given
from indicators.refusal import RefusedError
from tests.builders import make_user

# Each state's ways out, as the brief has them.
WAYS = {
    "uploaded": {"take": "looking", "drop": "dropped"},
    "looking": {"take": "looking", "show": "looked-at", "fail": "failed"},
    "looked-at": {"confirm": "confirmed", "drop": "dropped"},
    "confirmed": {"take": "writing", "drop": "dropped"},
    "writing": {"take": "writing", "finish": "done", "fail": "failed"},
    "done": {},
    "failed": {},
    "dropped": {},
}


@pytest.fixture
def officer(db):
    return make_user("officer")


def receive(officer, *files, **more):
    given = files or (Given("long.csv", [b"a,b\n"]),)
    return uploads.receive(Kind.EES, given, by=officer, **more)


def in_state(officer, state):
    upload = receive(officer)
    Upload.objects.filter(pk=upload.pk).update(state=state)
    upload.refresh_from_db()
    return upload


def test_every_way_and_no_other():
    for state, act in product(State, Act):
        assert leads_to(state, act) == WAYS[state].get(act), (state, act)


@pytest.mark.parametrize("state", WAYS)
@pytest.mark.parametrize("act", list(Act))
def test_a_row_moves_only_as_the_table_says(officer, state, act):
    upload = in_state(officer, state)
    there = WAYS[state].get(act)
    if there is None:
        with pytest.raises(RefusedError):
            move(upload, act)
    else:
        move(upload, act)
    upload.refresh_from_db()
    assert upload.state == (there or state)
    assert (upload.over_at is not None) == (there in ("done", "failed", "dropped"))


def test_a_row_that_was_read_before_somebody_moved_it_does_not_move(officer):
    upload = in_state(officer, "looked-at")
    mine, theirs = Upload.objects.get(), Upload.objects.get()
    uploads.confirm(theirs, by=officer)
    with pytest.raises(RefusedError, match="Somebody else"):
        uploads.drop(mine, by=officer)
    upload.refresh_from_db()
    assert upload.state == "confirmed"


def test_one_of_two_takes_it(officer):
    receive(officer)
    mine, theirs = Upload.objects.get(), Upload.objects.get()
    assert (take(theirs), take(mine)) == (True, False)
    assert Upload.objects.get().tries == 1


def test_work_is_free_while_it_waits_and_when_its_process_has_gone_silent(officer):
    upload = receive(officer)
    assert Upload.objects.filter(free()).exists()
    take(upload)
    assert not Upload.objects.filter(free()).exists()
    Upload.objects.update(seen_at=timezone.now() - LEASE - timedelta(seconds=1))
    assert Upload.objects.filter(free()).exists()


def test_a_process_whose_claim_was_taken_over_can_finish_nothing(officer):
    slow = in_state(officer, "confirmed")
    take(slow)
    Upload.objects.update(seen_at=timezone.now() - 2 * LEASE)
    assert take(Upload.objects.get())
    with pytest.raises(RefusedError, match=MEANWHILE):
        move(slow, Act.FINISH)


def test_a_file_comes_back_as_it_was(officer):
    parts = [bytes([number]) * 700_000 for number in range(5)]
    upload = receive(officer, Given("long.csv", parts))
    file = upload.files.get()
    assert b"".join(uploads.pieces_of(file)) == b"".join(parts)
    assert (file.size, file.pieces.count()) == (3_500_000, 4)


def test_files_are_deleted_when_it_is_dropped(officer):
    upload = receive(officer)
    uploads.drop(upload, by=officer)
    assert not Piece.objects.exists()
    assert upload.files.get().name == "long.csv"


def test_what_was_imported_before_is_not_confirmed(officer):
    upload = in_state(officer, "looked-at")
    upload.report = {"is_known": True}
    with pytest.raises(RefusedError, match="imported before"):
        uploads.confirm(upload, by=officer)


@pytest.mark.parametrize("state", ["uploaded", "looked-at", "confirmed"])
@pytest.mark.parametrize(("days", "forgotten"), [(6.9, 0), (7.1, 1)])
def test_what_nobody_goes_on_with_is_dropped_after_a_week(officer, state, days, forgotten):
    in_state(officer, state)
    now = timezone.now() + timedelta(days=days)
    assert uploads.drop_forgotten(now) == forgotten
    assert Piece.objects.exists() is not bool(forgotten)


@pytest.mark.parametrize("state", ["looking", "writing", "done", "failed"])
def test_what_is_at_work_or_over_is_never_forgotten(officer, state):
    in_state(officer, state)
    assert uploads.drop_forgotten(timezone.now() + timedelta(days=30)) == 0


@pytest.mark.parametrize("role", ["viewer", "approver", "partner"])
def test_only_officers_and_administrators(officer, role):
    other, upload = make_user(role, name="other"), in_state(officer, "looked-at")
    for act in (
        lambda: receive(other),
        lambda: uploads.confirm(upload, by=other),
        lambda: uploads.drop(upload, by=other),
    ):
        with pytest.raises(PermissionDenied, match="administrator or officer"):
            act()
    assert Upload.objects.get().state == "looked-at"


def test_work_that_cannot_be_started_beside_the_site_waits_for_tick(settings, monkeypatch):
    def refuses(*command: object, **more: object) -> None:
        raise OSError("no process left")

    settings.START_WORK = True
    monkeypatch.setattr("indicators.starting.subprocess.Popen", refuses)
    assert starting.start("imports") is False
