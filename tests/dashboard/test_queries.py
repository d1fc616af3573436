"""How often a page asks the database: the same for three indicators as for all."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.catalogue.models import Indicator

# Who: session, user, roles. Where: area. Then for readings: England and the group of similar
# authorities, neighbours, editions, series, figures, targets, breaks.
WHO, WHERE, READINGS = 3, 1, 7
AREAS = 1  # to choose from
COUNTS = {
    "/": WHO + WHERE + READINGS + AREAS + 2,  # indicators, themes
    "/themes/care-leavers/": WHO + WHERE + READINGS + AREAS + 2,  # themes, indicators
    "/indicators/care-leavers-neet/": WHO + WHERE + READINGS + AREAS + 3,  # indicator, owner, notes
    "/indicators/care-leavers-neet/chart.svg": WHO + WHERE + READINGS + 1,
    "/indicators/care-leavers-neet/figures.csv": WHO + WHERE + READINGS + 1,
    "/indicators/care-leavers-neet/targets/": WHO + WHERE + AREAS + 2,  # indicator, targets
    "/indicators/care-leavers-neet/notes/": WHO + WHERE + READINGS + AREAS + 2,  # indicator, notes
    "/targets/": WHO + WHERE + AREAS + 1,  # targets
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


@pytest.mark.parametrize("address", ["/", "/themes/care-leavers/"])
def test_fewer_indicators_ask_as_often(as_role: Callable[[str], Client], address: str):
    Indicator.objects.exclude(slug__in=THREE).update(
        retired_on=date(2026, 1, 1), retired_why="For this test."
    )
    assert asked(as_role("viewer"), address) == COUNTS[address]


def test_no_analysts_library_is_loaded_by_the_site():
    """In a process of its own, as the tests load them all."""
    import subprocess
    import sys

    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings';"
        "django.setup(); import config.urls, dashboard.views.overview;"
        "print([m for m in ('pandas', 'plotly', 'numpy', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
