"""Slides in a browser: read from eight metres, walked by keyboard and clicker, also offline."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.slides_site import serving
from tests.journeys.test_paper import NO_READER

SCREENS = [(1920, 1080), pytest.param((1280, 720), marks=pytest.mark.slow), (1024, 768)]
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
        heading: Math.min(...size("h2")),
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
    const hundredth = edge.height / 100;
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
    const rest = stage.querySelector(".sl-stage__main");
    const main = rest.getBoundingClientRect();
    if (rest.scrollHeight > rest.clientHeight + hundredth) found.push("the foot is reached");
    const foot = stage.querySelector(".sl-stage__foot").getBoundingClientRect();
    if (main.bottom > foot.top + 1) found.push("the foot is covered");
    const buttons = document.querySelector(".sl-controls").getBoundingClientRect();
    const number = stage.querySelector(".sl-stage__number").getBoundingClientRect();
    if (number.right > buttons.left) found.push("the number is covered");
    return found;
}"""
# Texts that had to end in an ellipsis, or were not wholly seen.
SHORTENED = """() => [...document.querySelectorAll(
    ".sl-slide--shown .sl-stage :is(p, h2, li span, div)")]
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


def test_keys_and_a_clicker_walk_to_the_end_and_back(talk: Any) -> None:
    walked = [shown(talk)]
    # A clicker sends Page down and Page up; at either end it stays where it is.
    for key in ["PageDown", "ArrowRight", "Space", "Shift+Space", "ArrowLeft", "PageUp", "PageUp"]:
        talk.keyboard.press(key)
        walked.append(shown(talk))
    assert walked == [1, 2, 3, 4, 3, 2, 1, 1]
    talk.keyboard.press("End")
    talk.keyboard.press("PageDown")
    assert shown(talk) == NUMBER
    talk.keyboard.press("Home")
    assert shown(talk) == 1


def test_a_reload_stays_and_a_slide_can_be_linked(talk: Any) -> None:
    talk.keyboard.press("PageDown")
    talk.keyboard.press("PageDown")
    assert talk.url.endswith("#3")
    talk.reload()
    assert shown(talk) == 3
    talk.keyboard.press("PageDown")
    # The second of those that need attention is the seventh indicator of the board.
    talk.get_by_role("link", name="Looked-after children with a dental check").click()
    assert shown(talk) == 11
    talk.evaluate("location.hash = '#400'")
    assert shown(talk) == NUMBER


def test_who_does_not_see_it_hears_where_the_talk_is(talk: Any) -> None:
    talk.keyboard.press("ArrowRight")
    assert talk.get_by_role("status").text_content() == f"Slide 2 of {NUMBER}: Agenda"
    assert talk.evaluate("document.activeElement.textContent.trim()") == "Agenda"


def test_without_a_network_every_slide_still_comes(talk: Any) -> None:
    talk.context.set_offline(True)
    for number in range(2, NUMBER + 1):
        talk.keyboard.press("PageDown")
        assert shown(talk) == number
        assert talk.locator(".sl-stage:visible .sl-stage__heading").text_content().strip()
    for number in range(NUMBER - 1, 0, -1):
        talk.keyboard.press("PageUp")
        assert shown(talk) == number
    # A second window could not be loaded now, so the notes open under the slide.
    talk.keyboard.press("n")
    assert talk.locator(".sl-notes:visible").inner_text().count("What the board is for") == 1
    talk.context.set_offline(False)


def test_the_screen_goes_black_and_comes_back(talk: Any) -> None:
    dark = talk.locator("[data-dark]")
    for key in (".", "b"):
        talk.keyboard.press(key)
        assert dark.is_visible()
        assert talk.get_by_role("status").text_content() == "The screen is black."
        talk.keyboard.press(key)
        assert not dark.is_visible()
    talk.keyboard.press("b")
    talk.keyboard.press("PageDown")
    assert not dark.is_visible()
    assert shown(talk) == 2


def test_letters_can_be_switched_off_as_shortcuts(talk: Any) -> None:
    talk.keyboard.press("?")
    dialog = talk.get_by_role("dialog", name="Presenting")
    assert (
        dialog.get_by_role("link", name="Back to the meeting").get_attribute("href") == "/meeting/"
    )
    dialog.get_by_role("checkbox").uncheck()
    talk.keyboard.press("PageDown")
    assert shown(talk) == 1  # a key in the dialog moves no slide
    talk.keyboard.press("Escape")
    talk.keyboard.press("b")
    assert not talk.locator("[data-dark]").is_visible()
    talk.keyboard.press("PageDown")
    assert shown(talk) == 2


def test_buttons_and_full_screen_serve_a_hand(talk: Any) -> None:
    talk.get_by_role("button", name="Next slide").click()
    talk.get_by_role("button", name="Next slide").click()
    talk.get_by_role("button", name="Previous slide").click()
    assert shown(talk) == 2
    for button in talk.locator(".sl-controls button").all():
        assert min(button.bounding_box()["width"], button.bounding_box()["height"]) >= 44
    talk.keyboard.press("f")
    talk.evaluate(
        """new Promise((done) => document.fullscreenElement ? done()
        : addEventListener("fullscreenchange", done))"""
    )


def test_a_swipe_turns_to_the_next_slide(browser: Any, address: str) -> None:
    context = browser.new_context(viewport={"width": 1024, "height": 768}, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}/sample/present/")
    finger = context.new_cdp_session(page)

    def swipe(start: int, end: int) -> None:
        for kind, at in (("touchStart", start), ("touchMove", end), ("touchEnd", None)):
            points = [] if at is None else [{"x": at, "y": 300}]
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    swipe(800, 300)
    page.wait_for_selector("article[id='2'].sl-slide--shown .sl-stage")
    swipe(300, 800)
    page.wait_for_selector("article[id='1'].sl-slide--shown .sl-stage")
    context.close()


def test_the_speaker_has_a_second_window_that_follows(talk: Any) -> None:
    talk.keyboard.press("PageDown")
    with talk.expect_popup() as opening:
        talk.keyboard.press("n")
    speaker = opening.value
    speaker.wait_for_selector("article[id='2'].sl-slide--shown .sl-stage")
    talk.context.set_offline(True)
    talk.evaluate("location.hash = '#18'")
    speaker.wait_for_selector("article[id='18'].sl-slide--shown .sl-stage")
    panel = speaker.locator(".sl-speaker").inner_text()
    assert f"Slide 18 of {NUMBER}" in panel
    assert "Next: Care leavers in suitable accommodation: 96% in 2024-25" in panel
    notes = " ".join(speaker.locator(".sl-notes:visible").inner_text().split())
    assert "Last time, 15 September 2026 51% in 2023-24 (181 of 355)" in notes
    expect(speaker.get_by_role("timer")).not_to_have_text("0:00")
    # The clicker may be in either window's hands.
    speaker.keyboard.press("PageDown")
    talk.wait_for_selector("article[id='19'].sl-slide--shown .sl-stage")
    speaker.keyboard.press("b")
    talk.wait_for_selector("[data-dark]:visible")
    talk.context.set_offline(False)


def test_without_scripts_it_is_a_page_to_read(browser: Any, address: str) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    page.goto(f"{address}/sample/present/")
    assert page.locator(".sl-stage:visible").count() == NUMBER
    assert page.locator(".sl-controls:visible, [data-dark]:visible, dialog:visible").count() == 0
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("link", name="Back to the meeting").is_visible()
    page.locator("summary").nth(2).click()
    assert page.locator("details[open]").inner_text().startswith("Speaker notes\nWhy these")
    page.get_by_role("link", name="Slides with speaker notes").click()
    page.wait_for_load_state()
    assert page.locator("details[open]").count() == NUMBER - 2  # agenda and end need no notes
    assert page.locator("details:not([open])").count() == 0
    context.close()


def test_on_paper_a_slide_is_a_page_and_notes_come_when_asked_for(
    talk: Any, address: str, tmp_path: Path
) -> None:
    talk.keyboard.press("End")
    plain = pages_of(talk, tmp_path)
    assert len(plain) == NUMBER
    assert "45% in 2024-25 (159 of 351)" in " ".join(plain[17].split())
    assert "18 of 21" in plain[17]
    assert "Last time" not in plain[17]
    opened(talk, address, "sample", (1280, 720), "?notes=1")
    with_notes = pages_of(talk, tmp_path)
    asked = next(page for page in with_notes if "18 of 21" in page)
    assert "Last time, 15 September 2026" in " ".join(asked.split())


def pages_of(page: Any, folder: Path) -> list[str]:
    """The words of each printed page, in the size that the style sheet asks for."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip(NO_READER)
    path = folder / "slides.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    done = subprocess.run([reader, path, "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def test_on_a_phone_the_slides_flow(page: Any, address: str, axe: Any) -> None:
    for name in ("sample", "hostile"):
        opened(page, address, name, (320, 640))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    opened(page, address, "sample", (320, 640), "#5")
    assert page.locator(".sl-stage:visible").count() == NUMBER
    assert page.locator(".sl-controls:visible").count() == 0
    scrolled = page.evaluate_handle(
        "({ done: new Promise((done) => addEventListener('scroll', done, { once: true })) })"
    )
    page.keyboard.press("PageDown")  # scrolls, as on any page
    scrolled.evaluate("one => one.done")
    axe(page)
    page.set_viewport_size({"width": 1024, "height": 768})
    page.wait_for_selector(".sl-presenting")
    assert shown(page) == 5


@pytest.mark.parametrize("number", [1, 4, 14, 18])
def test_no_accessibility_fault(talk: Any, axe: Any, number: int) -> None:
    talk.evaluate(f"location.hash = '#{number}'")
    talk.wait_for_selector(f"article[id='{number}'].sl-slide--shown .sl-stage")
    axe(talk)


def test_no_accessibility_fault_in_the_speakers_window(page: Any, address: str, axe: Any) -> None:
    opened(page, address, "sample", (1280, 720), "?notes=1#18")
    axe(page)
    page.keyboard.press("?")
    axe(page)
