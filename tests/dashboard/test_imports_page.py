"""Bringing official statistics in through the pages: who may, what they say, what they refuse."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators.importing.models import Piece, Upload, Withdrawal
from indicators.ledger.models import Batch
from tests.importing import ees_files
from tests.importing.ees_files import ENGLAND, WORCESTERSHIRE, text_of
from tests.importing.packing import PNG, WORKBOOK, bomb, file, packed

NEW = "/imports/new/"
MAPPING = b"""\
period = "financial year"

[[figures]]
indicator = "ees-made-up"
value = "leavers"
[figures.reference]
name = "Made up"
unit = "count"
"""
HOSTILE = "<script>alert(1)</script>"


def release(*counts: str) -> bytes:
    places = (ENGLAND, WORCESTERSHIRE)
    rows = [ees_files.row(p, leavers=count) for p, count in zip(places, counts, strict=True)]
    return text_of(rows).encode()


def given(*files, kind="ees", **more):
    return {"kind": kind, "files": [file(*one) for one in files], **more}


@pytest.fixture
def uploaded(as_role):
    """An upload of two figures, as an officer has just handed it in."""

    def upload(*counts: str, mapping: bytes = MAPPING) -> Upload:
        files = (("made-up.csv", release(*(counts or ("30000", "351")))), ("m.toml", mapping))
        answer = as_role("officer").post(NEW, given(*files))
        assert answer.status_code == 302, answer.content.decode()
        return Upload.objects.get(pk=answer["Location"].split("/")[-2])

    return upload


def tick() -> None:
    call_command("tick", only="imports", stdout=StringIO(), stderr=StringIO())


def address(upload: Upload) -> str:
    return f"/imports/{upload.pk}/"


@pytest.fixture
def imported(uploaded, as_role):
    upload = uploaded()
    tick()
    as_role("officer").post(address(upload), {"act": "confirm"})
    tick()
    upload.refresh_from_db()
    return upload


def test_from_files_to_a_batch(uploaded, visit, as_role):
    upload = uploaded()
    waiting = visit(address(upload), "officer")
    assert "It begins in a moment, and within a minute in any case." in waiting.text
    assert waiting.links["See how far it is now"] == address(upload)
    assert "made-up.csv" in visit("/imports/", "officer").text

    tick()
    looked = visit(address(upload), "officer")
    assert "Figures read 2" in " ".join(looked.text.split())
    assert "Import 2 figures" in looked.text
    assert not Batch.objects.filter(file_name="made-up.csv").exists()

    assert as_role("officer").post(address(upload), {"act": "confirm"}).status_code == 302
    assert "Waits to be imported" in visit(address(upload), "officer").text
    tick()
    done = visit(address(upload), "officer")
    assert done.h1 == "Imported"
    upload.refresh_from_db()
    assert done.links["The batch, and how to withdraw it"] == f"/imports/batches/{upload.batch_id}/"
    assert "made-up.csv" in visit("/imports/", "viewer").text


def test_progress_is_said_in_figures_and_in_seconds(uploaded, visit):
    upload = uploaded()
    now = {"state": "looking", "begun_at": timezone.now(), "seen_at": timezone.now()}
    Upload.objects.update(**now)
    assert "compared with what is here: since 1 second" in visit(address(upload), "officer").text
    Upload.objects.update(rows_done=12000)
    assert "12,000 figures so far" in visit(address(upload), "officer").text
    Upload.objects.update(state="writing", rows_done=0, rows=641070)
    writing = visit(address(upload), "officer")
    assert "641,070 figures are being written all at once" in writing.text
    Upload.objects.update(rows_done=320535)
    page = visit(address(upload), "officer")
    assert "320,535 of 641,070 figures are written." in page.text
    bar = page.main.all("progress")[0]
    assert (bar.get("value"), bar.get("max")) == ("320535", "641070")


def test_a_preview_lists_what_would_be_revised(imported, uploaded, visit):
    upload = uploaded("30000", "352")
    tick()
    page = visit(address(upload), "officer")
    assert "What would be revised" in page.text
    row = " ".join(page.main.all("tbody")[0].text.split())
    assert row == "Made up Worcestershire 2024-25 351 352"
    assert "Import 1 figure" in page.text


def test_files_that_were_imported_can_only_be_dropped(imported, uploaded, visit, as_role):
    upload = uploaded()
    tick()
    page = visit(address(upload), "officer")
    assert "These files were imported before" in page.text
    assert [one.text for one in page.main.all("button")] == ["Drop this upload"]
    as_role("officer").post(address(upload), {"act": "confirm"})
    assert Upload.objects.get(pk=upload.pk).state == "looked-at"


def test_faults_are_listed_and_nothing_is_imported(uploaded, visit):
    upload = uploaded(mapping=MAPPING.replace(b"leavers", HOSTILE.encode()))
    tick()
    page = visit(address(upload), "officer")
    assert page.title.startswith("Error: ")
    assert "Nothing was imported" in page.text
    assert HOSTILE in page.text  # as text: the inspector looks for the element
    assert not page.main.all("script")


def test_an_upload_is_dropped_with_its_files(uploaded, as_role, visit):
    upload = uploaded()
    tick()
    assert as_role("officer2").post(address(upload), {"act": "drop"})["Location"] == "/imports/"
    assert not Piece.objects.exists()
    assert visit(address(upload), "officer").h1 == "Dropped"
    assert as_role("officer").post(address(upload), {"act": "confirm"}).status_code == 302
    assert Upload.objects.get().state == "dropped"


REFUSED = {
    "nothing": ([], "Choose the files"),
    "a picture": ([("figures.xlsx", PNG)], "figures.xlsx is a picture, whatever its name says"),
    "a bomb": ([("codes.xlsx", bomb())], "Nothing of it was opened"),
    "macros": (
        [("codes.xlsx", packed({**WORKBOOK, "xl/vbaProject.bin": b"-"}))],
        "codes.xlsx holds macros",
    ),
    "another kind": ([("figures.exe", b"MZ")], "is no file that can be read here"),
    "one twice": ([("a.csv", b"a"), ("a.csv", b"b")], "There are two files a.csv"),
    "too many": ([(f"{n}.csv", b"a") for n in range(6)], "Choose 5 files at most"),
    "a long name": ([("n" * 150 + ".csv", b"a")], "has too long a name"),
    "a hostile name": ([("<b>.exe", b"MZ")], "<b>.exe is no file that can be read here"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_files_that_are_refused_at_once(visit, case):
    files, says = REFUSED[case]
    page = visit(NEW, "officer", status=422, post=given(*files))
    assert says in page.text
    assert page.title.startswith("Error: ")
    assert not Upload.objects.exists()


def test_an_empty_file(visit):
    page = visit(NEW, "officer", status=422, post=given(("a.csv", b"")))
    assert "a.csv is empty" in page.text


def test_sixty_megabytes_of_rubbish(visit):
    rubbish = given(("rubbish.csv", b"\xa5" * 60_000_000), ("good.csv", b"a,b\n"))
    page = visit(NEW, "officer", status=422, post=rubbish)
    assert "rubbish.csv is larger than 50 MB" in page.text
    assert not Upload.objects.exists()


def test_far_too_much_is_not_even_read(settings, as_role):
    settings.MAX_UPLOAD_MB = 1
    answer = as_role("officer").post(NEW, given(("rubbish.csv", b"\xa5" * 7_000_000)))
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("day", "says"),
    [("2999-01-01", "This day is in the future"), ("soon", "Write the day like 2026-03-31")],
)
def test_a_day_that_cannot_be(visit, day, says):
    page = visit(NEW, "officer", status=422, post=given(("a.csv", b"a"), known_on=day))
    assert says in page.text


def test_the_day_of_publication_is_that_of_the_batch(as_role):
    files = (("made-up.csv", release("30000", "351")), ("m.toml", MAPPING))
    as_role("officer").post(NEW, given(*files, known_on="2026-03-31"))
    tick()
    upload = Upload.objects.get()
    as_role("officer").post(address(upload), {"act": "confirm"})
    tick()
    upload.refresh_from_db()
    assert str(upload.batch.known_on) == "2026-03-31"


@pytest.mark.parametrize("role", ["viewer", "approver", "partner"])
def test_only_officers_and_administrators_import(uploaded, imported, visit, role):
    upload = uploaded()
    for post in (None, {"act": "confirm"}):
        refused = visit(address(upload), role, status=403, post=post)
        assert "you need the role administrator or officer" in refused.text
    visit(NEW, role, status=403)
    visit(NEW, role, status=403, post=given(("a.csv", b"a")))
    batch = f"/imports/batches/{imported.batch_id}/"
    visit(batch, role, status=403, post={"act": "withdraw", "why": "-"})
    assert not Withdrawal.objects.exists()
    if role != "partner":
        page = visit("/imports/", role)
        assert "Import figures" not in page.text
        assert "Withdraw this batch" not in visit(batch, role).text


@pytest.mark.parametrize("path", ["/imports/", "/imports/batches/1/"])
def test_partners_read_no_imports(visit, path):
    assert "the council’s own people" in visit(path, "partner", status=403).text.replace("'", "’")


@pytest.mark.parametrize("path", ["/imports/999/", "/imports/batches/999999/"])
def test_what_is_not_there(visit, path):
    assert visit(path, "officer", status=404).links["All imports"] == "/imports/"


def test_a_batch_is_withdrawn_in_two_steps(imported, visit, as_role):
    path = f"/imports/batches/{imported.batch_id}/"
    empty = visit(path, "officer", status=422, post={"act": "ask", "why": " "})
    assert "Say why the batch is withdrawn." in empty.text

    asked = as_role("officer").post(path, {"act": "ask", "why": f"Wrong. {HOSTILE}"})
    text = " ".join(asked.content.decode().split())
    assert "Are gone: nothing was known before</dt> <dd" in text
    assert HOSTILE not in text
    assert not Withdrawal.objects.exists()

    as_role("officer").post(path, {"act": "withdraw", "why": "A wrong file."})
    assert "Being withdrawn" in visit(path, "officer").text
    assert "See what would happen" not in visit(path, "officer").text
    twice = visit(path, "officer", status=422, post={"act": "withdraw", "why": "Again."})
    assert "being withdrawn already" in twice.text
    tick()
    done = visit(path, "viewer").text
    assert "0 say what they said before, 2 are gone" in done
    assert "A wrong file." in done
    assert "Withdrawn" in visit("/imports/", "viewer").text


def test_the_pages_ask_as_often_for_many_as_for_few(uploaded, imported, as_role):
    def asked(path: str) -> int:
        browser = as_role("officer")
        browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).status_code == 200
        return len(queries)

    few = uploaded()
    before = asked("/imports/"), asked(address(few))
    for _ in range(4):
        uploaded()
    assert (asked("/imports/"), asked(address(few))) == before


def test_no_web_process_carries_what_reads_the_files():
    """In a process of its own, as the tests load them all."""
    import subprocess
    import sys

    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings';"
        "django.setup(); import config.urls, dashboard.views.imports, dashboard.views.batch;"
        "print([m for m in ('pyarrow', 'openpyxl', 'indicators.importing.lait') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
