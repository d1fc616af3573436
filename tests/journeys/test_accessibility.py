"""axe on every kind of page, wide and narrow, and no page wider than a phone."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.harness.site import Site

PAGES = {
    "sign-in": "/accounts/login/",
    "overview": "/",
    "overview as of": "/?as_of=2017-02-01",
    "area without figures": "/?area=Leeds",
    "theme": "/themes/workforce/",
    "theme without indicators": "/themes/context/",
    "theme with much unmeasured": "/themes/help-and-protection/",
    "catalogue": "/indicators/",
    "search": "/indicators/?q=care+leavers&kind=core",
    "search without an answer": "/indicators/?q=adpotion",
    "scorecard": "/scorecard/",
    "scorecard sorted and narrowed": "/scorecard/?sort=-value&measured=yes&page=nonsense",
    "scorecard without rows": "/scorecard/?theme=context&status=red",
    "line": "/indicators/care-leavers-neet/",
    "break": "/indicators/social-worker-caseload/",
    "bullet": "/indicators/adoption-days-entry-to-placement/",
    "count": "/indicators/child-protection-plans/",
    "no figure": "/indicators/adoption-days-order-to-match/",
    "grid": "/compare/",
    "all authorities": "/compare/care-leavers-neet/?intervals=1",
    "all authorities, neither way good": "/compare/children-looked-after-rate/",
    "nobody to compare with": "/compare/audits-good/",
    "targets": "/indicators/care-leavers-neet/targets/",
    "targets to decide on": "/targets/",
    "report": "/report/",
    "report searched": "/report/?q=care+leavers",
    "report not yet published": "/report/?as_of=2016-12-31",
    "report of another area": "/report/?area=Leeds",
    "reconciliation": "/reconciliation/",
    "place that changed": "/?area=Somerset",
    "notes": "/indicators/care-leavers-neet/notes/",
    "boards": "/boards/",
    "board": "/boards/safeguarding-children-board/",
    "no such board": "/boards/nonsense/",
    "gallery": "/gallery/",
    "bad query": "/?as_of=nonsense",
    "not found": "/indicators/nonsense/",
}
WIDTHS = {"wide": 1280, "phone": 320}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_cut_off(
    page: Any, live_site: Site, axe: Callable[[Any], None], name: str, width: str
):
    page.set_viewport_size({"width": WIDTHS[width], "height": 800})
    if name != "sign-in":
        live_site.sign_in(page, "administrator")
    page.goto(live_site.url + PAGES[name])
    if page.locator("figure[data-chart]").count():
        page.wait_for_selector("html[data-charts=drawn]")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width]
    for one in page.locator("main details").all():
        one.evaluate("one => { one.open = true }")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width]
