"""The fifteenth working day: an officer fills in a return, by keyboard and without scripts."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.harness.site import Site

LEARN = "/returns/?area=X99000001"
# Close to those of the quarter before.
FIGURES = {
    "Children per social worker": ("1601", "98"),
    "Social workers above the caseload limit": ("14", "98"),
    "Agency social workers": ("21", "136"),
    "Social worker turnover": ("23", "135"),
}
LIMIT = 400  # presses of a key


@pytest.fixture
def officer(browser: Any, live_site: Site) -> Iterator[Any]:
    """A page without scripts, signed in."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    live_site.sign_in(page, "officer")
    yield page
    context.close()


def tab_to(page: Any, wanted: Any) -> None:
    """Press Tab until the element has the focus."""
    expect(wanted).to_have_count(1)
    for _ in range(LIMIT):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached by Tab")


def put(page: Any, label: str | re.Pattern[str], text: str) -> None:
    tab_to(page, page.get_by_label(label))
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def press(page: Any, name: str | re.Pattern[str], role: str = "button") -> None:
    tab_to(page, page.get_by_role(role, name=name))
    page.keyboard.press("Enter")


def labelled(field: str, indicator: str) -> re.Pattern[str]:
    return re.compile(rf"^{field}\s*:\s*{indicator}")


def test_a_return_is_filled_in_by_keyboard_and_without_scripts(officer: Any, live_site: Site):
    officer.goto(live_site.url + LEARN)
    press(officer, re.compile(r"Fill it in.*workforce and quality"), "link")
    expect(officer.get_by_text("Exampleshire workforce and quality")).not_to_have_count(0)
    for name, (part, whole) in FIGURES.items():
        put(officer, labelled("Numerator", name), part)
        put(officer, labelled("Denominator", name), whole)
    press(officer, re.compile(r"^Save Social workers"))
    expect(officer.get_by_text("Saved: 4 lines changed.")).to_be_visible()
    expect(officer.get_by_text("4 of 4 lines filled in")).to_be_visible()

    press(officer, re.compile(r"^Submit this section.*Quality"))
    summary = officer.get_by_role("alert")
    expect(summary).to_contain_text("Audits judged good or better: Nothing is typed.")
    press(officer, re.compile("^Audits judged good or better: Nothing"), "link")
    expect(officer.get_by_label(labelled("Numerator", "Audits"))).to_be_focused()
    officer.keyboard.type("36")
    put(officer, labelled("Denominator", "Audits"), "27")
    put(officer, labelled("Numerator", "Complaints"), "9")
    put(officer, labelled("Denominator", "Complaints"), "13")
    officer.keyboard.press("Enter")  # saves, as Enter does in a form
    expect(
        officer.get_by_text("The numerator, 36, is more than the denominator, 27.")
    ).to_be_visible()
    put(officer, labelled("Numerator", "Audits"), "27")
    put(officer, labelled("Denominator", "Audits"), "36")
    press(officer, re.compile(r"^Submit this section.*Quality"))
    expect(officer.get_by_text("It waits for a signature.", exact=False).first).to_be_visible()
    expect(officer.get_by_text("Waits for a signature", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_on_what_an_officer_meets(
    page: Any, live_site: Site, axe: Callable[[Any], None], width: int
):
    page.set_viewport_size({"width": width, "height": 900})
    live_site.sign_in(page, "officer2")
    page.goto(live_site.url + LEARN)
    axe(page)
    page.get_by_role("link", name=re.compile(r"Fill it in.*children's services")).first.click()
    held(page, axe, width)
    page.goto(live_site.url + LEARN)
    page.get_by_role("link", name=re.compile(r"Fill it in.*workforce")).first.click()
    late = page.context.new_page()
    late.set_viewport_size({"width": width, "height": 900})
    late.goto(page.url)
    field = labelled("Numerator", "Agency social workers")
    page.get_by_label(field).fill(f"{width}x")
    page.get_by_role("button", name=re.compile("^Save Social workers")).click()
    page.get_by_role("button", name=re.compile("^Submit this section.*Social workers")).click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    held(page, axe, width)
    late.get_by_label(field).fill(f"{width}y")
    late.get_by_role("button", name=re.compile("^Save Social workers")).click()
    expect(late.get_by_text("Use what I typed")).to_be_visible()
    held(late, axe, width)


def held(page: Any, axe: Callable[[Any], None], width: int) -> None:
    """With everything open."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
