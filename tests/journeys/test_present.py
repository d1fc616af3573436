"""Slides in a browser: read from eight metres, walked by keyboard and clicker, also offline."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.slides_site import serving

SCREENS = [(1920, 1080), (1280, 720), (1024, 768)]
NUMBER = 21  # title, agenda, actions, attention, sixteen indicators, the end
# Of every shown slide: what it is, and in hundredths of its height how large its letters are.
SIZES = """() => {
    const stage = document.querySelector(".sl-slide--shown .sl-stage");
    const hundredth = stage.clientHeight / 100;
    const seen = (one) => one.getClientRects().length > 0 && one.textContent.trim() !== "";
    const size = (which) => [...stage.querySelectorAll(which)].filter(seen)
        .map((one) => parseFloat(getComputedStyle(one).fontSize) / hundredth);
    const svg = stage.querySelector("svg");
    const scale = svg ? svg.getScreenCTM().a / hundredth : 0;
    return {
        heading: Math.min(...size("h1, h2")),
        lines: size(".sl-stage__line, .sl-stage__line *, .sl-stage__words, .sl-stage__detail, "
            + ".sl-stage__name, .sl-status__word, .sl-stage__over, .sl-stage__rest"),
        labels: svg ? [...svg.querySelectorAll("text")]
            .map((one) => one.getAttribute("font-size") * scale) : [],
    };
}"""
# What leaves the slide, and what of a chart is cut off by its own edge.
OUTSIDE = """() => {
    const stage = document.querySelector(".sl-slide--shown .sl-stage");
    const edge = stage.getBoundingClientRect();
    const out = (inner, outer) => inner.left < outer.left - 1 || inner.right > outer.right + 1
        || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;
    const found = stage.scrollHeight > stage.clientHeight || stage.scrollWidth > stage.clientWidth
        ? ["the slide scrolls"] : [];
    const parts = [...stage.querySelectorAll(
        ":scope > *, .sl-stage__main > *, .sl-stage__about > *")];
    for (const part of parts.filter((one) => one.getClientRects().length)) {
        if (out(part.getBoundingClientRect(), edge)) found.push(part.className + " is outside");
    }
    const svg = stage.querySelector("svg");
    for (const label of svg ? svg.querySelectorAll("text") : []) {
        const { left, right, top, bottom, height } = label.getBoundingClientRect();
        // A line of text is higher than its letters, which are what must not be cut.
        const letters = { left, right, top: top + 0.15 * height, bottom: bottom - 0.15 * height };
        if (out(letters, svg.getBoundingClientRect())) {
            found.push(label.textContent + " is cut");
        }
    }
    const main = stage.querySelector(".sl-stage__main").getBoundingClientRect();
    const foot = stage.querySelector(".sl-stage__foot").getBoundingClientRect();
    if (main.bottom > foot.top + 1) found.push("the foot is covered");
    const buttons = document.querySelector(".sl-controls").getBoundingClientRect();
    const number = stage.querySelector(".sl-stage__number").getBoundingClientRect();
    if (number.right > buttons.left) found.push("the number is covered");
    return found;
}"""
# Texts that had to end in an ellipsis, or were not wholly seen.
SHORTENED = """() => [...document.querySelectorAll(
    ".sl-slide--shown .sl-stage :is(p, h1, h2, li span, div)")]
    .filter((one) => getComputedStyle(one).overflow !== "visible"
        && (one.scrollHeight > one.clientHeight + parseFloat(getComputedStyle(one).fontSize) / 2
            || one.scrollWidth > one.clientWidth + 2))
    .map((one) => one.textContent.trim())"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving() as url:
        yield url


@pytest.fixture
def talk(page: Any, address: str) -> Iterator[Any]:
    """The sample's slides at 1920 × 1080; whatever the browser complains of fails the test."""
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda fault: wrong.append(str(fault)))
    opened(page, address, "sample", (1920, 1080))
    yield page
    assert wrong == []


def opened(page: Any, address: str, name: str, screen: tuple[int, int], query: str = "") -> None:
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page.goto(f"{address}/{name}/present/{query}")
    page.evaluate("document.fonts.ready")


def shown(page: Any) -> int:
    """The number of the one slide that is seen."""
    seen = page.locator(".sl-stage:visible").all()
    assert len(seen) == 1
    return int(seen[0].evaluate("one => one.closest('article').id"))


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_every_slide_is_read_from_eight_metres_and_whole(
    page: Any, address: str, screen: tuple[int, int]
) -> None:
    opened(page, address, "sample", screen)
    for number in range(1, NUMBER + 1):
        assert shown(page) == number
        sizes = page.evaluate(SIZES)
        assert sizes["heading"] >= 5.5, number
        assert min(sizes["lines"], default=9) >= 3.6, (number, sizes)
        assert min(sizes["labels"], default=9) >= (3.6 if screen[0] / screen[1] > 1.5 else 3), (
            number
        )
        assert page.evaluate(OUTSIDE) == [], number
        assert page.evaluate(SHORTENED) == [], number
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_no_word_however_long_leaves_its_slide(
    page: Any, address: str, screen: tuple[int, int]
) -> None:
    opened(page, address, "hostile", screen)
    number = page.locator("article").count()
    for _ in range(number):
        assert page.evaluate(OUTSIDE) == [], shown(page)
        page.keyboard.press("PageDown")
    assert page.locator("article script, article b").count() == 0
