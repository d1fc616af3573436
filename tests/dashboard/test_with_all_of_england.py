"""With the tool's whole data set beside the shipped figures no page asks or counts otherwise.

The set is imported once, in a transaction that ends with this file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from accounts.models import User
from tests.dashboard.conftest import Page, Visit
from tests.dashboard.inspector import inspect

pytestmark = pytest.mark.django_db

LISTS = ("/", "/themes/care-leavers/", "/scorecard/?per_page=all", "/indicators/", "/targets/")
PAGES = (
    *LISTS,
    "/?as_of=2017-02-01",
    "/?area=England",
    "/indicators/care-leavers-neet/",
    "/indicators/children-looked-after-rate/",
    "/indicators/?q=NEET",
    "/compare/care-leavers-neet/",
    "/reconciliation/",
    "/report/",
)


@dataclass(frozen=True)
class Seen:
    """How often a page asked the database, and what it said."""

    queries: int
    text: str


def see(address: str) -> Seen:
    browser = Client()
    browser.force_login(User.objects.get(username="viewer"))
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(address)
    assert response.status_code == 200, address
    document, _ = inspect(response)  # type: ignore[arg-type]
    return Seen(len(queries), Page(response, document).text)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def before(
    shared: Path, _shipped: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, Seen]]:
    """What each page said before the import; after it the whole set is there."""
    with django_db_blocker.unblock(), transaction.atomic():
        seen = {address: see(address) for address in PAGES}
        call_command("import_lait", shared / "data/lait", stdout=StringIO())
        yield seen
        transaction.set_rollback(True)


@pytest.mark.parametrize("address", PAGES)
def test_no_page_asks_more_often(before: dict[str, Seen], address: str):
    assert see(address).queries <= before[address].queries


@pytest.mark.parametrize("address", LISTS)
def test_lists_and_counts_say_what_they_said(before: dict[str, Seen], address: str):
    """A reference measure is in no list, count or attention."""
    assert see(address).text == before[address].text


def test_a_search_tells_reference_measures_apart(before: dict[str, Seen], visit: Visit):
    found = visit("/indicators/?q=hospital+admissions")
    assert "for reference" in found.text


@pytest.mark.parametrize(
    "code", ["lait-rta", "lait-sen-cases-jan", "lait-c-ypexpenditure", "lait-hosp-adm-alc--18yrs"]
)
def test_a_reference_measure_has_a_page(before: dict[str, Seen], visit: Visit, code: str):
    page = visit(f"/indicators/{code}/")
    assert "for reference" in page.text
    assert "Target" not in [one.text for one in page.main.all("h2")]
