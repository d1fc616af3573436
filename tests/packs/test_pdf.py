"""The papers as PDF: every number of the pack, tags for those who listen, and always the same."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
import time_machine
from pikepdf import Pdf

from dashboard.packs.minutes import loads
from dashboard.packs.pack import Attention, Section, dumps
from dashboard.packs.pdf import minutes_pdf, pdf, press
from tests.packs.paper_reader import Tag, squeezed, tags, text, words
from tests.packs.papers import MINUTES_BODY, NEET, NO_FIGURE, PACK, REMARK

HOSTILE = (
    "#strong[x] *b* _i_ $x^2$ @ref <label> \\ `code` // no comment /* nor this */ ~ --",
    "<b>bold</b> <script>alert(1)</script> &amp; &lt; %s {{ x }} {% y %}",
    "= Not a heading",
    "- not a list\n+ nor this\n\n\nend",
    '#include "/etc/passwd" #{1+1} #read("x")',
)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf(PACK)


@pytest.fixture(scope="module")
def structure(printed: bytes) -> Tag:
    return tags(printed)


@pytest.fixture
def said(printed: bytes, tmp_path: Path) -> str:
    return words(printed, tmp_path)


# What a reader needs who does not see the page


def test_it_says_its_language_title_and_author(printed: bytes):
    document = Pdf.open(BytesIO(printed))
    assert document.Root.Lang == "en-GB"
    assert bool(document.Root.MarkInfo.Marked)
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    assert document.docinfo.Title == "Corporate parenting board, 26 November 2026"
    assert document.docinfo.Author == "Worcestershire County Council"
    assert b"<pdfuaid:part>1<" in document.Root.Metadata.read_bytes()


def test_headings_follow_the_agenda_and_leave_no_level_out(structure: Tag):
    found = [(int(one.name[1]), one.title) for one in structure.all("H1", "H2", "H3")]
    assert [title for level, title in found if level == 1] == [
        "What these papers are",
        "Contents",
        "Agenda",
        "Actions from earlier meetings",
        "What needs attention",
        "Scorecard",
        "Health",
        "Care leavers Exempt",
        "What each figure counts",
        "Glossary",
        "Where the figures come from",
        "What this edition leaves out",
    ]
    names = [title for level, title in found if level == 2]
    assert names[:2] == ["Health", "Care leavers Exempt"]  # of the scorecard
    numbered = [f"{n}. {one.name}" for n, one in enumerate(PACK.sheets, 1)]
    assert names[2:] == numbered * 2  # what is found, and what is counted
    levels = [level for level, _ in found]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_chart_is_said_in_words(structure: Tag):
    charts = [one.chart for one in PACK.sheets if one.chart]
    assert [one.alt for one in structure.all("Figure")] == [
        f"Chart. {chart.title} {chart.summary}" for chart in charts
    ]


def test_every_table_names_its_columns_and_its_rows(structure: Tag):
    tables = list(structure.all("Table"))
    charts = [one for one in PACK.sheets if one.chart]
    # Actions, one scorecard a section, a chart's table each, and those beside others; sources.
    assert len(tables) == 1 + 2 + len(charts) + 2 + 1
    for table in tables:
        heads = [one for head in table.all("THead") for one in head.inside[0].inside]
        assert {(one.name, one.scope) for one in heads} == {("TH", "/Column")}
        for row in [row for body in table.all("TBody") for row in body.inside]:
            first, *others = row.inside
            assert (first.name, first.scope) == ("TH", "/Row")
            assert {one.name for one in others} == {"TD"}
            assert len(row.inside) == len(heads)


def test_a_charts_table_has_every_row(structure: Tag):
    sizes = [
        (len(list(table.all("TR"))) - 1, len(table.inside[0].inside[0].inside))
        for table in structure.all("Table")
    ]
    for chart in (one.chart for one in PACK.sheets if one.chart):
        assert (len(chart.table.rows), len(chart.table.columns)) in sizes


def bookmarks(content: bytes) -> list[tuple[str, list[str]]]:
    with Pdf.open(BytesIO(content)).open_outline() as outline:
        return [(one.title, [two.title for two in one.children]) for one in outline.root]


def test_bookmarks_lead_to_every_part_and_indicator(printed: bytes):
    found = bookmarks(printed)
    assert ("Agenda", []) in found
    assert ("Scorecard", []) in found
    assert (
        "Care leavers Exempt",
        [f"3. {NEET.name}", f"4. {NO_FIGURE.name}"],
    ) in found


# The same numbers as everywhere


def test_every_row_of_every_chart_stands_in_its_table(said: str):
    for sheet in PACK.sheets:
        for row in sheet.chart.table.rows if sheet.chart else ():
            assert squeezed("".join(row)) in said


def test_the_drawing_keeps_its_words_as_text(said: str):
    for label in ("48% inspection", "Demonstration target 40%", "Similar"):
        assert squeezed(label) in said


def test_everything_that_is_said_of_an_indicator_is_printed(said: str):
    for sheet in PACK.sheets:
        sentences = [
            f"{sheet.value}{sheet.period}",
            sheet.name,
            sheet.word,
            sheet.headline,
            sheet.meaning,
            sheet.target,
            sheet.target_said,
            sheet.target_because,
            sheet.direction,
            sheet.direction_because,
            sheet.place,
            sheet.children,
            *(f"{one.name}{one.value}{one.period}{one.word}" for one in sheet.beside),
            *(one.because for one in sheet.beside),
            *(one.text for one in sheet.remarks),
            *sheet.quality,
            *(f"{title}{words}" for title, words in sheet.definition),
            *sheet.caveats,
            *sheet.sources,
        ]
        assert [one for one in sentences if squeezed(one) not in said] == []


def test_the_scorecard_has_figure_target_and_both_baselines_in_a_row(said: str):
    row = f"3.{NEET.name}{NEET.word}45%in2024-2540%39.5%41%No real change"
    assert squeezed(row) in said


def test_what_was_said_and_decided_last_time_stands_beside_the_figure(said: str):
    before = "15 September 2026: 51% in 2023-24. (Target missed)"
    assert (
        squeezed(f"{before} • Offer a mentor {REMARK.text} Head of service, 2 November 2026")
        in said
    )
    assert squeezed("Offer every care leaver a mentorHead of care leavers1 October 2026") in said
    assert "Overdue" in said


def test_the_cover_says_whose_papers_of_which_moment(said: str):
    for fact in (
        "Worcestershire County Council",
        "26 November 2026",
        "Council chamber, 10:00",
        "Figures as of 24 July 2026",
        "24 July 2026 at 15:56, by A. Clerk",  # summer time
        "Council edition",
    ):
        assert squeezed(fact) in said


def test_every_page_says_which_meeting_and_how_many_pages(printed: bytes, tmp_path: Path):
    pages = text(printed, tmp_path).rstrip("\f").split("\f")
    for number, page in enumerate(pages, 1):
        assert "Corporate parenting board, 26 November 2026 · Council edition" in page
        assert f"{number} of {len(pages)}" in page


def test_exempt_pages_are_marked_and_others_are_not(printed: bytes, tmp_path: Path):
    pages = text(printed, tmp_path).split("\f")
    neet = [page for page in pages if f"3. {NEET.name}\n" in page][-2]
    health = [page for page in pages if "1. Health assessments in time\n" in page][-2]
    assert "Exempt" in neet
    assert "Exempt" not in health


def test_a_public_edition_and_an_invented_authority_say_so_on_every_page(tmp_path: Path):
    pack = replace(PACK, kind="public", notice="Exampleshire is invented.")
    pages = text(pdf(pack), tmp_path).rstrip("\f").split("\f")
    assert "Small numbers are kept back" in pages[0]
    for page in pages:
        assert "Public edition" in page
        assert "Exampleshire is invented." in page


# The same bytes


def test_the_same_pack_gives_the_same_bytes_on_another_day(printed: bytes):
    with time_machine.travel(datetime(2031, 5, 1, tzinfo=UTC)):
        assert pdf(PACK) == printed


def test_the_same_pack_gives_the_same_bytes_in_another_process(printed: bytes, tmp_path: Path):
    (tmp_path / "pack.json").write_text(dumps(PACK))
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings';"
        "django.setup(); from dashboard.packs.pack import loads;"
        "from dashboard.packs.pdf import pdf; from pathlib import Path;"
        f"folder = Path({str(tmp_path)!r});"
        "(folder / 'made.pdf').write_bytes(pdf(loads((folder / 'pack.json').read_text())))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert (tmp_path / "made.pdf").read_bytes() == printed


# What is hard to print


@pytest.mark.parametrize("typed", HOSTILE)
def test_words_are_printed_as_they_were_typed(typed: str, tmp_path: Path):
    remark = replace(REMARK, text=typed, by=typed)
    sheet = replace(NEET, name=typed, headline=typed, remarks=(remark,), caveats=(typed,))
    pack = replace(
        PACK,
        sheets=(sheet,),
        sections=(Section(title=typed, question=typed, slugs=(sheet.slug,)),),
        left_out=(typed,),
    )
    # In the contents, on the scorecard, six times on the sheet, and at the end.
    assert words(pdf(pack), tmp_path).count(squeezed(typed)) >= 8


def test_a_sheet_without_a_figure_says_what_to_do(said: str):
    assert squeezed(NO_FIGURE.headline) in said


def test_a_board_without_anything_still_has_papers(tmp_path: Path):
    pack = replace(
        PACK,
        agenda=(),
        brought=(),
        attention=(),
        sections=(),
        sheets=(),
        glossary=(),
        sources=(),
        left_out=(),
    )
    said = words(pdf(pack), tmp_path)
    for sentence in (
        "No agenda was set",
        "No decision of an earlier meeting is open",
        "This board has chosen no indicators yet",
    ):
        assert squeezed(sentence) in said


def test_figures_outside_every_section_are_printed_too(tmp_path: Path):
    said = words(pdf(replace(PACK, sections=())), tmp_path)
    for sheet in PACK.sheets:
        assert squeezed(sheet.headline) in said


def test_a_name_that_no_line_can_hold_is_broken_and_stays_whole(tmp_path: Path):
    name = "Llanfair" * 40
    made = pdf(replace(PACK, sheets=(replace(NEET, name=name),), sections=()))
    assert name in words(made, tmp_path)


def test_a_long_table_repeats_its_heads_on_every_page(tmp_path: Path):
    chart = NEET.chart
    assert chart is not None
    rows = tuple((f"Row {n}", *("1",) * (len(chart.table.columns) - 1)) for n in range(120))
    long = replace(chart, table=replace(chart.table, rows=rows))
    made = pdf(replace(PACK, sheets=(replace(NEET, chart=long),), sections=()))
    pages = [page for page in text(made, tmp_path).split("\f") if "Row " in page]
    assert len(pages) > 2
    assert all("Period" in page for page in pages)
    assert squeezed("".join(f"Row {n}" + "1" * (len(rows[0]) - 1) for n in range(20))) in squeezed(
        "".join(pages)
    )


@pytest.mark.slow
def test_two_hundred_indicators_are_one_file_of_a_sane_size():
    sheets = tuple(replace(NEET, slug=f"s{n}", name=f"Indicator {n}") for n in range(200))
    slugs = tuple(one.slug for one in sheets)
    section = Section(title="All", question="", slugs=slugs)
    attention = tuple(Attention(slug=slug, because="Red.") for slug in slugs)
    made = pdf(replace(PACK, sheets=sheets, sections=(section,), attention=attention))
    assert len(made) < 8_000_000
    assert [len(found) for title, found in bookmarks(made) if title == "All"] == [200]


def test_without_fonts_it_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(press, "FONTS", tmp_path)
    with pytest.raises(FileNotFoundError, match="make assets"):
        pdf(PACK)


# Minutes


def minutes_text(kind: str, tmp_path: Path) -> str:
    at = datetime(2026, 12, 3, 9, tzinfo=UTC)
    minutes = loads(MINUTES_BODY, kind, at=at, agreed_by="A. Leader")
    made = minutes_pdf(minutes)
    assert made == minutes_pdf(minutes)
    heads = [one.title for one in tags(made).all("H1")]
    assert heads[:2] == ["1. Actions from the last meeting", "2. Care leavers"]
    return words(made, tmp_path)


def test_minutes_say_who_was_there_what_was_asked_and_what_was_decided(tmp_path: Path):
    said = minutes_text("exempt", tmp_path)
    for sentence in (
        "Present A. Leader (Chair)",
        "Apologies B. Member",
        "Agreed by A. Leader on 3 December 2026",
        "Offer every care leaver a mentor Head of care leavers 1 October 2026 15 September 2026",
        "Not done yet Six of 22 have one",
        "A councillor, about Out of work: Why does it *differ*?",
        "Answer: Two colleges closed.",
        "Write to the colleges The chair 12 December 2026",
        "Exempt A case was told.",
        "3. A placement Exempt It broke down.",
        "ab" * 32,
        "cd" * 32,
    ):
        assert squeezed(sentence) in said


def test_minutes_for_all_council_readers_leave_out_what_is_exempt(tmp_path: Path):
    said = minutes_text("council", tmp_path)
    assert squeezed("What is exempt is not in these minutes.") in said
    for kept_back in ("A case was told.", "A placement", "It broke down.", "cd" * 32):
        assert squeezed(kept_back) not in said
    assert squeezed("Why does it *differ*?") in said
    # Its place is kept, and nothing is said of it.
    assert squeezed("3. Exempt item The papers of this meeting") in said


def test_minutes_that_nobody_agreed_are_a_draft(tmp_path: Path):
    draft = loads(MINUTES_BODY, "council", at=datetime(2026, 11, 27, 9, tzinfo=UTC))
    assert squeezed("nobody has agreed it yet") in words(minutes_pdf(draft), tmp_path)
