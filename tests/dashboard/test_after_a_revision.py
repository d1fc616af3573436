"""After published figures are revised by an import, a board's papers are what they were.

Page, PDF and workbook come out byte for byte, and the meeting's page lists what was revised.
"""

import hashlib
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from dashboard.packs import work
from dashboard.packs.pack import loads
from dashboard.packs.page import page
from dashboard.packs.pdf import pdf
from dashboard.packs.workbook import workbook
from improvement.boards.models import Edition, Paper
from tests.dashboard.conftest import Visit

pytestmark = pytest.mark.django_db

BOARD = "/boards/corporate-parenting-board/"
FILE = "la_cla_placement_stability.csv"
# Of Worcestershire in the published file, and what a correction by its publisher might make of it.
REVISED = (
    ("Living with the same carer for at least 2 years,306,76", "298,74"),
    ("With 3 or more placements during the year,97,9", "108,10"),
)


@pytest.fixture
def meeting(as_role: Callable[[str], Client]) -> str:
    """The address of a meeting today whose papers the clerk has despatched, and which are made."""
    clerk = as_role("clerk")
    today = timezone.localdate().isoformat()
    address = f"{BOARD}meetings/{today}/"
    assert clerk.post(BOARD, {"held_on": today, "place": "Council chamber"}).status_code == 302
    assert clerk.post(f"{address}despatch/").status_code == 302
    call_command("tick", only="packs", stdout=StringIO())
    return address


def kept(client: Client, address: str) -> dict[str, str]:
    """The digest of every file that a reader is given."""
    found = {}
    for name in ("pack.pdf", "pack.xlsx"):
        for kind in ("council", "public", "exempt"):
            answer = client.get(f"{address}{name}?edition={kind}")
            assert answer.status_code == 200
            found[f"{name} {kind}"] = hashlib.sha256(answer.content).hexdigest()
    for kind in ("council", "public", "exempt"):
        text = client.get(f"{address}pack/?edition={kind}").content.decode()
        article = text[text.index("<article") : text.index("</article>")]
        found[f"page {kind}"] = hashlib.sha256(article.encode()).hexdigest()
    return found


def corrected(shared: Path, folder: Path) -> Path:
    """The published file with two of Worcestershire's newest figures said otherwise."""
    lines = (shared / "data/ees" / FILE).read_text("utf-8-sig").splitlines(keepends=True)
    for number, line in enumerate(lines):
        if not line.startswith("2025,") or ",E10000034," not in line:
            continue
        for was, now in REVISED:
            if line.rstrip().endswith(was):
                lines[number] = line.replace(",".join(was.rsplit(",", 2)[1:]), now)
    path = folder / FILE
    path.write_text("".join(lines), "utf-8")
    return path


def test_the_papers_stay_byte_for_byte_and_both_revisions_are_listed(
    meeting: str, as_role: Callable[[str], Client], visit: Visit, shared: Path, tmp_path: Path
):
    clerk = as_role("clerk")
    before = kept(clerk, meeting)
    assert len(before) == 9
    assert "No figure in these papers has been corrected." in visit(meeting, "clerk").text

    said = StringIO()
    call_command("import_ees", corrected(shared, tmp_path), by="officer", stdout=said)
    assert " 2 revised" in said.getvalue()

    assert kept(clerk, meeting) == before
    page = visit(meeting, "clerk")
    rows = [[cell.text for cell in row.children] for row in page.main.all("table")[0].all("tr")[1:]]
    today = f"{timezone.localdate():%-d %B %Y}"
    assert rows == [
        [
            "Three or more placements in the year % of children",
            "Worcestershire",
            "2024-25",
            "9 (97 of 1,036)",
            "10 (108 of 1,036)",
            today,
        ],
        [
            "Same placement for two years % of children",
            "Worcestershire",
            "31 Mar 2025",
            "76 (306 of 404)",
            "74 (298 of 404)",
            today,
        ],
    ]
    # The indicator's own page says what is known today.
    assert (
        "74% at 31 March 2025 (298 of 404)"
        in visit("/indicators/long-term-placement-stability/").text
    )


def test_the_papers_could_be_made_again_from_what_was_frozen(meeting: str):
    makers = {"page": lambda pack: page(pack).encode(), "pdf": pdf, "xlsx": workbook}
    for edition in Edition.objects.all():
        assert hashlib.sha256(edition.body.encode()).hexdigest() == edition.sha256
        for paper in Paper.objects.filter(edition=edition):
            again = makers[paper.form](loads(edition.body))
            assert hashlib.sha256(again).hexdigest() == paper.sha256, paper


def test_a_paper_that_cannot_be_made_keeps_no_other_back(
    as_role: Callable[[str], Client], visit: Visit, monkeypatch: pytest.MonkeyPatch
):
    clerk, today = as_role("clerk"), timezone.localdate().isoformat()
    address = f"{BOARD}meetings/{today}/"
    clerk.post(BOARD, {"held_on": today})
    clerk.post(f"{address}despatch/")
    with monkeypatch.context() as broken:
        broken.setitem(work.MAKERS, "xlsx", lambda pack: 1 / 0)
        for _ in range(4):
            call_command("tick", only="packs", stdout=StringIO(), stderr=StringIO())
    made = Paper.objects.filter(edition__meeting__held_on=today)
    assert {one.form for one in made.filter(made_at=None)} == {"xlsx"}
    assert {one.tries for one in made.filter(form="xlsx")} == {3}
    page = visit(f"{address}pack.xlsx", "clerk")
    assert "log says what it was" in page.text
    assert clerk.post(f"{address}pack.xlsx").status_code == 302  # try again
    call_command("tick", only="packs", stdout=StringIO())
    assert clerk.get(f"{address}pack.xlsx").content.startswith(b"PK")
