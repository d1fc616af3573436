"""A leader with one minute: who among similar authorities got better, and by how much."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.data.shipped import history
from tests.harness.site import Site

RING = "All authorities, and whom to ring"


@pytest.mark.parametrize("script", [True, False])
def test_on_placement_stability_it_takes_a_search_and_two_clicks(
    browser: Any, live_site: Site, script: bool
):
    context = browser.new_context(
        java_script_enabled=script, viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    live_site.sign_in(page, "viewer")
    page.get_by_label("Search indicators").fill("same placement")
    page.keyboard.press("Enter")
    page.locator(".sl-catalogue__entry").first.get_by_role("link").first.click()
    page.get_by_role("link", name=RING).click()
    expect(page.get_by_role("heading", name="Whom should we ring?")).to_be_visible()
    dorset = page.get_by_role("region", name="Similar authorities").locator("li").first
    # At once in view, in the data's own numbers.
    expect(dorset).to_be_in_viewport()
    lines = history("long-term-placement-stability")
    then, now = (int(lines["E06000059", day]["value"]) for day in ("2022-03-31", "2025-03-31"))
    expect(dorset).to_contain_text(f"Dorset by {now - then} points")
    expect(dorset).to_contain_text(f"From {then}% at 31 March 2022 to {now}% at 31 March 2025")
    expect(dorset).to_contain_text("more than chance would explain")
    expect(dorset).to_contain_text("Outstanding inspected March 2025")
    context.close()


def test_five_years_back_three_or_more_placements_names_two_and_says_how_sure(
    viewer: Any, live_site: Site
):
    viewer.goto(f"{live_site.url}/compare/three-or-more-placements/")
    viewer.get_by_role("region", name="Whom should we ring?").get_by_role(
        "link", name="5 years"
    ).click()
    lines = history("three-or-more-placements")
    similar = viewer.get_by_role("region", name="Similar authorities")
    for place, (name, code) in enumerate(
        [("Gloucestershire", "E10000013"), ("Shropshire", "E06000051")]
    ):
        fell = int(lines[code, "2019-20"]["value"]) - int(lines[code, "2024-25"]["value"])
        said = similar.locator("li").nth(place)
        expect(said).to_contain_text(f"{name} by {fell} points")
        expect(said).to_contain_text("not tested for chance")


def test_the_table_is_walked_and_sorted_by_keyboard(viewer: Any, live_site: Site):
    viewer.goto(f"{live_site.url}/compare/long-term-placement-stability/")
    head = viewer.get_by_role("columnheader", name="Change")
    head.get_by_role("link").focus()
    viewer.keyboard.press("Enter")
    expect(viewer.get_by_role("columnheader", name="Change")).to_have_attribute(
        "aria-sort", "ascending"
    )
    first = viewer.locator(".sl-authorities tbody tr").first
    expect(first).to_contain_text("Dorset")
    first.get_by_role("link").focus()
    viewer.keyboard.press("Enter")
    expect(viewer.get_by_text("Dorset among all authorities")).to_be_visible()
