"""The work that waits: looked through, imported, withdrawn, or refused with every fault."""

from pathlib import Path

import pytest
from django.core.management import call_command

from indicators.importing import uploads, work
from indicators.importing.models import Kind, Piece, Upload, Withdrawal
from indicators.importing.uploads import Given
from indicators.ledger.models import Batch, Observation
from indicators.ledger.verification import verify
from indicators.ledger.withdrawing import would_withdraw
from tests.builders import make_user
from tests.importing.ees_files import DUDLEY, row, text_of
from tests.importing.packing import packed
from tests.importing.working import MAPPING, release

LONG = "Short Desc,Years,LA and Regions,Values,LA Number\n"
pytestmark = pytest.mark.usefixtures("neet")


@pytest.fixture
def officer(db):
    return make_user("officer")


def looked_through(officer, kind=Kind.EES, **files):
    """What became of these files; their names say "." as "__"."""
    given = [Given(name.replace("__", "."), [_bytes(text)]) for name, text in files.items()]
    upload = uploads.receive(kind, given, by=officer)
    call_command("tick", only="imports")
    upload.refresh_from_db()
    return upload


def _bytes(text):
    return text if isinstance(text, bytes) else text.encode()


def imported(officer, text):
    upload = looked_through(officer, leavers__csv=text, leavers__toml=MAPPING)
    uploads.confirm(upload, by=officer)
    work.tick()
    upload.refresh_from_db()
    return upload


def test_a_look_counts_and_writes_nothing(officer):
    upload = looked_through(officer, leavers__csv=release("45", "30"), leavers__toml=MAPPING)
    assert upload.state == "looked-at"
    said = upload.report
    assert (said["rows"], said["new"], said["changed"], said["unchanged"]) == (3, 3, 0, 0)
    assert upload.rows == 3
    assert not Observation.objects.exists()
    assert Piece.objects.exists()


def test_what_is_confirmed_becomes_a_batch(officer):
    upload = imported(officer, release("45", "30"))
    assert upload.state == "done"
    assert (upload.batch.rows, upload.batch.by, upload.rows_done) == (3, officer, 3)
    assert not Piece.objects.exists()
    assert verify().faults == []


def test_a_look_lists_what_would_be_revised(officer):
    imported(officer, release("45", "30"))
    upload = looked_through(officer, leavers__csv=release("46", "30"), leavers__toml=MAPPING)
    assert (upload.report["changed"], upload.report["unchanged"]) == (1, 2)
    change = upload.report["changes"][0]
    assert (change["area"], change["period"]) == ("Worcestershire", "2024-25")
    assert (change["was"], change["now"]) == ("45", "46")


def test_a_look_lists_what_is_doubtful(officer):
    """England is 40, and no authority has more than 35."""
    upload = looked_through(officer, leavers__csv=release("35", "30"), leavers__toml=MAPPING)
    assert upload.report["doubtful"] == 1
    assert [(one["area"], one["now"]) for one in upload.report["doubts"]] == [("England", "40")]


def test_the_same_files_again_have_nothing_to_import(officer):
    imported(officer, release("45", "30"))
    upload = looked_through(officer, leavers__csv=release("45", "30"), leavers__toml=MAPPING)
    assert (upload.state, upload.is_known) == ("looked-at", True)


BAD = {
    "wrong columns": (Kind.LAIT, {"long__csv": "a,b\n1,2\n"}, "has no column Short Desc"),
    "two long files": (Kind.LAIT, {"a__csv": LONG, "b__csv": LONG}, "There is 2 long files"),
    "no long file": (Kind.LAIT, {"book__xlsx": packed({"x": b""})}, "There is no long file"),
    "mixed encodings": (
        Kind.LAIT,
        {"long__csv": LONG.encode() + "é,2020,Leeds,1,383\n".encode("latin-1")},
        "is not UTF-8 text",
    ),
    "no mapping": (Kind.EES, {"unknown__csv": release("45", "30")}, "mapping"),
    "two releases": (Kind.EES, {"a__csv": "a\n", "b__csv": "b\n"}, "one CSV file"),
    "a bad mapping": (
        Kind.EES,
        {"leavers__csv": release("45", "30"), "leavers__toml": "period = 3"},
        "period",
    ),
    "dates of birth": (
        Kind.EES,
        {
            "leavers__csv": text_of([row(activity="Total", dob="1.1.2010", leaver_percent="1")]),
            "leavers__toml": MAPPING,
        },
        "date of birth",
    ),
    "an unknown area": (
        Kind.EES,
        {
            "leavers__csv": text_of(
                [row((*DUDLEY[:6], "E99999999", "Nowhere"), activity="x", leaver_percent="1")]
            ),
            "leavers__toml": MAPPING,
        },
        "line 2, new_la_code: is “E99999999”",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_fail_with_their_faults_and_leave_nothing(officer, case):
    kind, files, says = BAD[case]
    upload = looked_through(officer, kind, **files)
    assert upload.state == "failed"
    assert says in " ".join(upload.faults)
    assert not Piece.objects.exists()
    assert not Batch.objects.exists()


def test_what_nobody_foresaw_is_told_and_written_nowhere(officer, monkeypatch):
    upload = looked_through(officer, leavers__csv=release("45", "30"), leavers__toml=MAPPING)
    uploads.confirm(upload, by=officer)

    def breaks(done: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("indicators.importing.kinds.report_of", breaks)
    said, failed = work.tick()
    upload.refresh_from_db()
    assert (said, failed) == ([], [f"upload {upload.pk} is failed."])
    assert "nobody foresaw" in upload.faults[0]
    assert not Observation.objects.exists()


def test_what_was_begun_three_times_in_vain_is_given_up(officer):
    upload = uploads.receive(Kind.EES, [Given("a.csv", [b"a"])], by=officer)
    Upload.objects.update(tries=3)
    work.tick()
    upload.refresh_from_db()
    assert upload.state == "failed"
    assert "begun 3 times" in upload.faults[0]


def test_no_file_stays_on_the_disk(officer, monkeypatch):
    folders = []

    class Noted(work.TemporaryDirectory):
        def __init__(self, **more):
            super().__init__(**more)
            folders.append(self.name)

    monkeypatch.setattr(work, "TemporaryDirectory", Noted)
    looked_through(officer, leavers__csv=release("45", "30"), leavers__toml=MAPPING)
    assert folders
    assert not any(Path(one).exists() for one in folders)


def test_a_batch_is_withdrawn_as_it_was_said_before(officer):
    imported(officer, release("45", "30"))
    later = imported(officer, release("46", "30")).batch
    first = Batch.objects.exclude(pk=later.pk).get()
    # Of the first batch's three figures one has been revised since; of the second's one figure
    # the value before comes back.
    for batch, says in ((first, (0, 2, 1)), (later, (1, 0, 0))):
        would = would_withdraw(batch)
        assert (would.restored, would.gone, would.left) == says
    asked = uploads.withdraw(later, "A wrong file.", by=officer)
    work.tick()
    asked.refresh_from_db()
    assert asked.state == "done"
    assert asked.report == {"restored": 1, "gone": 0, "left": 0}
    now = Observation.objects.get(is_current=True, area__code="E10000034")
    assert (now.value, now.revision) == (45, 3)
    assert verify().faults == []


def test_what_would_be_withdrawn_is_what_is(officer):
    batch = imported(officer, release("45", "30")).batch
    would = would_withdraw(batch)
    uploads.withdraw(batch, "A wrong file.", by=officer)
    work.tick()
    assert Withdrawal.objects.get().report == {
        "restored": would.restored,
        "gone": would.gone,
        "left": would.left,
    }
    assert would.gone == 3


def test_a_batch_is_withdrawn_once(officer):
    batch = imported(officer, release("45", "30")).batch
    with pytest.raises(uploads.RefusedError, match="Say why"):
        uploads.withdraw(batch, " ", by=officer)
    uploads.withdraw(batch, "A wrong file.", by=officer)
    with pytest.raises(uploads.RefusedError, match="being withdrawn already"):
        uploads.withdraw(batch, "A wrong file.", by=officer)
    work.tick()
    batch.refresh_from_db()
    with pytest.raises(uploads.RefusedError, match="has been withdrawn already"):
        uploads.withdraw(batch, "A wrong file.", by=officer)


