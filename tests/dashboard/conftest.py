"""The shipped figures in a database of their own, and `visit`, which inspects every page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any, Protocol

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts import demo
from accounts.models import Team, User
from accounts.roles import ensure_roles
from accounts.service import loader
from config.management.commands.prepare import LOADED
from improvement.boards import demo as boards_demo
from indicators.areas.lookup import find
from indicators.returns.models import Return
from indicators.returns.opening import open_due
from indicators.targets.suggestions import suggest
from tests.builders import make_user
from tests.dashboard.inspector import inspect
from tests.dashboard.markup import Element
from tests.harness.copies import connected_to, filled_copy

PEOPLE = (
    *("viewer", "officer", "officer2", "approver", "deputy", "administrator"),
    *("partner", "nobody"),
)


@pytest.fixture(scope="session")
def shipped_copy(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of a copy of the empty test database that holds the site after its first start.

    It takes seconds, so it is made once, though pytest comes back to this package several times.
    """
    with filled_copy("shipped", _load, django_db_blocker) as copy:
        yield copy


@pytest.fixture(scope="package", autouse=True)
def _shipped(shipped_copy: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Other packages' tests start from nothing, so theirs must not be filled."""
    with connected_to(shipped_copy):
        yield


def _load() -> None:
    ensure_roles()
    for command in LOADED:
        call_command(command, stdout=StringIO())
    suggest(find("E10000034"), in_force=True, by=loader())
    demo.ensure("a-password-for-tests-only")
    call_command("load_training", stdout=StringIO())
    demo.place(Team.objects.all())
    boards_demo.seat()
    open_due(find("E10000034"), timezone.localdate())
    make_user("partner")
    make_user(name="nobody")


@dataclass(frozen=True)
class Page:
    """A response that passed inspection, read as a tree."""

    response: HttpResponse
    document: Element

    @property
    def main(self) -> Element:
        return self.document.all("main")[0]

    @property
    def text(self) -> str:
        return self.main.text

    @property
    def h1(self) -> str:
        return self.document.all("h1")[0].text

    @property
    def title(self) -> str:
        titles = [one for one in self.document.all("title") if one.parent]
        return "".join(map(str, titles[0].content)).strip()

    @property
    def links(self) -> dict[str, str]:
        """What each link says → where it leads; within main."""
        return {one.text: one.get("href") for one in self.main.all("a")}


class Visit(Protocol):
    def __call__(
        self, address: str, role: str = ..., *, status: int = ..., post: dict[str, Any] | None = ...
    ) -> Page: ...


@pytest.fixture(scope="package")
def titles() -> dict[str, str]:
    """Each title met so far → the page that has it."""
    return {}


@pytest.fixture
def as_role(db: None) -> Callable[[str], Client]:
    """A browser signed in as one of PEOPLE; of a "stranger", one that is not signed in."""

    def client(role: str, **options: Any) -> Client:
        client = Client(**options)
        if role != "stranger":
            client.force_login(User.objects.get(username=role))
        return client

    return client


@pytest.fixture
def boss(as_role: Callable[..., Client]) -> Client:
    return as_role("administrator")


@pytest.fixture
def person(db: None) -> Callable[[str], User]:
    return lambda name: User.objects.get(username=name)


@pytest.fixture
def children_return(db: None) -> Return:
    return owed_by("exampleshire-children")


def owed_by(team: str) -> Return:
    """What a team of Exampleshire owes for the quarter that ended last."""
    owed = Return.objects.filter(team__slug=team, opens__lte=date.today())
    return owed.select_related("area", "team").latest("ends")


@pytest.fixture
def visit(as_role: Callable[[str], Client], titles: dict[str, str]) -> Visit:
    """Fetch a page as somebody, hold it against everything that is true of every page."""

    def fetch(
        address: str,
        role: str = "viewer",
        *,
        status: int = 200,
        post: dict[str, Any] | None = None,
    ) -> Page:
        browser = as_role(role)
        response: Any = browser.get(address) if post is None else browser.post(address, post)
        assert response.status_code == status, f"{address}: {response.status_code}"
        assert response["Content-Type"].startswith("text/html"), address
        document, found = inspect(response)
        assert not found, f"{address} as {role}:\n" + "\n".join(found)
        page = Page(response, document)
        if status == 200:
            path = address.partition("?")[0]
            assert titles.setdefault(page.title, path) == path, f"two pages called {page.title!r}"
        return page

    return fetch
