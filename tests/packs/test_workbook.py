"""The papers as a workbook, read back by another program than the one that wrote it."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dashboard.packs.pack import Pack, dumps, loads
from dashboard.packs.workbook import workbook
from tests.packs import examples

SOFFICE = shutil.which("soffice")
OTHERS = ["Cover", "Contents", "Agenda", "Needs attention", "Scorecard"]
LAST = ["Definitions", "Glossary", "Sources", "Left out", "Chart data"]


def read(pack: Pack) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(pack)))


def cells(sheet: Any) -> Iterator[Any]:
    return (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)


def numbers(sheet: Any) -> list[float]:
    return [cell.value for cell in cells(sheet) if isinstance(cell.value, (int, float))]


def texts(sheet: Any) -> list[str]:
    return [cell.value for cell in cells(sheet) if isinstance(cell.value, str)]


def parts(pack: Pack, pattern: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(workbook(pack))) as book:
        names = sorted(name for name in book.namelist() if re.fullmatch(pattern, name))
        return [book.read(name).decode() for name in names]


@pytest.fixture(scope="module")
def whole() -> Any:
    return read(examples.WHOLE)


def sheet_of(book: Any, number: int) -> Any:
    return book[book.sheetnames[len(OTHERS) + number - 1]]


def test_a_sheet_for_each_part_and_indicator_in_order(whole: Any):
    assert whole.sheetnames == [
        *OTHERS,
        "1 Care leavers not in educatio…",
        "2 Cases per social worker",
        "3 Spending in England",
        "4 Private fostering",
        *LAST,
    ]


def test_every_number_of_an_indicator_is_a_number_and_equal(whole: Any):
    for n, sheet in enumerate(examples.WHOLE.sheets, 1):
        known = [sheet.number, *(one.number for one in sheet.beside)]
        if " to " not in sheet.target:
            known.append(sheet.target_number)
        if sheet.chart:
            known += [number for row in sheet.chart.table.numbers for number in row]
        found = numbers(sheet_of(whole, n))
        expected = [float(number) for number in known if number is not None]
        assert sorted(found) == sorted(expected), sheet.name


def test_a_number_shows_as_it_is_printed(whole: Any):
    formats = {cell.value: cell.number_format for cell in cells(sheet_of(whole, 1))}
    assert formats[45.299145] == '#,##0"%"'
    spending = {cell.value: cell.number_format for cell in cells(sheet_of(whole, 3))}
    assert spending[16012355892] == '"£"#,##0'
    caseload = {cell.value: cell.number_format for cell in cells(sheet_of(whole, 2))}
    assert caseload[16.8] == '#,##0.0" cases per worker"'


def test_a_range_stays_words_as_one_number_would_hide_the_other(whole: Any):
    assert "15 cases per worker to 18 cases per worker" in texts(sheet_of(whole, 2))


def test_the_scorecard_has_a_row_for_each_indicator(whole: Any):
    rows = list(whole["Scorecard"].iter_rows(values_only=True))
    assert len(rows) == 1 + len(examples.WHOLE.sheets)
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first == {
        "Number": 1,
        "Indicator": "Care leavers not in education, employment or training",
        "Status": "■ Demonstration target missed",
        "Value": 45.299145,
        "Unit": "% of care leavers",
        "Period": "in 2024-25",
        "Target": 40,
        "England": 40,
        "Against England": "Worse",
        "Similar authorities": 40.7,
        "Against similar authorities": "Similar",
        "On the year before": "No real change",
    }
    nobody = dict(zip(rows[0], rows[4], strict=True))
    assert (nobody["Status"], nobody["Value"]) == ("○ No figure", None)


def test_what_was_said_is_on_the_indicators_sheet(whole: Any):
    said = texts(sheet_of(whole, 1))
    for expected in (
        "What was said last time, on 15 September 2026",
        "Mentors start in October.",
        "Offer every care leaver who is out of work a mentor.",
        "Six of 22 have a mentor.",
        "The rest follow by March.",
        "Head of care leavers, 20 November 2026",
        "More young people left care.",
        "A college closed in 2023.",
        "Demonstration target, set by Sightline on 24 November 2026.",
        "The figure is provisional and may still change.",
    ):
        assert expected in said


def test_the_other_sheets_say_the_rest(whole: Any):
    expected = {
        "Cover": "Papers for the meeting on 26 November 2026",
        "Contents": "Are they in work?",
        "Agenda": "3. Workforce (exempt)",
        "Needs attention": "It is red: 45% is above the target of 40%.",
        "Definitions": "Care leavers aged 19 to 21 who are not in work or study.",
        "Glossary": "More than chance alone would bring about.",
        "Sources": "Department for Education",
        "Left out": "One figure is kept back, because its numbers are small.",
    }
    for name, text in expected.items():
        assert text in texts(whole[name]), name


def test_contents_lead_to_every_sheet(whole: Any):
    led = [cell.hyperlink.location for cell in cells(whole["Contents"]) if cell.hyperlink]
    sheets = [name for name in whole.sheetnames if name not in ("Cover", "Contents")]
    assert led == [f"'{name}'!A1" for name in sheets]


def test_a_native_chart_for_each_figure_with_its_finding_and_alternative_text(whole: Any):
    drawn = [len(sheet_of(whole, n)._charts) for n in range(1, 5)]
    assert drawn == [1, 1, 1, 0]
    kinds = [type(sheet_of(whole, n)._charts[0]).__name__ for n in (1, 2, 3)]
    assert kinds == ["LineChart", "LineChart", "BarChart"]
    said = parts(examples.WHOLE, r"xl/drawings/drawing\d+\.xml")
    titles = [sheet.chart.title for sheet in examples.WHOLE.sheets if sheet.chart]
    for title, drawing in zip(titles, said, strict=True):
        assert f'descr="{title} ' in drawing
    for title, chart in zip(titles, parts(examples.WHOLE, r"xl/charts/chart\d+\.xml"), strict=True):
        assert f"<a:t>{title}</a:t>" in chart


def blocks(book: Any) -> list[list[list[Any]]]:
    """The columns behind each chart, each with its heading first."""
    found: list[list[list[Any]]] = []
    rows: list[tuple[Any, ...]] = []
    for line in [*book["Chart data"].iter_rows(min_row=3, values_only=True), ()]:
        if any(cell is not None for cell in line):
            rows.append(line)
        elif rows:
            wide = max(n for n, cell in enumerate(rows[1]) if cell is not None) + 1
            lines = [row[:wide] for row in rows[1:]]
            found.append([list(column) for column in zip(*lines, strict=True)])
            rows = []
    return found


def test_nothing_joins_across_a_break_and_every_point_is_drawn(whole: Any):
    periods, *columns = blocks(whole)[1]
    own = [column for column in columns if column[0].startswith("Worcestershire")]
    break_at = periods.index("2016-17")
    assert [column[0] for column in own] == ["Worcestershire", "Worcestershire, from 2016-17"]
    assert all(value is None for value in own[0][break_at:])
    assert all(value is None for value in own[1][1:break_at])
    drawn = [value for column in own for value in column[1:] if value is not None]
    assert drawn == [16.2, 15.8, 17.1, 18.9, 17.4, 16.1, 15.7, 15.2, 16.8]


def test_a_figure_beside_the_line_has_a_place_of_its_own(whole: Any):
    periods, *columns = blocks(whole)[1]
    mark = next(column for column in columns if column[0].startswith("20 inspection"))
    assert mark[periods.index("17 Nov 2016")] == 20
    assert [value for value in mark[1:] if value is not None] == [20]


def test_targets_stand_where_they_are_in_force(whole: Any):
    periods, *columns = blocks(whole)[1]
    target = next(column for column in columns if "Target" in column[0])
    assert target[0] == "Target 18, then Target 16"
    by_period = dict(zip(periods[1:], target[1:], strict=True))
    assert (by_period["2016-17"], by_period["2019-20"]) == (18, 16)


def test_bars_are_the_figures_and_what_they_are_held_against(whole: Any):
    names, *columns = blocks(whole)[2]
    found = {
        name: next(value for value in values if value is not None)
        for name, *values in zip(names[1:], *(column[1:] for column in columns), strict=True)
    }
    assert found == {
        "Worcestershire, 2016-17": 48,
        "England, 2016-17": 40,
        "Statistical neighbours, 2016-17": 38,
        "Demonstration target 40%": 40,
    }


@pytest.mark.parametrize(
    "attack", [examples.HOSTILE, examples.RIGHT_TO_LEFT, "@SUM(A1)", "+1", "-x"]
)
def test_no_text_becomes_a_formula_or_an_address(attack: str):
    pack = examples.hostile(attack)
    book = read(pack)
    found = [cell for sheet in book for cell in cells(sheet)]
    assert {cell.data_type for cell in found} <= {"s", "n", "d"}
    assert not [cell.coordinate for cell in found if str(cell.value)[:1] in "=+@"]
    for sheet in book:
        links = [cell.hyperlink for cell in cells(sheet) if cell.hyperlink]
        assert all(link.location and not link.target for link in links)
    assert not [part for part in parts(pack, r".*\.rels") if "example.org" in part]
    # A title is words of its own, never the content of a cell.
    assert all("<c:tx><c:rich>" in part for part in parts(pack, r"xl/charts/chart\d+\.xml"))


def test_very_long_texts_lose_nothing():
    last = " the last words"
    sheet = examples.NEET
    words = examples.Words(text="spoken " * 9000 + last, by="An officer", on=examples.WHOLE.held_on)
    pack = examples.replace(
        examples.WHOLE,
        sheets=(examples.replace(sheet, remarks=(words,)),),
        sections=(),
        attention=(),
    )
    said = " ".join(texts(sheet_of(read(pack), 1)))
    assert said.count("spoken") == 9000
    assert last in said


@pytest.mark.slow
def test_two_hundred_indicators_of_one_name_have_sheets_of_their_own():
    book = read(examples.long(200))
    names = book.sheetnames
    assert len({name.casefold() for name in names}) == 200 + len(OTHERS) + len(LAST)
    assert max(len(name) for name in names) <= 31
    assert not [name for name in names if re.search(r"[\[\]:*?/\\']", name)]


def test_an_empty_pack_says_what_to_do():
    book = read(examples.EMPTY)
    assert book.sheetnames == [*OTHERS, *LAST]
    said = texts(book["Contents"])
    assert any("Its file names them" in text for text in said)


@pytest.mark.parametrize("pack", [examples.WHOLE, examples.EMPTY, examples.hostile()])
def test_the_same_pack_gives_the_same_bytes(pack: Pack):
    assert workbook(loads(dumps(pack))) == workbook(pack)


def test_paper_is_a4_with_page_numbers_and_one_page_wide(whole: Any):
    for sheet in whole:
        assert sheet.page_setup.paperSize == 9
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert "Page &P of &N" in sheet.oddFooter.right.text
    assert whole["Scorecard"].page_setup.orientation == "landscape"
    assert whole["Scorecard"].print_title_rows == "$1:$1"


@pytest.mark.slow
@pytest.mark.parametrize("pack", [examples.WHOLE, examples.hostile(), examples.EMPTY])
def test_libreoffice_opens_it_and_shows_the_same_numbers(pack: Pack, tmp_path: Path):
    if SOFFICE is None:
        pytest.skip("LibreOffice was not found: no other office suite opened the workbook")
    (tmp_path / "pack.xlsx").write_bytes(workbook(pack))
    command = [
        SOFFICE,
        f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
        "--headless",
        "--convert-to",
        # Every sheet as a file of its own, its numbers as they are shown.
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "pack.xlsx"),
    ]
    home = {**os.environ, "HOME": str(tmp_path)}
    subprocess.run(command, check=True, capture_output=True, timeout=180, env=home)
    files = [one.read_text() for one in tmp_path.glob("pack-*.csv")]
    assert len(files) == len(OTHERS) + len(pack.sheets) + len(LAST)
    everything = "\n".join(files)
    for sheet in pack.sheets:
        if sheet.number is not None:
            assert sheet.value in everything
    assert "#REF!" not in everything
    assert "Err:" not in everything
