"""An officer brings in the whole published set in the browser while a leader keeps reading."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.harness.site import Site, running_site

FILES = ("bds_long_0.parquet", "lait_data_dictionary.csv")
PATIENCE_MS = 300_000


@pytest.fixture(scope="module")
def live_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own: the others' figures stay as they ship."""
    with running_site(tmp_path_factory.mktemp("import")) as site:
        yield site


@pytest.fixture
def leader(browser: Any, live_site: Site) -> Iterator[Any]:
    """A page of somebody else at the same time."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    live_site.sign_in(page, "viewer")
    yield page
    context.close()


def looked_at(page: Any, axe: Callable[[Any], None]) -> None:
    """Without a fault of accessibility, and no wider than a phone."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_the_whole_set_is_imported_while_a_leader_reads(
    quiet_page: Any, leader: Any, live_site: Site, shared: Path, axe: Callable[[Any], None]
):
    officer = quiet_page
    live_site.sign_in(officer, "officer")
    officer.get_by_role("link", name="Imports", exact=True).click()
    looked_at(officer, axe)
    officer.get_by_role("button", name="Import figures").click()
    looked_at(officer, axe)
    files = [str(shared / "data/lait" / name) for name in FILES]
    officer.get_by_label("Files", exact=True).set_input_files(files)
    officer.get_by_role("button", name="Look through these files").click()

    # Nobody touches the page: it says by itself how far it is, and then what it found.
    confirm = officer.get_by_role("button", name="Import 609,599 figures")
    expect(confirm).to_be_visible(timeout=PATIENCE_MS)
    expect(officer.get_by_text("CINPermExclusion: the year “0” of 170 rows")).to_be_visible()
    looked_at(officer, axe)

    confirm.click()
    expect(officer.get_by_role("link", name="See how far it is now")).to_be_visible()
    looked_at(officer, axe)
    done = officer.get_by_role("heading", name="Imported", exact=True)
    times = []
    while not done.is_visible():
        begun = time.monotonic()
        answer = leader.goto(f"{live_site.url}/")
        times.append(time.monotonic() - begun)
        assert answer.ok
        officer.wait_for_timeout(200)  # its own scripts run meanwhile
        assert len(times) < 1000, "The import does not end."
    assert times, "The leader read nothing while the import was under way."
    print(f"{len(times)} pages for the leader, the slowest in {max(times):.2f} s")
    looked_at(officer, axe)
    officer.get_by_role("link", name="The batch, and how to withdraw it").click()
    looked_at(officer, axe)
    officer.get_by_label("Why it is withdrawn").fill("To see what would happen.")
    officer.get_by_role("button", name="See what would happen").click()
    expect(officer.get_by_text("609,599")).to_be_visible()
    looked_at(officer, axe)
    officer.get_by_role("link", name="Leave it as it is").click()
    looked_at(officer, axe)
