"""What leaders cannot see: named where the law asks for it, counted where it does not."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.service import loader
from indicators.areas.lookup import find
from indicators.catalogue.models import Indicator, Series
from indicators.ledger.models import Observation
from tests.builders import make_series, record
from tests.dashboard.catalogue_files import WORCESTERSHIRE, catalogue, has_history, statutory
from tests.dashboard.conftest import Page, Visit
from tests.dashboard.markup import Element

DAYS = ("2014-01-01", "2017-02-01", "2024-12-31")


def unmeasured(area: str = WORCESTERSHIRE, day: str = "9999-12-31") -> set[str]:
    """The oracle: a plain look for a published value in the files; no local figure ships."""
    return {slug for slug in catalogue() if not has_history(slug, area, day)}


def section(page: Page) -> Element:
    return next(one for one in page.main.walk() if one.get("id") == "unmeasured")


def linked(element: Element) -> list[str]:
    return [
        one.get("href").split("/")[2]
        for one in element.all("a")
        if one.get("href").startswith("/indicators/")
    ]


def in_the_open(page: Page) -> list[str]:
    """The indicators of the section that stand there without opening anything."""
    folded = {id(one) for part in section(page).all("details") for one in part.walk()}
    links = [one for one in section(page).all("a") if id(one) not in folded]
    return [one.get("href").split("/")[2] for one in links]


@pytest.mark.parametrize("day", [None, *DAYS])
@pytest.mark.parametrize("area", [WORCESTERSHIRE, "E92000001", "E10000013"])
def test_every_statutory_one_that_nobody_measures_is_named_in_the_open(
    visit: Visit, area: str, day: str | None
):
    page = visit(f"/?area={area}" + (f"&as_of={day}" if day else ""))
    missing = unmeasured(area, day or "9999-12-31")
    assert sorted(in_the_open(page)) == sorted(slug for slug in missing if statutory(slug))
    assert sorted(linked(section(page))) == sorted(missing)


def test_the_line_under_the_heading_counts_them(visit: Visit):
    page = visit("/")
    line = page.main.with_class("sl-in-short")[0]
    missing = unmeasured()
    law = sum(map(statutory, missing))
    assert f"{len(missing)} not measured here, {law} of them statutory" in line.text
    assert [one.get("href") for one in line.all("a")] == [
        "#attention",
        "#good-news",
        "#late",
        "#unmeasured",
        "#unmeasured-statutory",
    ]


def test_what_only_the_inspection_report_states_is_not_seen(visit: Visit):
    page = visit("/")
    assert "adoption-days-entry-to-placement" in linked(section(page))
    assert "649 days" in page.text, "the report's figure is still judged"


def test_an_area_without_any_figure_sees_nothing(visit: Visit):
    page = visit("/?area=Leeds")
    assert len(linked(section(page))) == len(catalogue())


def test_a_limit_stands_beside_a_name_that_does_not_say_it(visit: Visit):
    items = [
        one.text for one in section(visit("/")).with_class("sl-unmeasured__statutory")[0].children
    ]
    assert "Weeks of care proceedings 26 weeks" in items
    assert "Return interviews within 72 hours" in items


def complaints() -> Indicator:
    return Indicator.objects.get(slug="complaints-on-time")


def test_a_figure_of_the_councils_own_makes_it_seen(visit: Visit):
    """Written past the verbs, as no return brings figures yet; a partner may not see its value."""
    assert complaints().slug in in_the_open(visit("/"))
    series = Series.objects.get(indicator=complaints(), kind="local")
    own = Observation(
        series=series,
        is_proportion=series.is_proportion,
        area=find(WORCESTERSHIRE),
        period_kind="quarter",
        starts=date(2025, 1, 1),
        ends=date(2025, 3, 31),
        value=Decimal(80),
        by=loader(),
        typed_by=User.objects.get(username="officer"),
        known_on=date(2025, 4, 20),
        recorded_at=timezone.now(),
    )
    QuerySet[Observation](Observation).bulk_create([own])
    for role in ("viewer", "partner"):
        assert complaints().slug not in linked(section(visit("/", role))), role


@pytest.mark.parametrize(
    ("reason", "measured"),
    [
        ("not-available", False),
        ("not-collected", False),
        ("not-applicable", False),
        ("not-stated", False),
        ("suppressed", True),
        ("unreliable", True),
        ("rounds-to-zero", True),
    ],
)
def test_a_reason_tells_whether_somebody_measured(visit: Visit, reason: str, measured: bool):
    series = make_series(complaints())
    record(None, series=series, area=find(WORCESTERSHIRE), missing_reason=reason)
    assert (complaints().slug in linked(section(visit("/")))) != measured


def test_a_figure_of_a_close_definition_is_seen_and_shown_unjudged(visit: Visit):
    series = make_series(complaints(), relation="close", note="Of another year.")
    record("80", series=series, area=find(WORCESTERSHIRE))
    assert complaints().slug not in linked(section(visit("/")))
    assert "another definition" in visit("/themes/quality-and-voice/").text
    page = visit(f"/indicators/{complaints().slug}/")
    assert "is not judged" in page.text
    assert "80%" in page.text


@pytest.mark.parametrize("theme", sorted({one["theme"] for one in catalogue().values()}))
def test_a_theme_has_rows_for_what_is_measured_and_one_line_for_the_rest(visit: Visit, theme: str):
    page = visit(f"/themes/{theme}/")
    ours = {slug for slug, one in catalogue().items() if one["theme"] == theme}
    missing = unmeasured() & ours
    rows = [linked(one)[0] for one in page.main.with_class("sl-rows__row")]
    assert sorted(rows) == sorted(ours - missing)
    listed = linked(section(page)) if missing else []
    assert sorted(listed) == sorted(missing)
    law = sum(map(statutory, missing))
    assert all(statutory(slug) for slug in listed[:law]), "those of the law come first"
    if missing:
        assert f"Not measured here yet: {len(missing)}" in page.text


def test_the_first_sentence_of_a_definition_stands_beside_a_name(visit: Visit):
    indicator = Indicator.objects.get(slug="complaints-on-time")
    indicator.texts["definition"] = "Of all complaints, e.g. by letter, those on time. No more. <b>"
    indicator.save()
    text = section(visit("/themes/quality-and-voice/")).text
    assert "Of all complaints, e.g. by letter, those on time." in text
    assert "No more." not in text


def test_tallies_count_every_indicator_once(visit: Visit):
    page = visit("/")
    tallies = [one.text for one in page.main.with_class("sl-tally")]
    numbers = [int(word) for text in tallies for word in text.split() if word.isdigit()]
    assert sum(numbers) == len(catalogue())


def test_a_tally_leads_to_its_rows(visit: Visit):
    links = [
        (one.text, one.get("href"))
        for tally in visit("/").main.with_class("sl-tally")
        for one in tally.all("a")
    ]
    assert links
    for text, address in links:
        page = visit(address)
        assert len(page.main.with_class("sl-rows__row")) == int(text.split()[0]), address
