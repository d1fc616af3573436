"""The papers as a page: what a reader finds there is what was frozen, and nothing else is."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
import time_machine
from django.test import override_settings
from django.utils import translation

from dashboard.packs.pack import Kind, Pack, Section, dumps, loads
from dashboard.packs.page import page
from tests.dashboard.markup import Element, read
from tests.packs import examples
from tests.packs.examples import CASELOAD, NEET, NOBODY, WHOLE

ATTACK = '"><img src=x onerror=alert(1)><script>alert(1)</script>{{ settings.SECRET_KEY }}\x07'
PACKS = {
    "whole": WHOLE,
    "public": replace(WHOLE, kind="public"),
    "empty": examples.EMPTY,
    "hostile": examples.hostile(ATTACK),
    "long": examples.long(12),
}


def framed(pack: Pack) -> Element:
    """The page inside a frame, whose structure must have no fault."""
    root, faults = read(f"<!doctype html><html><body><h1>Papers</h1>{page(pack)}</body></html>")
    assert not faults
    return root


def of(root: Element, anchor: str) -> Element:
    """The part of the page that a heading names."""
    return next(one for one in root.walk() if one.get("aria-labelledby") == anchor)


def rows(table: Element) -> Iterator[tuple[str, ...]]:
    return (tuple(cell.text for cell in row.all("th", "td")) for row in table.all("tr"))


@pytest.fixture(scope="module")
def whole() -> Element:
    return framed(WHOLE)


@pytest.mark.parametrize("kind", ["council", "public"])
def test_every_figure_is_the_packs(kind: Kind):
    pack = replace(WHOLE, kind=kind)
    root = framed(pack)
    for sheet in pack.sheets:
        part = of(root, f"indicator-{sheet.slug}")
        for text in (sheet.value, sheet.target, *(one.value for one in sheet.beside)):
            assert text in part.text
        if sheet.chart:
            heads, *body = rows(part.all("table")[0])
            assert heads == tuple(column.heading for column in sheet.chart.table.columns)
            assert body == list(sheet.chart.table.rows)


def test_a_row_of_the_scorecard_says_what_is_known(whole: Element):
    table = of(whole, "papers-scorecard").all("table")[0]
    heads, first, *others = rows(table)
    assert dict(zip(heads, first, strict=True)) == {
        "Indicator": "1. Care leavers not in education, employment or training",
        "Status": "Demonstration target missed",
        "Value": "45% in 2024-25",
        "Target": "40%",
        "England": "40% Worse",
        "Similar authorities": "41% Similar",
        "On the year before": "No real change",
    }
    assert [row[0].split(".")[0] for row in others] == ["2", "3", "4"]
    assert others[-1][1:3] == ("No figure", "none")


def test_an_indicators_part_says_all_that_is_said_of_it(whole: Element):
    said = of(whole, "indicator-care-leavers-neet").text
    for text in (
        "18 young people fewer would meet the target.",
        "The figure for 2025-26 was due in November.",
        "Demonstration target, set by Sightline on 24 November 2026.",
        "What was said last time, on 15 September 2026",
        "51% in 2023-24, above the demonstration target of 40%.",
        "Mentors start in October.",
        "Offer every care leaver who is out of work a mentor.",
        "Six of 22 have a mentor. The rest follow by March.",
        "Head of care leavers, 20 November 2026",
        "More young people left care.",
        "A college closed in 2023.",
        "The figure is provisional and may still change.",
        "Care leavers aged 19 to 21 who are not in work or study.",
        "Those not in touch count as not in work or study.",
        "Local Authority Interactive Tool; newest figure public 27 November 2025.",
        "Published: 118th of 151",
    ):
        assert text in said


def test_an_indicator_without_a_figure_says_what_to_do(whole: Element):
    part = of(whole, f"indicator-{NOBODY.slug}")
    assert NOBODY.headline in part.text
    assert not part.all("svg", "table")


def test_the_order_is_that_of_the_agenda(whole: Element):
    headings = [one.text for one in whole.all("h2", "h3")]
    assert headings == [
        "About these papers",
        "How to read these papers",
        "Contents",
        "Agenda",
        "Actions from earlier meetings",
        "What needs attention",
        "1. Care leavers not in education, employment or training",
        "Scorecard",
        "Care leavers",
        "1. Care leavers not in education, employment or training",
        "Workforce Exempt",
        "2. Cases per social worker",
        "3. Spending in England",
        "4. Private fostering",
        "Glossary",
        "Sources",
        "What this edition leaves out",
    ]


def test_agenda_actions_attention_and_the_end(whole: Element):
    assert "3. Workforce Exempt" in of(whole, "papers-agenda").text
    action = whole.with_class("sl-papers__action")[0].text
    assert "Head of care leavers, due 1 October 2026: not done, overdue" in action
    assert "has come to 2 meetings" in action
    assert "It is red: 45% is above the target of 40%." in of(whole, "papers-attention").text
    assert "More than chance alone would bring about." in of(whole, "papers-glossary").text
    assert "Newest figure: 27 November 2025." in of(whole, "papers-sources").text
    assert "One figure is kept back" in of(whole, "papers-left-out").text


def test_a_chart_is_there_wide_and_narrow_with_its_words(whole: Element):
    drawn = of(whole, "indicator-caseload").all("svg")
    assert [one.get("viewbox").split()[2] for one in drawn] == ["720", "340"]
    assert CASELOAD.chart is not None
    for one in drawn:
        assert one.all("title")[0].content == [CASELOAD.chart.title]
        assert one.all("desc")[0].content == [CASELOAD.chart.summary]


@pytest.mark.parametrize("name", PACKS)
def test_headings_go_down_one_step_at_a_time(name: str):
    levels = [int(one.tag[1]) for one in framed(PACKS[name]).all("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert 1 not in levels[1:]
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", PACKS)
def test_an_id_stands_once_and_every_link_leads_to_one(name: str):
    every = list(framed(PACKS[name]).walk())
    ids = [one.get("id") for one in every if one.get("id")]
    assert len(ids) == len(set(ids))
    links = [one.get("href") for one in every if one.tag == "a"]
    assert links
    assert {link.removeprefix("#") for link in links} <= set(ids)
    named = [one.get(name) for one in every for name in ("aria-labelledby", "aria-describedby")]
    assert {name for name in named if name} <= set(ids)


@pytest.mark.parametrize("name", PACKS)
def test_nothing_runs_and_nothing_is_loaded(name: str):
    every = list(framed(PACKS[name]).walk())
    assert not [one for one in every if one.tag in ("script", "style", "img", "iframe", "form")]
    names = {attribute for one in every for attribute in one.attributes}
    assert not [one for one in names if one == "style" or one.startswith("on")]
    assert "alert(1)</script>" not in page(PACKS[name])


def test_hostile_words_are_shown_as_they_were_typed():
    shown = ATTACK.replace("\x07", "")
    said = framed(PACKS["hostile"]).text.replace("\x07", "")
    assert said.count(" ".join(shown.split())) > 30


def test_a_scrolled_table_can_be_reached_and_has_a_name(whole: Element):
    regions = [one for one in whole.walk() if one.get("role") == "region"]
    assert len(regions) == 3
    assert {one.get("tabindex") for one in regions} == {"0"}
    assert len({one.get("aria-label") for one in regions}) == 3


def test_an_indicator_of_two_sections_is_shown_once_and_linked_again():
    again = Section(title="Again", question="", slugs=(NEET.slug, "not-in-the-papers"))
    root = framed(replace(WHOLE, sections=(*WHOLE.sections, again)))
    assert len([one for one in root.walk() if one.get("id") == f"indicator-{NEET.slug}"]) == 1
    assert f"Shown above: 1. {NEET.name}." in of(root, "section-3").text


def test_an_indicator_of_no_section_is_still_there():
    root = framed(replace(WHOLE, sections=WHOLE.sections[:1]))
    assert NOBODY.headline in of(root, "section-2").text


@pytest.mark.parametrize("name", PACKS)
def test_the_same_pack_gives_the_same_page_on_any_day_and_server(name: str):
    pack = PACKS[name]
    first = page(pack)
    elsewhere = override_settings(TIME_ZONE="Asia/Tokyo", USE_THOUSAND_SEPARATOR=True)
    later = time_machine.travel(datetime(2031, 7, 1, 12, tzinfo=UTC), tick=False)
    with later, elsewhere, translation.override("de"):
        assert page(loads(dumps(pack))) == first


def test_the_moment_of_despatch_is_said_by_the_clock_in_london():
    summer = replace(WHOLE, despatched_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    assert "1 July 2026, 23:30, by clerk" in framed(summer).text


def test_two_hundred_indicators_each_have_a_place():
    html = page(examples.long(200))
    assert len(re.findall(r'id="indicator-indicator-\d+"', html)) == 200
