"""Whatever is about Exampleshire says that it is invented; nothing about a real place meets it."""

import csv
import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from django.core.management import call_command
from django.test import Client

from indicators.returns.models import Return
from tests.dashboard.conftest import Visit
from tests.dashboard.test_access import ADDRESSES, INDICATOR, OF_A_TEAM, PUBLIC

NOTICE = "Exampleshire is invented for training: no figure here is about a real child"
FILES = {"indicator-svg", "indicator-csv", "scorecard-csv", "scorecard-xlsx"}
# Of real authorities, or of rows that each name their source: the file's name says it.
NAMED = {"compare-svg", "compare-csv", "reconciliation-csv"}
FILES |= NAMED
OF_NO_AREA = {"gallery", "return", "imports", "import-new", "batch", "boards", "board"}
PAGES = [name for name in ADDRESSES if name not in PUBLIC | FILES | OF_A_TEAM | OF_NO_AREA]
REAL = ("", "?area=England", "?area=E06000022", "?area=E12000005")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_about_it_says_so(visit: Visit, name: str):
    there = visit(f"{ADDRESSES[name]}?area=X99000001")
    assert NOTICE in there.document.text
    assert NOTICE not in visit(ADDRESSES[name]).document.text


@pytest.mark.parametrize("name", sorted(NAMED - {"compare-svg"}))
def test_a_file_asked_for_from_there_says_so_in_its_name(
    as_role: Callable[[str], Client], name: str
):
    there = as_role("viewer").get(f"{ADDRESSES[name]}?area=X99000001")
    assert "invented-for-training" in there["Content-Disposition"]
    assert "invented" not in as_role("viewer").get(ADDRESSES[name])["Content-Disposition"]


@pytest.mark.parametrize("what", ["", "review/", "trail/"])
def test_every_page_of_its_returns_says_so(visit: Visit, children_return: Return, what: str):
    page = visit(f"/returns/{children_return.pk}/{what}", "approver")
    assert NOTICE in page.document.text
    real = Return.objects.filter(area__code="E10000034", kind="due").first()
    if real:
        assert NOTICE not in visit(f"/returns/{real.pk}/{what}", "administrator").document.text


def test_its_chart_says_so_and_is_named_so(as_role: Callable[[str], Client]):
    answer = as_role("viewer").get(f"/indicators/{INDICATOR}/chart.svg?area=X99000001")
    words = " ".join(re.findall(r"<text[^>]*>([^<]*)<", answer.content.decode()))
    assert NOTICE in words
    assert "invented-for-training" in answer["Content-Disposition"]


def test_its_figures_name_training_as_their_source(as_role: Callable[[str], Client]):
    answer = as_role("viewer").get(f"/indicators/{INDICATOR}/figures.csv?area=X99000001")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    own = [row for row in rows if row["area"] == "X99000001"]
    assert len(own) == 20
    assert {row["source"] for row in own} == {"invented for training"}
    assert "invented for training" not in {row["source"] for row in rows if row not in own}
    assert "X99000001-invented-for-training.csv" in answer["Content-Disposition"]


def test_the_scorecard_s_files_say_so(as_role: Callable[[str], Client]):
    viewer = as_role("viewer")
    answer = viewer.get("/scorecard/scorecard.csv?area=X99000001")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    measured = [row for row in rows if row["Value"] and row["Measured here"] == "yes"]
    assert len(measured) > 30
    assert {row["Source"] for row in measured} == {"invented for training"}
    assert "invented-for-training" in answer["Content-Disposition"]
    answer = viewer.get("/scorecard/scorecard.xlsx?area=X99000001")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    said = [cell.value for row in book["About"].iter_rows() for cell in row]
    assert NOTICE in said
    assert "invented-for-training" in answer["Content-Disposition"]


def test_the_export_names_training_as_its_source(db: None):
    out = io.StringIO()
    call_command("export_figures", area="X99000001", stdout=out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert len(rows) > 700
    assert {row["source"] for row in rows} == {"invented for training"}


def test_it_is_among_the_areas_to_choose(visit: Visit):
    options = {one.text for one in visit("/").document.all("option")}
    assert "Exampleshire" in options


@pytest.mark.parametrize("where", REAL)
def test_no_real_place_is_compared_with_it(
    visit: Visit, as_role: Callable[[str], Client], where: str
):
    for name in ("overview", "theme", "indicator"):
        assert "Exampleshire" not in visit(ADDRESSES[name] + where).text
    answer = as_role("viewer").get(f"/indicators/{INDICATOR}/figures.csv{where}")
    assert "X99000001" not in answer.content.decode()
