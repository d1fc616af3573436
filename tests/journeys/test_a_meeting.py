"""A whole meeting of the corporate parenting board in a browser, from calling it to its minutes.

Clerk, chair and a member without the exempt part, with the real figures that ship; every page on
the way is held against axe, and none is wider than a phone.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.harness.site import Site, running_site

BOARD = "Corporate parenting board"
NEET = "Care leavers not in education, employment or training"
MENTOR = "Offer every care leaver out of work a mentor"
PATIENCE_MS = 120_000


@pytest.fixture(scope="module")
def live_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own: others count the meetings of theirs."""
    with running_site(tmp_path_factory.mktemp("meeting")) as site:
        yield site


@pytest.fixture
def person(browser: Any, live_site: Site) -> Iterator[Callable[[str], Any]]:
    """Somebody signed in, in a window of their own."""
    contexts = []

    def open_window(role: str) -> Any:
        context = browser.new_context(
            locale="en-GB", viewport={"width": 1280, "height": 900}, accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        live_site.sign_in(page, role)
        return page

    yield open_window
    for context in contexts:
        context.close()


def looked_at(page: Any, axe: Callable[[Any], None]) -> None:
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    page.set_viewport_size({"width": 1280, "height": 900})


def spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def test_a_meeting_is_prepared_despatched_presented_and_minuted(
    person: Callable[[str], Any], axe: Callable[[Any], None], live_site: Site, tmp_path: Path
):
    today = date.today()
    clerk = person("clerk")
    address = prepared(clerk, axe, today)
    despatched(clerk, axe, tmp_path)
    presented(clerk, axe, today)
    read_by_a_member(person("viewer"), axe, live_site.url + address)
    chair = person("chair")
    chair.goto(live_site.url + address)
    recorded(chair, axe)
    minuted(clerk, chair, axe, live_site.url + address)
    brought_to_the_next(clerk, live_site, today)


def prepared(clerk: Any, axe: Callable[[Any], None], today: date) -> str:
    """Called, with a remark for everybody and one item more. The meeting's address."""
    clerk.get_by_role("link", name="Boards", exact=True).click()
    looked_at(clerk, axe)
    clerk.get_by_role("link", name=BOARD).click()
    looked_at(clerk, axe)
    clerk.get_by_label("Day of the meeting").fill(today.isoformat())
    clerk.get_by_label("Begins at (optional)").fill("10:00")
    clerk.get_by_label("Place (optional)").fill("Council chamber")
    clerk.get_by_role("button", name="Call the meeting").click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text(f"Meeting on {spoken(today)}")
    # The last meeting's actions first, then the young people's item.
    expect(clerk.get_by_text("Always here", exact=True)).to_have_count(2)
    clerk.get_by_text("Add an item").click()
    clerk.get_by_label("Title", exact=True).last.fill("A word from the foster carers")
    clerk.get_by_role("button", name="Add to the agenda").click()
    expect(clerk.get_by_text("A word from the foster carers").first).to_be_visible()
    clerk.locator("summary").filter(has_text=NEET).click()
    clerk.get_by_label(f"What the council says ({NEET})").fill(
        "Work placements ended in August. The council opens apprenticeships in January."
    )
    told = clerk.locator("details.sl-remark[open]")
    told.get_by_label("Everybody who reads the papers, and the public").check()
    told.get_by_role("button", name="Save").click()
    expect(clerk.get_by_text("Said, for everybody")).to_be_visible()
    looked_at(clerk, axe)
    return str(clerk.evaluate("location.pathname"))


def despatched(clerk: Any, axe: Callable[[Any], None], folder: Path) -> None:
    """Frozen once; the papers are made by themselves, and a file is the size that is said."""
    clerk.get_by_role("link", name="Public edition").click()
    expect(clerk.get_by_text("Small numbers are kept back").first).to_be_visible()
    clerk.go_back()
    clerk.get_by_role("button", name="Check and despatch").click()
    expect(clerk.get_by_text("13 indicators, of which 5 need attention")).to_be_visible()
    looked_at(clerk, axe)
    clerk.get_by_role("button", name="Despatch the papers").click()
    # Nobody touches the page: it says by itself when they are ready.
    expect(clerk.get_by_role("link", name="Excel workbook")).to_have_count(3, timeout=PATIENCE_MS)
    expect(clerk.get_by_text("No figure in these papers has been corrected.")).to_be_visible()
    looked_at(clerk, axe)
    with clerk.expect_download() as caught:
        clerk.get_by_role("link", name="PDF").first.click()
    caught.value.save_as(folder / "pack.pdf")
    assert (folder / "pack.pdf").read_bytes().startswith(b"%PDF-")
    clerk.get_by_role("link", name="Web page").first.click()
    expect(clerk.get_by_text("45% in 2024-25 (159 of 351)").first).to_be_visible()
    looked_at(clerk, axe)
    clerk.go_back()


def presented(clerk: Any, axe: Callable[[Any], None], today: date) -> None:
    """From the title to the end without a network."""
    clerk.get_by_role("button", name="Present them").click()
    expect(clerk.get_by_role("heading", name=BOARD, exact=True)).to_be_visible()
    axe(clerk)
    clerk.context.set_offline(True)
    clerk.keyboard.press("End")
    last = clerk.evaluate("location.hash")
    assert int(last.removeprefix("#")) > 13
    clerk.keyboard.press("Home")
    for _ in range(30):
        if clerk.get_by_role("heading", name="45% in 2024-25 (159 of 351)").is_visible():
            break
        clerk.keyboard.press("PageDown")
    else:
        pytest.fail("No slide says what the care leavers' figure is.")
    expect(clerk.get_by_text("The council opens apprenticeships").first).to_be_visible()
    clerk.context.set_offline(False)


def read_by_a_member(viewer: Any, axe: Callable[[Any], None], address: str) -> None:
    """A seat that does not open the exempt part: the council's edition, and nothing to record."""
    viewer.goto(address)
    expect(viewer.get_by_role("link", name="Excel workbook")).to_have_count(2)
    expect(viewer.get_by_role("button", name="Record the decision")).to_have_count(0)
    assert viewer.goto(f"{address}pack/?edition=exempt").status == 403
    looked_at(viewer, axe)
    viewer.goto(address)
    viewer.locator("summary").filter(has_text="Care leavers").last.click()
    asked = viewer.locator("details.sl-record[open]")
    asked.get_by_label("What was decided, asked or said").fill("How many have been out for a year?")
    asked.get_by_role("button", name="Record the question").click()
    expect(viewer.get_by_text("How many have been out for a year?").first).to_be_visible()


def recorded(chair: Any, axe: Callable[[Any], None]) -> None:
    """A decision needs an owner and a day; what was typed stays until it has both."""
    chair.locator("summary").filter(has_text="Decide, ask or note at item 6").click()
    form = chair.locator("details.sl-record[open]")
    form.get_by_label("What was decided, asked or said").fill(MENTOR)
    form.get_by_label("About").select_option(label=NEET)
    form.get_by_role("button", name="Record the decision").click()
    expect(chair.get_by_text("Say who does it: a decision has an owner").first).to_be_visible()
    looked_at(chair, axe)
    form = chair.locator("details.sl-record[open]")
    expect(form.get_by_label("What was decided, asked or said")).to_have_value(MENTOR)
    form.get_by_label("Who does it").fill("Head of care leavers")
    form.get_by_label("By when").fill((date.today() + timedelta(days=30)).isoformat())
    form.get_by_role("button", name="Record the decision").click()
    expect(chair.get_by_text(MENTOR).first).to_be_visible()
    looked_at(chair, axe)


def minuted(clerk: Any, chair: Any, axe: Callable[[Any], None], address: str) -> None:
    """The clerk writes down who was there; the chair agrees what stands on the page."""
    clerk.goto(address)
    clerk.get_by_label("Demonstration chair: comes or came").select_option("present")
    clerk.get_by_role("button", name="Save attendance").click()
    clerk.goto(f"{address}minutes/")
    expect(clerk.get_by_role("button", name="Agree these minutes")).to_have_count(0)
    chair.goto(f"{address}minutes/")
    expect(chair.get_by_text(MENTOR)).to_be_visible()
    looked_at(chair, axe)
    chair.get_by_role("button", name="Agree these minutes").click()
    expect(chair.get_by_text("Agreed", exact=True)).to_be_visible()
    looked_at(chair, axe)
    chair.goto(address)
    expect(chair.get_by_role("button", name="Record the decision")).to_have_count(0)


def brought_to_the_next(clerk: Any, live_site: Site, today: date) -> None:
    """The next meeting's papers begin with what this one decided."""
    clerk.goto(f"{live_site.url}/boards/corporate-parenting-board/")
    expect(clerk.get_by_text(MENTOR)).to_be_visible()
    clerk.locator("summary").filter(has_text="Call a meeting").click()
    clerk.get_by_label("Day of the meeting").fill((today + timedelta(days=60)).isoformat())
    clerk.get_by_role("button", name="Call the meeting").click()
    clerk.get_by_role("link", name="Council edition").click()
    expect(clerk.get_by_text(MENTOR).first).to_be_visible()
    expect(clerk.get_by_text("said last time", exact=False).first).to_be_visible()
