"""What the editions of a meeting's papers say: of one moment, each for its own readers."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.utils import timezone

from accounts.models import User
from dashboard.packs.despatching import despatch
from dashboard.packs.freezing import editions, preview
from dashboard.packs.pack import Pack, dumps, loads
from dashboard.packs.page import page
from dashboard.packs.pdf import pdf
from dashboard.packs.words import NOTHING_CHOSEN
from dashboard.packs.workbook import workbook
from improvement.boards.models import Board, Edition, Kind, Meeting
from improvement.boards.verbs import calling, recording, remarks
from improvement.boards.verbs.agenda import change_item, move_item, remove_item
from indicators.areas.lookup import find
from indicators.catalogue.models import Indicator
from tests.dashboard.markup import read
from tests.packs.paper_reader import squeezed, words

pytestmark = pytest.mark.django_db

NEET = "care-leavers-neet"
SMALL = range(1, 6)


@pytest.fixture
def clerk(db: None) -> User:
    return User.objects.get(username="clerk")


def called(clerk: User, days: int = 0, area: str = "E10000034", **more: Any) -> Meeting:
    board = Board.objects.get(slug=more.get("board", "corporate-parenting-board"))
    day = timezone.localdate() + timedelta(days=days)
    return calling.call(board, find(area), day, by=clerk)


def item(meeting: Meeting, title: str) -> Any:
    return meeting.items.get(title=title)


def test_the_papers_follow_the_agenda(clerk: User):
    meeting = called(clerk)
    move_item(item(meeting, "Care leavers"), up=True, by=clerk)
    remove_item(item(meeting, "Health and school"), by=clerk)
    pack = preview(meeting, Kind.COUNCIL, by=clerk)
    assert [one.title for one in pack.agenda][:2] == [
        "Actions from the last meeting",
        "Young people's item",
    ]
    assert [one.title for one in pack.sections] == [
        "A settled home",
        "Care leavers",
        "A family for good",
    ]
    assert [one.slug for one in pack.sheets] == [
        slug for section in pack.sections for slug in section.slugs
    ]
    assert "dental-checks" not in {one.slug for one in pack.sheets}


def test_an_exempt_section_is_in_one_edition_only(clerk: User):
    meeting = called(clerk)
    change_item(item(meeting, "Care leavers"), title="Care leavers", exempt=True, by=clerk)
    frozen = editions(meeting, by=clerk, at=timezone.now())
    assert set(frozen) == {Kind.COUNCIL, Kind.EXEMPT, Kind.PUBLIC}
    assert NEET in {one.slug for one in frozen[Kind.EXEMPT].sheets}
    for kind in (Kind.COUNCIL, Kind.PUBLIC):
        body = dumps(frozen[kind])
        assert "Care leavers" not in body
        assert NEET not in body
        assert "Visits to the council" not in body  # the standing item is exempt as well
        assert [one.title for one in frozen[kind].agenda].count("Exempt item") == 2
        assert frozen[kind].left_out[0] == "2 exempt items, with any figures that belong to them."


def test_a_remark_goes_to_those_for_whom_it_is(clerk: User):
    meeting = called(clerk)
    neet = Indicator.objects.get(slug=NEET)
    moved = Indicator.objects.get(slug="three-or-more-placements")
    absent = Indicator.objects.get(slug="persistent-absence-looked-after")
    remarks.remark(meeting, neet, "Kept to ourselves.", by=clerk)
    remarks.remark(meeting, moved, "Two of them moved because of fires.", by=clerk, exempt=False)
    remarks.remark(meeting, absent, "The virtual school has a new head.", by=clerk, exempt=False)
    frozen = editions(meeting, by=clerk, at=timezone.now())
    assert _said(frozen[Kind.EXEMPT]) == {
        "Kept to ourselves.",
        "Two of them moved because of fires.",
        "The virtual school has a new head.",
    }
    assert "Kept to ourselves." not in dumps(frozen[Kind.COUNCIL])
    assert _said(frozen[Kind.PUBLIC]) == {"The virtual school has a new head."}
    assert "Two of them" not in dumps(frozen[Kind.PUBLIC])
    assert "1 remark in which a small number is named." in frozen[Kind.PUBLIC].left_out


def _said(pack: Pack) -> set[str]:
    return {words.text for one in pack.sheets for words in one.remarks}


def test_the_next_papers_tell_what_was_said_and_decided(clerk: User):
    first = called(clerk)
    neet = Indicator.objects.get(slug=NEET)
    remarks.remark(first, neet, "A virtual college opens.", by=clerk, exempt=False)
    despatch(first, by=clerk)
    recording.decide(
        item(first, "Care leavers"),
        "Offer each of them a mentor",
        owner="Head of care leavers",
        due=timezone.localdate() + timedelta(days=10),
        indicator=neet,
        by=clerk,
    )
    pack = preview(called(clerk, days=60), Kind.COUNCIL, by=clerk)
    before = pack.sheet(NEET).before
    assert before is not None
    assert before.held_on == timezone.localdate()
    assert before.headline.startswith("45% in 2024-25 (159 of 351)")
    assert [one.text for one in before.said] == ["A virtual college opens."]
    assert before.decisions[0].startswith("Offer each of them a mentor (Head of care leavers, by ")
    assert [(one.wording, one.meetings, one.overdue) for one in pack.brought] == [
        ("Offer each of them a mentor", 1, True)
    ]


def test_a_board_without_indicators_has_papers_with_an_agenda(clerk: User):
    Board.objects.filter(slug="corporate-parenting-board").update(body={})
    meeting = called(clerk)
    despatch(meeting, by=clerk)
    for edition in Edition.objects.filter(meeting=meeting):
        pack = loads(edition.body)
        assert pack.sheets == ()
        assert pdf(pack).startswith(b"%PDF")
        assert workbook(pack)
        assert NOTHING_CHOSEN in page(pack)


# The public edition, with the quarters of the training authority, which are the council's own


@pytest.fixture
def frozen(clerk: User) -> dict[Kind, Pack]:
    meeting = called(clerk, area="X99000001")
    return editions(meeting, by=clerk, at=timezone.now())


def test_nothing_small_is_in_the_public_edition(frozen: dict[Kind, Pack]):
    council, public = frozen[Kind.COUNCIL], frozen[Kind.PUBLIC]
    kept_back = 0
    for whole, shown in zip(council.sheets, public.sheets, strict=True):
        for row, open_row in zip(_people(whole), _people(shown), strict=True):
            small = [n for n in row if n in SMALL]
            if len(row) == 2 and row[1] - row[0] in SMALL:
                small.append(row[1] - row[0])
            if small:
                assert open_row == [], (whole.slug, row)
            kept_back += bool(row) and not open_row
        assert not shown.commentary
        assert not shown.notes
    assert kept_back > 0
    assert any("kept" in one or "so small" in one for one in public.left_out)


def _people(sheet: Any) -> list[list[int]]:
    """Numerator and denominator of each row of the table, as far as they stand there."""
    if sheet.chart is None:
        return []
    table = sheet.chart.table
    places = [n for n, one in enumerate(table.columns) if one.holds == "people"]
    counts = [n for n, one in enumerate(table.columns) if one.holds == "own"]
    wanted = places or (counts if sheet.chart.unit == "count" else [])
    return [[int(row[n]) for n in wanted if row[n] is not None] for row in table.numbers]


@pytest.mark.parametrize("kind", [Kind.COUNCIL, Kind.PUBLIC])
def test_page_pdf_and_workbook_say_what_was_frozen(
    frozen: dict[Kind, Pack], kind: Kind, tmp_path: Path
):
    pack = loads(dumps(frozen[kind]))
    assert pack == frozen[kind]
    rows = {tuple(row) for one in pack.sheets if one.chart for row in one.chart.table.rows}
    assert len(rows) > 100
    on_page = {tuple(cell.text for cell in row.children) for row in read(page(pack))[0].all("tr")}
    assert rows - on_page == set()
    printed = words(pdf(pack), tmp_path)
    assert [row for row in rows if squeezed("".join(row)) not in printed] == []
    book = openpyxl.load_workbook(BytesIO(workbook(pack)), read_only=True)
    numbers = {
        float(cell)
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, int | float)
    }
    exact = {
        float(number)
        for one in pack.sheets
        if one.chart
        for row in one.chart.table.numbers
        for number in row
        if number is not None
    }
    assert {n for n in exact if not any(abs(n - m) < 1e-9 for m in numbers)} == set()


def test_no_text_of_the_public_edition_has_a_number_that_is_kept_back(frozen: dict[Kind, Pack]):
    """Sentences are made from what is left: where the newest figure is hidden none tells it."""
    for whole, shown in zip(frozen[Kind.COUNCIL].sheets, frozen[Kind.PUBLIC].sheets, strict=True):
        if whole.value and not shown.value:
            assert "suppressed" in shown.headline
            assert whole.value not in shown.headline
            assert shown.children == ""
            assert shown.number is None
