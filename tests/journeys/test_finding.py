"""Finding an indicator, and seeing at once what nobody measures."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.dashboard.catalogue_files import catalogue, has_history, statutory
from tests.harness.site import Site

NEET = "Care leavers not in education, employment or training"


def test_a_councillor_finds_an_indicator_from_any_page(viewer: Any, live_site: Site):
    viewer.goto(f"{live_site.url}/themes/workforce/?as_of=2017-02-01")
    viewer.get_by_label("Search indicators").fill("NEET")
    viewer.keyboard.press("Enter")
    expect(viewer.get_by_text("found for “NEET”")).to_be_visible()
    first = viewer.locator(".sl-catalogue__entry").first
    first.get_by_role("link", name=NEET, exact=True).click()
    expect(viewer.locator(".sl-headline")).to_contain_text("48%")


def test_without_javascript_lists_are_searched_sorted_and_narrowed(browser: Any, live_site: Site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    live_site.sign_in(page, "viewer")
    page.get_by_role("link", name="Indicators", exact=True).click()
    page.get_by_label("Theme").select_option("Care leavers")
    page.get_by_label("Search", exact=True).fill("training")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.locator(".sl-catalogue__entry").first).to_contain_text("Care leavers")
    page.get_by_role("link", name="Scorecard").click()
    page.get_by_label("Measured here").select_option("Measured here")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("columnheader", name="Value").get_by_role("link").click()
    expect(page.get_by_role("columnheader", name="Value")).to_have_attribute(
        "aria-sort", "ascending"
    )
    expect(page.get_by_label("Measured here")).to_have_value("yes")
    context.close()


@pytest.mark.parametrize("address", ["/", "/?area=England"])
def test_the_first_screen_names_what_the_law_asks_for_and_nobody_measures(
    viewer: Any, live_site: Site, address: str
):
    area = "E92000001" if "England" in address else "E10000034"
    viewer.set_viewport_size({"width": 1280, "height": 800})
    viewer.goto(live_site.url + address)
    wanted = {
        one["name"]
        for slug, one in catalogue().items()
        if statutory(slug) and not has_history(slug, area)
    }
    assert wanted
    for name in wanted:
        link = viewer.get_by_role("main").get_by_role("link", name=name, exact=True).last
        expect(link).to_be_visible()
        box = link.bounding_box()
        assert box["y"] + box["height"] <= 800, f"{name} is below the first screen"


def test_on_a_phone_they_are_one_step_away_and_open(viewer: Any, live_site: Site):
    viewer.set_viewport_size({"width": 320, "height": 800})
    viewer.goto(live_site.url)
    link = viewer.get_by_role("link", name="of them statutory")
    assert link.bounding_box()["y"] < 800
    link.click()
    expect(viewer.get_by_role("link", name="Return interviews within 72 hours")).to_be_in_viewport()


@pytest.mark.parametrize("kind", ["CSV", "Excel"])
def test_the_scorecard_is_taken_away(viewer: Any, live_site: Site, tmp_path: Path, kind: str):
    viewer.goto(f"{live_site.url}/scorecard/?theme=care-leavers")
    with viewer.expect_download() as waiting:
        viewer.get_by_role("link", name=f"Download these rows ({kind})").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert path.name == f"scorecard-E10000034.{ {'CSV': 'csv', 'Excel': 'xlsx'}[kind] }"
    assert path.stat().st_size > 2000
