"""The gallery: every component once, with examples that are no real place's."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import User
from dashboard.gallery import AREA, examples, target_examples
from indicators.areas.models import Area
from tests.dashboard.conftest import Visit

TEMPLATES = Path(settings.BASE_DIR) / "templates"
# Of whole pages, or of the report, the catalogue, the comparison and the reconciliation, whose own
# pages have all there is of them.
ELSEWHERE = re.compile(
    r"(header|footer|navigation|trail|standpoint|filters|pages|catalogue|scorecard|report|owner"
    r"|known|kept|target_said|notes|no_figures|beside|became|carried|cited|complaints|evidence|gaps"
    r"|grade|in_short|inspections|not_measured|nothing_found|paragraphs|places|recommendations"
    r"|unmeasured|limit|return|review|commentary|words|chain|quality|revisions|lines|training"
    r"|compare|ring|grid|dot_plot|inspection|place_line|sorted_head|reference|pair|explain"
    r"|area_changes|strip)"
)


def used(name: str, seen: set[str] | None = None) -> set[str]:
    """The components that a template includes, and those that they include."""
    seen = set() if seen is None else seen
    for found in re.findall(r'include "components/(\w+)\.html"', (TEMPLATES / name).read_text()):
        if found not in seen:
            seen.add(found)
            used(f"components/{found}.html", seen)
    return seen


def test_every_component_is_there_or_has_its_own_page():
    every = {path.stem for path in (TEMPLATES / "components").glob("*.html")}
    assert {"status", "value", "headline", "spark", "target_item", "empty", "field"} <= every
    missing = every - used("pages/gallery.html") - {"chart"}  # drawn without its scripts
    assert {name for name in missing if not ELSEWHERE.match(name)} == set()


@pytest.mark.parametrize("role", ["viewer", "administrator", "partner"])
def test_it_passes_the_inspection(visit: Visit, role: str):
    page = visit("/gallery/", role)
    for status in ("red", "amber", "green", "none", "missing"):
        assert page.main.with_class(f"sl-status--{status}"), status
    for said in ("in force", "proposed, not yet confirmed", "ended", "refused"):
        assert said in page.text
    assert "There is a problem" in page.text
    assert "Enter: target (%, or less)" in page.text


def test_the_examples_are_of_every_verdict():
    """Worked out by hand: 60%, 47.5%, 35% and 50% of 400; p below 0.001 from 190 to 240."""
    judged = [one.reading.assessment for one in examples()]
    assert [one.target.status for one in judged if one] == [
        "red",
        "amber",
        "green",
        "none",
        "none",
        "red",
    ]
    assert [one.direction.verdict for one in judged if one][:4] == [
        "declining",
        "no-real-change",
        "improving",
        "no-real-change",
    ]
    assert [one.reading.status for one in examples()][4] == "missing"


def test_nothing_made_up_is_of_a_real_place_or_kept(visit: Visit):
    kept = list(Area.objects.values_list())
    visit("/gallery/")
    assert AREA.code == "X99000001"
    assert list(Area.objects.values_list()) == kept
    assert not User.objects.filter(username="example").exists()
    assert {known.target.area for known in target_examples()} == {AREA}


def test_it_asks_the_database_only_who_is_there(as_role, django_assert_num_queries):
    browser = as_role("viewer")
    browser.get("/gallery/")
    with django_assert_num_queries(3):  # session, user, roles
        browser.get("/gallery/")


def test_in_production_there_is_none(visit: Visit, settings):
    settings.PRODUCTION = True
    assert "There is no page at this address" in visit("/gallery/", status=404).text


def test_no_page_leads_there(visit: Visit):
    for address in ("/", "/indicators/", "/scorecard/", "/admin/"):
        page = visit(address, "administrator")
        assert not [one for one in page.document.all("a") if "gallery" in one.get("href")]
