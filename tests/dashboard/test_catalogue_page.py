"""The catalogue's page: every indicator, found by its words, narrowed down, with its figure."""

from urllib.parse import quote

import pytest

from indicators.catalogue.models import Indicator, Ownership
from tests.dashboard.catalogue_files import catalogue, has_history, statutory
from tests.dashboard.conftest import Page, Visit

HOSTILE = "<script>alert(1)</script>"


def listed(page: Page) -> list[str]:
    entries = page.main.with_class("sl-catalogue__name")
    return [one.all("a")[0].get("href").split("/")[2] for one in entries]


def test_every_indicator_is_there_with_its_words(visit: Visit):
    page = visit("/indicators/")
    assert sorted(listed(page)) == sorted(catalogue())
    assert f"All {len(catalogue())} indicators" in page.text
    entries = {
        one.all("a")[0].get("href").split("/")[2]: one.text
        for one in page.main.with_class("sl-catalogue__entry")
    }
    neet = entries["care-leavers-neet"]
    for said in ("(%)", "45%", "in 2024-25", "target missed", "Core", "¶85", "neither studying"):
        assert said in neet
    for slug, text in entries.items():
        assert catalogue()[slug]["name"] in text
        assert ("Not measured here" in text) == (not has_history(slug)), slug


@pytest.mark.parametrize(
    ("query", "first"),
    [("NEET", "care-leavers-neet"), ("pathway", "pathway-plans"), ("CPP", None), ("¶85", None)],
)
def test_a_search_says_how_many_it_found(visit: Visit, query: str, first: str | None):
    page = visit(f"/indicators/?q={quote(query)}")
    found = listed(page)
    assert found
    assert f"{len(found)} indicator{'s' * (len(found) != 1)} found for “{query}”" in page.text
    assert first in (None, found[0])


@pytest.mark.parametrize("query", ["CLA", "LAC", "CiC"])
def test_other_names_find_the_children_in_care(visit: Visit, query: str):
    known = {slug for slug, one in catalogue().items() if query in one.get("aliases", [])}
    assert known
    assert known <= set(listed(visit(f"/indicators/?q={query}")))


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("theme=care-leavers", lambda slug: catalogue()[slug]["theme"] == "care-leavers"),
        ("kind=core", lambda slug: catalogue()[slug].get("core", False)),
        ("kind=statutory", statutory),
        ("kind=report", lambda slug: bool(catalogue()[slug].get("report_paragraphs"))),
        ("kind=measured", has_history),
        ("kind=unmeasured", lambda slug: not has_history(slug)),
        (
            "kind=core&theme=workforce",
            lambda slug: (
                catalogue()[slug].get("core", False) and catalogue()[slug]["theme"] == "workforce"
            ),
        ),
    ],
)
def test_filters_keep_what_they_say(visit: Visit, query: str, wanted):
    page = visit(f"/indicators/?{query}")
    expected = {slug for slug in catalogue() if wanted(slug)}
    assert set(listed(page)) == expected
    assert f"{len(expected)} of {len(catalogue())} indicators" in page.text


def test_statuses_divide_the_catalogue(visit: Visit):
    parts = [
        listed(visit(f"/indicators/?status={status}"))
        for status in ("red", "amber", "green", "none", "missing")
    ]
    assert sorted(slug for part in parts for slug in part) == sorted(catalogue())
    assert "care-leavers-neet" in parts[0]


def test_a_search_that_finds_nothing_says_what_to_do(visit: Visit):
    page = visit("/indicators/?q=adpotion")
    assert "No indicator of the council found for “adpotion”." in page.text
    assert any("adopt" in text.lower() for text in page.links)
    assert "look through all" in page.text


def test_filters_that_leave_nothing_say_so(visit: Visit):
    page = visit("/indicators/?q=pathway-plans&theme=workforce")
    assert "found for “pathway-plans”, and the filters leave none of" in page.text
    page = visit("/indicators/?theme=context&kind=statutory")
    assert "No indicator answers to all of these filters." in page.text


@pytest.mark.parametrize("value", [HOSTILE, "%00", "x" * 3000, "'; DROP TABLE x; --", "🦊", "a\nb"])
def test_nonsense_gives_a_page_that_says_so(visit: Visit, value: str):
    query = "&".join(f"{name}={quote(value, safe='%')}" for name in ("theme", "status", "kind"))
    page = visit(f"/indicators/?{query}")
    assert page.text.count("is not among the choices, so it is left out.") == 3
    assert len(listed(page)) == len(catalogue())
    assert b"<script>alert" not in page.response.content


@pytest.mark.parametrize("value", [HOSTILE, "%00", "x" * 3000, "' OR 1=1 --", "🦊", "((((", ".*"])
def test_hostile_words_are_only_words(visit: Visit, value: str):
    page = visit(f"/indicators/?q={quote(value, safe='%')}")
    assert b"<script>alert" not in page.response.content


def test_hostile_names_and_definitions_are_shown_as_text(visit: Visit):
    Indicator.objects.filter(slug="pathway-plans").update(
        name=f"{HOSTILE} plans",
        aliases=[HOSTILE],
        texts={"definition": f"{HOSTILE} is counted. More.", "limit": f"statutory: {HOSTILE}"},
    )
    for address in ("/", "/indicators/", "/scorecard/?per_page=all", "/themes/care-leavers/"):
        page = visit(address)
        assert b"<script>alert" not in page.response.content
        assert HOSTILE in page.text, address
    for query in (HOSTILE, "scriptt"):
        page = visit(f"/indicators/?q={quote(query)}")
        assert f"{HOSTILE} plans" in page.text


def test_the_area_and_the_day_are_kept(visit: Visit):
    page = visit("/indicators/?q=NEET&area=England&as_of=2017-02-01")
    entry = page.main.with_class("sl-catalogue__entry")[0]
    assert "area=E92000001&as_of=2017-02-01" in entry.all("a")[0].get("href")
    carried = {one.get("name"): one.get("value") for one in page.main.all("input")}
    assert carried["area"] == "E92000001"
    assert carried["as_of"] == "2017-02-01"


def test_every_page_has_the_search_and_the_way_to_the_others(visit: Visit):
    for address in ("/", "/themes/workforce/", "/indicators/care-leavers-neet/", "/targets/"):
        header = visit(f"{address}?as_of=2017-02-01").document.all("header")[0]
        form = next(one for one in header.all("form") if one.get("method") == "get")
        assert form.get("action") == "/indicators/"
        assert {one.get("name") for one in form.all("input")} == {"q", "as_of"}
        ways = [one.get("href") for one in header.all("nav")[0].all("a")]
        for path in ("/", "/indicators/", "/scorecard/"):
            assert f"{path}?as_of=2017-02-01" in ways


def test_a_stranger_sees_no_way_in_but_signing_in(visit: Visit):
    header = visit("/accounts/login/", "stranger").document.all("header")[0]
    assert not header.all("nav", "form")


def test_an_owner_is_named_and_can_be_asked_for(visit: Visit):
    own = {
        one.indicator.slug: one.team.name
        for one in Ownership.objects.filter(ended_at=None).select_related("indicator", "team")
    }
    assert own
    team = own["care-leavers-neet"]
    page = visit(f"/indicators/?owner={quote(team)}")
    assert set(listed(page)) == {slug for slug, name in own.items() if name == team}
    assert f"Owner: {team}" in page.main.with_class("sl-catalogue__entry")[0].text
