"""What only a browser can tell: a focus that is seen, pages that hold still, words kept by zoom."""

from typing import Any

import pytest

from tests.harness.site import Site

PAGES = (
    "/",
    "/themes/care-leavers/",
    "/indicators/care-leavers-neet/",
    "/indicators/?q=leavers",
    "/scorecard/?theme=care-leavers",
    "/compare/care-leavers-neet/",
    "/targets/",
    "/returns/?area=X99000001",
)
# Whether an element looks another way with the focus than without: its ground, edge or outline.
LOOK = """() => {
    const one = document.activeElement;
    const looks = (who) => {
        const style = getComputedStyle(who);
        const outline = style.outlineStyle === "none" ? "" : style.outline;
        const edge = style.borderStyle === "none" ? "" : style.border;
        return [outline, edge, style.boxShadow, style.backgroundColor].join(" ");
    };
    const focused = looks(one);
    one.blur();
    const rested = looks(one);
    one.focus();
    return { name: one.outerHTML.slice(0, 120), seen: focused !== rested };
}"""


@pytest.mark.parametrize("address", PAGES)
def test_the_focus_is_seen_wherever_it_goes(viewer: Any, live_site: Site, address: str):
    viewer.goto(live_site.url + address)
    unseen = []
    for _ in range(15):
        viewer.keyboard.press("Tab")
        if viewer.evaluate("document.activeElement === document.body"):
            break
        found = viewer.evaluate(LOOK)
        if not found["seen"]:
            unseen.append(found["name"])
    assert unseen == []


def test_folded_parts_open_by_keyboard(viewer: Any, live_site: Site):
    viewer.goto(f"{live_site.url}/indicators/care-leavers-neet/")
    for number, summary in enumerate(viewer.locator("main summary").all()):
        summary.focus()
        viewer.keyboard.press("Enter")
        assert summary.evaluate("one => one.parentElement.open"), f"details {number}"


@pytest.mark.parametrize("address", ["/", "/indicators/care-leavers-neet/"])
def test_nothing_moves_while_a_page_comes_in(viewer: Any, live_site: Site, address: str):
    viewer.add_init_script(
        """window.shifts = [];
        new PerformanceObserver((list) => {
            const own = list.getEntries().filter((one) => !one.hadRecentInput);
            window.shifts.push(...own.map((one) => one.value));
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    viewer.goto(live_site.url + address, wait_until="networkidle")
    if viewer.locator("figure[data-chart]").count():
        viewer.locator("figure[data-chart]").scroll_into_view_if_needed()
        viewer.wait_for_selector("html[data-charts=drawn]")
    viewer.wait_for_timeout(300)
    assert sum(viewer.evaluate("window.shifts")) < 0.01


@pytest.mark.parametrize("address", PAGES)
def test_at_four_hundred_per_cent_no_line_is_read_sideways(
    browser: Any, live_site: Site, address: str
):
    """A window of 1280 pixels at 400% is 320 wide and 225 high, each pixel drawn as four."""
    context = browser.new_context(
        viewport={"width": 320, "height": 225}, device_scale_factor=4, locale="en-GB"
    )
    page = context.new_page()
    live_site.sign_in(page, "viewer")
    page.goto(live_site.url + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    cut = page.evaluate(
        """() => [...document.querySelectorAll("main :is(p, h1, h2, li, dt, dd)")]
        .filter((one) => one.getClientRects().length && !one.closest(".sl-scroll")
            && one.getBoundingClientRect().right > 321)
        .map((one) => one.textContent.trim().slice(0, 60))"""
    )
    assert cut == []
    context.close()
