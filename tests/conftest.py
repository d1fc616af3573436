"""What any test may ask for: shared files, a running site, a browser, an accessibility check."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.harness.chromium import QUIET, find_chromium, violations
from tests.harness.site import Site, running_site

IN_CI = os.environ.get("CI") == "true"
# No test judges a time, and a submission is judged by the same examples twice.
hypothesis.settings.register_profile("usual", deadline=None, derandomize=IN_CI)
hypothesis.settings.register_profile("exhaustive", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("usual")
NO_CHROMIUM = "Chromium was not found: install it, or name it in SIGHTLINE_CHROMIUM"


def pytest_itemcollected(item: pytest.Item) -> None:
    if "page" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.browser)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright's event loop stays in the thread once it has started."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and find_chromium() is None:
        if IN_CI:
            pytest.fail(NO_CHROMIUM, pytrace=False)
        pytest.skip(NO_CHROMIUM)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    number = sum(NO_CHROMIUM in str(report.longrepr) for report in skipped)
    if number:
        terminalreporter.write_line(
            f"*** {number} browser tests were skipped. {NO_CHROMIUM}. ***", yellow=True, bold=True
        )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published data and reference documents that lies beside the repository."""
    beside = Path(__file__).parents[2] / "shared"
    folder = Path(os.environ.get("SIGHTLINE_SHARED", beside))
    if not folder.is_dir():
        reason = "The shared folder was not found; SIGHTLINE_SHARED names another place"
        if IN_CI:
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """On SQLite a real file, as in the product: threads then meet the locks that users meet.

    Processes that share the tests have a database each.
    """
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        name = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        database.setdefault("TEST", {})["NAME"] = name


@pytest.fixture(scope="session")
def live_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real server on a prepared database: `live_site.url`, `live_site.sign_in(page, role)`."""
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    # Django refuses its database beside a running event loop, and Playwright's runs in this thread.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": list(QUIET)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "en-GB", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def axe() -> Callable[[Any], None]:
    """Call it with a page: fails with every accessibility fault that axe finds there."""

    def check(page: Any) -> None:
        found = violations(page)
        assert not found, f"{page.url} at {page.viewport_size}:\n" + "\n".join(found)

    return check
