"""An approver asks, gets an answer, gives back and signs, without a script; a viewer sees it."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.harness.site import ROOT, Site, environment, running_site

THERE = "/indicators/care-leavers-neet/?area=X99000001"
NEET = "Care leavers not in education, employment or training"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own on which Exampleshire's open quarter is filled in and submitted."""
    folder: Path = tmp_path_factory.mktemp("filled")
    with running_site(folder) as site:
        subprocess.run(
            [sys.executable, "-m", "tests.returns.filled_site"],
            cwd=ROOT,
            env=environment(folder / "site.sqlite3", 0),
            check=True,
            timeout=300,
        )
        yield site


@pytest.fixture
def person(browser: Any, filled: Site) -> Iterator[Callable[[str], Any]]:
    """A browser without scripts, signed in."""
    contexts: list[Any] = []

    def sign_in(role: str) -> Any:
        context = browser.new_context(java_script_enabled=False, locale="en-GB")
        contexts.append(context)
        page = context.new_page()
        filled.sign_in(page, role)
        return page

    yield sign_in
    for context in contexts:
        context.close()


def review(page: Any, site: Site) -> None:
    page.goto(f"{site.url}/returns/1/review/")


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("what", ["returns/1/review/", "returns/1/trail/", THERE[1:]])
def test_axe_finds_nothing_where_there_is_much_to_see(
    page: Any, filled: Site, axe: Callable[[Any], None], what: str, width: int
):
    page.set_viewport_size({"width": width, "height": 800})
    filled.sign_in(page, "approver")
    page.goto(f"{filled.url}/{what}")
    axe(page)
    for one in page.locator("main details").all():
        one.evaluate("one => { one.open = true }")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_from_a_question_to_a_published_figure(person: Callable[[str], Any], filled: Site):
    approver = person("approver")
    review(approver, filled)
    line = approver.locator(".sl-look", has_text=NEET)
    assert "Newly red" in line.inner_text()
    line.get_by_text("Ask a question").click()
    line.get_by_role("textbox", name=re.compile("Your question")).fill("Which placements ended?")
    line.get_by_role("button", name="Ask", exact=True).click()
    assert "The officers see it." in approver.locator("main").inner_text()

    officer = person("officer2")
    review(officer, filled)
    line = officer.locator(".sl-look", has_text=NEET)
    line.get_by_role("textbox", name=re.compile("Answer")).fill("Two foster placements.")
    line.get_by_role("button", name=re.compile("^Answer")).click()

    review(approver, filled)
    assert "Two foster placements." in approver.locator(".sl-look", has_text=NEET).inner_text()
    sheet = approver.locator(".sl-sheet", has_text="Permanence and adoption")
    sheet.locator("summary").click()
    sheet.get_by_role("textbox", name=re.compile("What is to be mended")).fill("Count again.")
    sheet.get_by_role("button", name="Give back to the officers").click()
    assert "Given back by Demonstration approver" in approver.locator("main").inner_text()

    approver.get_by_role("button", name=re.compile("^Sign all")).click()
    results = approver.locator("main").inner_text()
    assert "Care leavers: 7 figures signed and published." in results
    assert "No section waits for a signature." in results

    viewer = person("viewer")
    viewer.goto(filled.url + THERE)
    seen = viewer.locator("main").inner_text()
    assert "57% at" in seen
    assert "Written by Demonstration officer, signed by Demonstration approver" in seen
