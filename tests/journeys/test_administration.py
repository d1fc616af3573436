"""The administration pages in a real browser: under our policy, for every eye, by hand."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.harness.site import Site

# Of each kind of page Django makes, with all its scripts: filters, dates, members, passwords.
PAGES = (
    "/admin/",
    "/admin/accounts/user/",
    "/admin/accounts/user/add/",
    "/admin/accounts/user/2/change/",
    "/admin/accounts/user/2/history/",
    "/admin/accounts/user/2/password/",
    "/admin/accounts/team/1/change/",
    "/admin/catalogue/ownership/",
    "/admin/catalogue/ownership/1/change/",
    "/admin/catalogue/break/add/",
    "/admin/catalogue/indicator/1/change/",
    "/admin/catalogue/indicatortext/1/change/",
    "/admin/targets/target/?state=in_force",
    "/admin/targets/target/add/",
    "/admin/notes/note/add/",
    "/admin/areas/membership/",
    "/admin/admin/logentry/",
)
REFUSED = """window.refused = [];
document.addEventListener("securitypolicyviolation", (one) =>
    window.refused.push(`${one.violatedDirective} ${one.blockedURI} ${one.sourceFile}`));"""


@pytest.fixture
def boss(quiet_page: Any, live_site: Site) -> Any:
    quiet_page.add_init_script(REFUSED)
    live_site.sign_in(quiet_page, "administrator")
    return quiet_page


def test_the_policy_refuses_nothing(boss: Any, live_site: Site):
    refused = {}
    for address in PAGES:
        boss.goto(live_site.url + address, wait_until="networkidle")
        assert boss.locator("main h1").count() == 1, address
        refused[address] = boss.evaluate("window.refused")
    assert refused == {address: [] for address in PAGES}


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    page: Any, live_site: Site, axe: Callable[[Any], None], width: int
):
    page.set_viewport_size({"width": width, "height": 900})
    live_site.sign_in(page, "administrator")
    for address in PAGES:
        page.goto(live_site.url + address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_team_s_members_are_added_one_after_the_other(boss: Any, live_site: Site):
    boss.goto(f"{live_site.url}/admin/accounts/team/")
    boss.get_by_role("link", name="Workforce and practice").click()
    # The four demonstration people are in every team already.
    boss.locator("#id_places-4-user").select_option(label="Demonstration viewer")
    boss.locator(".add-row a").click()
    boss.locator("#id_places-5-user").select_option(label="Demonstration administrator")
    boss.locator("#id_places-5-role").select_option("approver")
    boss.locator("#id_places-5-deputy").check()
    boss.get_by_role("button", name="Save", exact=True).click()
    expect(boss.get_by_text("was changed successfully")).to_be_visible()
    assert boss.evaluate("window.refused") == []


def test_an_owner_is_changed_and_the_indicator_s_page_says_so(boss: Any, live_site: Site):
    boss.goto(f"{live_site.url}/admin/catalogue/ownership/")
    boss.locator("#searchbar").fill("apprenticeships")
    boss.locator("#changelist-search button").click()
    boss.locator("#result_list th a").first.click()
    boss.get_by_label("New owner").select_option(label="Virtual school")
    boss.get_by_role("button", name="Save", exact=True).click()
    expect(boss.get_by_text("was changed successfully")).to_be_visible()
    boss.goto(f"{live_site.url}/indicators/care-leavers-apprenticeships/")
    expect(boss.get_by_text("Owned by the team Virtual school.")).to_be_visible()
