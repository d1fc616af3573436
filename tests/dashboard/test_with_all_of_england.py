"""With the tool's whole data set beside the shipped figures no page asks or counts otherwise.

The set is imported once, in a transaction that ends with this file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from accounts.models import User
from tests.dashboard.conftest import Page, Visit
from tests.dashboard.inspector import inspect
from tests.dashboard.test_traps import TABLE

pytestmark = pytest.mark.django_db

LISTS = ("/", "/scorecard/?per_page=all", "/indicators/", "/targets/")
THEME = "/themes/care-leavers/"
PAGES = (
    *LISTS,
    THEME,
    "/compare/",
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
    """How often a page asked the database, what it said, and to which indicators it led."""

    queries: int
    text: str
    indicators: tuple[str, ...]


def see(address: str) -> Seen:
    browser = Client()
    browser.force_login(User.objects.get(username="viewer"))
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(address)
    assert response.status_code == 200, address
    document, _ = inspect(response)  # type: ignore[arg-type]
    page = Page(response, document)  # type: ignore[arg-type]
    leads = (where.partition("?")[0] for where in page.links.values())
    indicators = tuple(where for where in leads if where.startswith("/indicators/"))
    return Seen(len(queries), page.text, indicators)


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


def test_a_theme_says_as_well_where_each_stands(before: dict[str, Seen]):
    """Only then: of a council and its neighbours nobody is ranked."""
    assert "quartile" not in before[THEME].text
    words = see(THEME).text.split()
    assert "quartile" in words
    # Nothing that was said before is gone.
    assert not set(before[THEME].text.split()) - set(words)


def test_a_theme_has_the_indicators_that_it_had(before: dict[str, Seen]):
    """Where each stands among all authorities is said only now."""
    assert see(THEME).indicators == before[THEME].indicators != ()


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


@pytest.mark.parametrize("trap", TABLE["england"], ids=lambda trap: trap["name"])
def test_a_trap_that_all_of_england_sets_is_avoided(
    before: dict[str, Seen], visit: Visit, trap: dict[str, Any]
):
    text = visit(trap["page"]).document.text
    assert [words for words in trap["says"] if words not in text] == []
    assert [words for words in trap.get("never", ()) if words.lower() in text.lower()] == []
