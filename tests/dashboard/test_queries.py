"""How often a page asks the database: the same for three indicators as for all."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.areas.lookup import find
from indicators.catalogue.models import Indicator, Theme
from tests.builders import make_indicator, make_series, record

# Who: session, user, roles. Where: area. Then for readings: England and the group of similar
# authorities, neighbours, editions, series, figures, targets, breaks.
WHO, WHERE, READINGS = 3, 1, 7
LISTS = 1  # more: what other places are held against, after the area's own
AREAS = 2  # to choose from, and what became of this one
PLACE = 2  # among all authorities: who they are, and their values
PAIRS = 3  # figures beside their published twins: series, figures, explanations
SEARCH, SORTED = "/indicators/?q=NEET&kind=core", "/scorecard/?per_page=all&sort=-value"
COUNTS = {
    "/": WHO + WHERE + READINGS + LISTS + AREAS + 2,  # indicators, themes
    "/?area=X99000001": WHO
    + WHERE
    + READINGS
    + LISTS
    + AREAS
    + 3,  # and what is said of its figures
    # themes, indicators
    "/themes/care-leavers/": WHO + WHERE + READINGS + LISTS + AREAS + PLACE + 2,
    # indicator, citations, owner, notes, history, whether a board decided anything
    "/indicators/care-leavers-neet/": WHO + WHERE + READINGS + AREAS + PAIRS + PLACE + 6,
    # and of a line of the council's own: commentary, grades
    "/indicators/care-leavers-neet/?area=X99000001": WHO + WHERE + READINGS + AREAS + PAIRS + 8,
    "/indicators/care-leavers-neet/chart.svg": WHO + WHERE + READINGS + 1,
    "/indicators/care-leavers-neet/figures.csv": WHO + WHERE + READINGS + PAIRS + 1,
    "/indicators/care-leavers-neet/targets/": WHO + WHERE + AREAS + 2,  # indicator, targets
    "/indicators/care-leavers-neet/notes/": WHO + WHERE + READINGS + AREAS + 2,  # indicator, notes
    # Indicators; neighbours and editions.
    "/compare/": WHO + WHERE + READINGS + LISTS + AREAS + PLACE + 3,
    # Indicator, its series, editions, inspections; areas, figures, breaks and the neighbours' two.
    "/compare/care-leavers-neet/": WHO + WHERE + AREAS + 9,
    "/compare/care-leavers-neet/chart.svg": WHO + WHERE + 9,
    "/compare/care-leavers-neet/authorities.csv": WHO + WHERE + 9,
    "/indicators/": WHO + WHERE + READINGS + LISTS + AREAS + 3,  # indicators, themes, owners
    SEARCH: WHO + WHERE + READINGS + LISTS + AREAS + 4,  # and published measures, for reference
    "/scorecard/": WHO + WHERE + READINGS + LISTS + AREAS + 2,  # indicators, themes
    SORTED: WHO + WHERE + READINGS + LISTS + AREAS + 2,
    "/scorecard/scorecard.csv": WHO + WHERE + READINGS + LISTS + 2,
    "/scorecard/scorecard.xlsx": WHO + WHERE + READINGS + LISTS + 2,
    # The report, its grades, earlier inspections, recommendations and gaps, each with their
    # indicators; indicators, its series; areas, series and figures of what became of it.
    "/report/": WHO + WHERE + READINGS + AREAS + PAIRS + 12,
    "/reconciliation/": WHO + WHERE + AREAS + PAIRS + 1,  # indicators
    "/reconciliation/reconciliation.csv": WHO + WHERE + PAIRS + 1,
    "/targets/": WHO + WHERE + AREAS + 1,  # targets
    "/boards/": WHO + WHERE + 4,  # seats and boards of the reader; boards, meetings
    # The board, its reader's seat for what is read, shown and called; meetings, what is open and
    # on which days it was brought, what is not answered, what was decided; indicators; who sits
    # there.
    "/boards/corporate-parenting-board/": WHO + WHERE + READINGS + LISTS + 11,
}
THREE = ("care-leavers-neet", "care-leavers-eet", "social-worker-caseload")


def asked(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", COUNTS)
def test_a_page_asks_so_often(as_role: Callable[[str], Client], address: str):
    assert asked(as_role("viewer"), address) == COUNTS[address]


OF_MANY = (
    "/",
    "/themes/care-leavers/",
    "/indicators/",
    SORTED,
    "/scorecard/scorecard.csv",
    "/scorecard/scorecard.xlsx",
    "/reconciliation/",
)


@pytest.fixture
def three_hundred_more(db: None) -> None:
    """Made-up indicators, each with a series, and some with figures here and elsewhere."""
    theme = Theme.objects.get(slug="care-leavers")
    # Worcestershire, England, its region and one of the authorities like it.
    areas = [find(code) for code in ("E10000034", "E92000001", "E12000005", "E10000008")]
    for number in range(300):
        one = make_indicator(f"made-up-{number}", theme=theme, order=number + 100)
        series = make_series(one)
        for area in areas if number % 30 == 0 else ():
            record(str(number % 100), "2024-25", series=series, area=area)


@pytest.mark.parametrize("address", OF_MANY)
def test_three_hundred_more_indicators_ask_as_often(
    three_hundred_more: None, as_role: Callable[[str], Client], address: str
):
    assert asked(as_role("viewer"), address) == COUNTS[address]


@pytest.mark.parametrize("address", [*OF_MANY, "/report/"])
def test_fewer_indicators_ask_as_often(as_role: Callable[[str], Client], address: str):
    Indicator.objects.exclude(slug__in=THREE).update(
        retired_on=date(2026, 1, 1), retired_why="For this test."
    )
    assert asked(as_role("viewer"), address) == COUNTS[address]


def test_no_analysts_library_and_no_press_is_loaded_by_the_site():
    """In a process of its own, as the tests load them all."""
    import subprocess
    import sys

    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings';"
        "django.setup(); import config.urls, dashboard.views.overview;"
        "heavy = ('pandas', 'plotly', 'numpy', 'scipy', 'typst', 'pikepdf');"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
