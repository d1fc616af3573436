"""axe on a meeting's pages as clerk and chair meet them, wide and narrow, prepared to agreed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from tests.harness.site import Site

# A board for each width, so that each has a meeting of today to itself.
BOARDS = {1280: "corporate-parenting-board", 320: "strategic-workforce-board"}


@pytest.mark.slow
@pytest.mark.parametrize("width", BOARDS)
def test_axe_finds_nothing_from_the_call_to_the_minutes(
    page: Any, live_site: Site, axe: Callable[[Any], None], width: int
):
    page.set_viewport_size({"width": width, "height": 800})

    def looks_well() -> None:
        for _ in range(2):
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            for one in page.locator("main details").all():
                one.evaluate("one => { one.open = true }")

    live_site.sign_in(page, "clerk")
    board = f"{live_site.url}/boards/{BOARDS[width]}/"
    meeting = f"{board}meetings/{timezone.localdate()}/"
    page.goto(board)
    page.get_by_label("Day of the meeting").fill(str(timezone.localdate()))
    page.get_by_role("button", name="Call the meeting").click()
    page.wait_for_url(meeting)
    looks_well()
    page.locator("input[name=words][id=add-item-0]").fill("Word" * 40)
    page.get_by_role("button", name="Add to the agenda").click()
    looks_well()
    page.goto(f"{meeting}pack/?preview=1")
    looks_well()
    page.goto(f"{meeting}despatch/")
    looks_well()
    page.get_by_role("button", name="Despatch the papers").click()
    page.wait_for_url(f"{meeting}#papers")
    looks_well()
    # What somebody is writing stays when the papers are ready.
    field = page.locator("#item-2").get_by_label("What was decided, asked or said")
    field.fill("Half a sentence")
    page.get_by_text("The papers are being made").wait_for(state="detached", timeout=120_000)
    page.locator("a[href$='pack.pdf?edition=council']").wait_for()
    assert field.input_value() == "Half a sentence"
    page.goto(f"{meeting}despatch/")
    looks_well()
    page.goto(f"{meeting}?at=2#item-2")
    second = page.locator("#item-2")
    second.get_by_role("button", name="Record the decision").click()
    page.get_by_text("There is a problem").wait_for()
    looks_well()
    second.get_by_label("What was decided, asked or said").fill("Ask the young people " + "x" * 90)
    second.get_by_label("Who does it").fill("Head of participation")
    second.get_by_label("By when").fill(f"{timezone.localdate().year + 1}-06-01")
    second.get_by_role("button", name="Record the decision").click()
    page.wait_for_url(f"{meeting}?at=2#item-2")
    second.get_by_text("Head of participation").wait_for()
    second.get_by_label("What was decided, asked or said").fill("How many were asked?")
    second.get_by_role("button", name="Record the question").click()
    looks_well()
    live_site.sign_in(page, "viewer")
    page.goto(meeting)
    looks_well()
    live_site.sign_in(page, "chair")
    page.goto(f"{meeting}minutes/")
    looks_well()
    page.get_by_role("button", name="Agree these minutes").click()
    page.get_by_text("They never change from now on").wait_for()
    looks_well()
    page.goto(meeting)
    looks_well()
    page.goto(board)
    looks_well()
