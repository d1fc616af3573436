"""The leader at 8:55: from signing in to a figure that can be believed, in a real browser."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.harness.site import Site

NEET = "Care leavers not in education, employment or training"
HEADLINE = (
    "45% in 2024-25 (159 of 351), above the demonstration target of 40%; "
    "51% the year before: no real change."
)


def test_three_clicks_to_the_care_leavers_figure(viewer: Any):
    viewer.get_by_role("link", name="Care leavers", exact=True).click()
    viewer.get_by_role("link", name=NEET, exact=True).first.click()
    expect(viewer.get_by_role("heading", level=1)).to_have_text(NEET)
    expect(viewer.locator(".sl-headline")).to_contain_text(HEADLINE)
    expect(viewer.locator("figcaption")).to_contain_text("lowest 34% in 2021-22")


def test_the_chart_is_drawn_over_its_svg_without_moving_the_page(viewer: Any, live_site: Site):
    viewer.goto(f"{live_site.url}/indicators/care-leavers-neet/")
    summary = viewer.locator("figcaption")
    before = summary.bounding_box()
    viewer.wait_for_selector("html[data-charts=drawn]")
    expect(
        viewer.locator("[data-drawn] .js-plotly-plot, [data-drawn] .sl-chart__plot")
    ).to_be_visible()
    assert summary.bounding_box() == before
    assert viewer.get_by_text("Share chart").count() == 0


@pytest.mark.parametrize("link", ["Download the chart (SVG)", "Download the figures (CSV)"])
def test_files_are_downloaded(viewer: Any, live_site: Site, link: str, tmp_path: Path):
    viewer.goto(f"{live_site.url}/indicators/care-leavers-neet/")
    with viewer.expect_download() as waiting:
        viewer.get_by_role("link", name=link).click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert path.name.startswith("care-leavers-neet-E10000034")
    assert "45" in path.read_text(encoding="utf-8-sig")


def test_a_picture_is_downloaded_where_scripts_run(viewer: Any, live_site: Site, tmp_path: Path):
    viewer.goto(f"{live_site.url}/indicators/care-leavers-neet/")
    with viewer.expect_download() as waiting:
        viewer.get_by_role("button", name="Download PNG").click()
    path = tmp_path / "chart.png"
    waiting.value.save_as(path)
    assert path.read_bytes().startswith(b"\x89PNG")


def test_a_day_in_the_past_is_chosen_on_any_page(viewer: Any, live_site: Site):
    viewer.goto(f"{live_site.url}/indicators/care-leavers-neet/")
    viewer.get_by_text("Worcestershire, as of today: change").click()
    viewer.get_by_label("As known on").fill("2017-02-01")
    viewer.get_by_role("button", name="Show").click()
    expect(viewer.get_by_text("As of 1 February 2017.")).to_be_visible()
    expect(viewer.locator(".sl-headline")).to_contain_text("48%")
    viewer.get_by_label("Breadcrumb").get_by_role("link", name="Overview").click()
    assert "as_of=2017-02-01" in viewer.url
    viewer.get_by_role("link", name="Show what is known today").click()
    assert "as_of" not in viewer.url


def test_by_keyboard_alone(viewer: Any):
    viewer.keyboard.press("Tab")
    expect(viewer.get_by_role("link", name="Skip to main content")).to_be_focused()
    viewer.keyboard.press("Enter")
    link = viewer.get_by_role("link", name=NEET, exact=True).first
    for _ in range(60):
        viewer.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    expect(link).to_be_focused()
    viewer.keyboard.press("Enter")
    expect(viewer.get_by_role("heading", level=1)).to_have_text(NEET)


def test_without_javascript_everything_is_there(browser: Any, live_site: Site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    live_site.sign_in(page, "viewer")
    page.goto(f"{live_site.url}/indicators/care-leavers-neet/")
    expect(page.locator(".sl-headline")).to_contain_text(HEADLINE)
    expect(page.locator("figure svg").first).to_be_visible()
    page.get_by_text("The figures of this chart as a table").click()
    expect(page.get_by_role("table").first).to_contain_text("2016-17")
    context.close()


def test_paper_has_the_chart_its_table_and_the_sources(viewer: Any, live_site: Site):
    viewer.goto(f"{live_site.url}/indicators/care-leavers-neet/")
    viewer.emulate_media(media="print")
    viewer.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(viewer.locator("figure svg").first).to_be_visible()
    expect(viewer.get_by_role("table", name=HEADLINE)).to_be_visible()
    expect(viewer.get_by_text("Local Authority Interactive Tool").first).to_be_visible()
    expect(viewer.get_by_text("Worcestershire, as known on")).to_be_visible()
    expect(viewer.get_by_role("button", name="Sign out")).to_be_hidden()


def test_an_administrator_proposes_and_confirms_a_target(quiet_page: Any, live_site: Site):
    page = quiet_page
    live_site.sign_in(page, "administrator")
    page.goto(f"{live_site.url}/indicators/health-assessments-up-to-date/")
    page.get_by_role("link", name="Propose or confirm a target").click()
    page.get_by_label("Target (%, or more)").fill("95")
    page.get_by_label("Judges periods that end on or after").fill("2027-03-31")
    page.get_by_label("Why this target").fill("The board's plan.")
    page.get_by_role("button", name="Propose this target").click()
    expect(page.get_by_text("Target proposed.")).to_be_visible()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("Target confirmed for")).to_be_visible()
    expect(page.get_by_text("95% in force")).to_be_visible()
