"""A return is filled from its own template, in a browser that looks at each page."""

from typing import Any

from playwright.sync_api import expect

from tests.harness.chromium import violations
from tests.harness.site import Site

WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def is_in_order(page: Any) -> bool:
    page.set_viewport_size({"width": 320, "height": 800})
    return violations(page) == [] and not page.evaluate(WIDE)


def test_a_template_is_downloaded_filled_looked_through_and_filled_in(
    page: Any, live_site: Site, tmp_path: Any
):
    live_site.sign_in(page, "officer")
    page.goto(f"{live_site.url}/returns/1/")
    page.get_by_role("link", name="Fill from a file").click()
    assert is_in_order(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    file = tmp_path / "filled.csv"
    heading, first, *rest = download.value.path().read_text("utf-8").splitlines()
    number = first.rpartition(",")[2]
    file.write_text(
        "\n".join([heading, first.replace(f",,{number}", f",Counted.,{number}"), *rest])
    )
    page.get_by_label("The filled template").set_input_files(file)
    page.get_by_role("button", name="Look through this file").click()
    expect(page.get_by_role("cell", name="Counted.")).to_be_visible()
    assert is_in_order(page)
    page.get_by_role("button", name="Fill these cells").click()
    expect(page.get_by_text("Filled from the file: 1 line.")).to_be_visible()
