"""What an indicator says of the council's own figures: words, grades, revisions, years."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.models import User
from dashboard.templatetags.sightline import first_sentence
from indicators.areas.lookup import find
from indicators.catalogue.models import Series
from indicators.ledger import verbs as ledger
from indicators.ledger.models import Observation
from indicators.periods import Period
from indicators.returns import verbs
from indicators.returns.models import Return
from indicators.returns.opening import correction
from tests.builders import content
from tests.dashboard.conftest import Visit
from tests.dashboard.quarters import ended, long, short
from tests.returns.filling import NEXT, SAYS, entry_of, fill, section_of, type_line

Person = Callable[[str], User]
NEET = "/indicators/care-leavers-neet/"
THERE = f"{NEET}?area=X99000001"
REASON = "Seven young people in custody were counted twice."


@pytest.fixture
def signed(children_return: Return, person: Person) -> Return:
    """Care leavers typed by one officer and signed by the deputy: 57%, grade C."""
    neet = {"numerator": "95", "denominator": "166", "grade": "C", "grade_why": "Two teams differ."}
    fill(children_return, by=person("officer2"), care_leavers_neet=neet)
    verbs.submit(section_of(children_return, "care-leavers"), by=person("officer2"))
    verbs.sign(section_of(children_return, "care-leavers"), by=person("deputy"))
    return children_return


@pytest.fixture
def corrected(signed: Return, person: Person) -> Observation:
    """The figure of the quarter before, 68 of 178, corrected to 61 by two people."""
    seen = Observation.objects.filter(
        area=signed.area, series__indicator__slug="care-leavers-neet", ends=ended(1)
    ).get()
    of = correction([seen], team=signed.team, area=signed.area, today=date.today(),
                    by=person("officer"))  # fmt: skip
    words = {
        "says": "Fewer than was said.",
        "why": "A count.",
        "next": "We count twice.",
        "explanation": "So.",
    }
    numbers = {"numerator": "61", "denominator": f"{seen.denominator:f}", "grade": "A"}
    entry = entry_of(of, "care-leavers-neet")
    type_line(entry, by=person("officer"), revised_why=REASON, **numbers, **words)
    verbs.submit(section_of(of, "care-leavers"), by=person("officer"))
    verbs.sign(section_of(of, "care-leavers"), by=person("approver"))
    return seen


def test_a_viewer_sees_the_figure_who_signed_it_and_what_they_said(signed: Return, visit: Visit):
    text = visit(THERE).text
    day = long(ended())
    assert f"57% at {day} (95 of 166), above the demonstration target of 40%" in text
    assert f"What the council says At {day}" in text
    assert SAYS in text
    assert f"What comes next: {NEXT}" in text
    assert "Written by Demonstration officer2, signed by Demonstration deputy" in text
    assert (
        "How far to trust it: C: known gaps that could change the picture. Two teams differ. "
        f"(at {day}; said by Demonstration officer2, signed by Demonstration deputy)"
    ) in text
    assert "; typed by Demonstration officer2, signed by Demonstration deputy" in text


def test_nothing_said_about_the_newest_is_said(visit: Visit):
    """The quarters that ship have no words."""
    text = visit(THERE).text
    assert "Nothing was said about the newest figure." in text


def test_what_was_said_before_is_folded(corrected: Observation, visit: Visit):
    page = visit(THERE)
    folded = [one for one in page.main.all("details") if "Earlier commentary (1)" in one.text]
    assert f"At {long(ended(1))} Fewer than was said." in folded[0].text
    assert "open" not in folded[0].attributes


def test_a_revised_figure_says_what_it_was_why_and_by_whom(corrected: Observation, visit: Visit):
    page = visit(THERE)
    [revisions] = [one for one in page.main.all("details") if one.get("id") == "revisions"]
    assert corrected.numerator is not None
    assert corrected.denominator is not None
    was = round(100 * corrected.numerator / corrected.denominator)
    now = round(100 * 61 / corrected.denominator)
    said = revisions.text.replace("→", "")
    assert "Revised figures (1)" in said
    assert f"{short(ended(1))}: {was}% became {now}%" in " ".join(said.split())
    assert REASON in said
    assert "Typed by Demonstration officer, signed by Demonstration approver" in said


def test_a_page_as_of_yesterday_knows_nothing_of_it(corrected: Observation, visit: Visit):
    text = visit(f"{THERE}&as_of={date.today() - timedelta(days=1)}").text
    for unknown in (SAYS, REASON, "Fewer than was said.", "Revised figures", "Two teams differ."):
        assert unknown not in text
    assert f"at {long(ended(1))}" in text


def test_partners_see_none_of_the_councils_own_words(corrected: Observation, visit: Visit):
    text = visit(THERE, "partner").text
    for own in (SAYS, NEXT, REASON, "What the council says", "Two teams differ.", "officer2", "95"):
        assert own not in text
    assert "How far to trust it" not in text


def test_years_are_the_year_ends_of_the_councils_own_line(visit: Visit):
    page = visit(f"{THERE}&series=published")
    last = next(day for day in map(ended, range(1, 5)) if day.month == 3)
    assert f"at {long(last)}" in page.text
    [table] = [one for one in page.main.all("table") if one.get("id") == "sources"]
    periods = [row.children[0].text for row in table.all("tbody")[0].children]
    assert periods == [short(last.replace(year=last.year - back)) for back in range(5)]
    quarters = visit(f"{THERE}&series=local")
    assert quarters.links["years"] == "?area=X99000001&series=published"


def test_a_line_that_nobody_keeps_is_refused_in_words(visit: Visit):
    text = visit(f"{THERE}&series=report", status=400).text
    assert "There is no line “report”. Use series=local or series=published." in text


def test_published_figures_alone_offer_no_switch(visit: Visit):
    assert "Shown:" not in visit(NEET).text


@pytest.fixture
def own_quarter(person: Person) -> Observation:
    """A figure of Worcestershire's own, beside ten years of official statistics."""
    area = find("E10000034")
    series = Series.objects.get(indicator__slug="care-leavers-neet", kind="local")
    row = ledger.Row(
        series=series,
        area=area,
        period=Period.parse(ended().isoformat()),
        known_on=date.today(),
        content=content("48.333333", numerator="29", denominator="60"),
    )
    signed = ledger.Signed(row=row, typed_by=person("officer"))
    return ledger.publish([signed], by=person("approver"), chain="test")[0]


def test_years_are_the_official_statistics_where_there_are_any(
    own_quarter: Observation, visit: Visit
):
    page = visit(NEET)
    assert f"48% at {long(ended())} (29 of 60)" in page.text
    assert page.links["years, official statistics"] == "?series=published"
    beside = page.main.with_class("sl-beside-list")[0]
    published = [one.text for one in beside.all("dt") if "45%" in one.text]
    assert len(published) == 1, "the newest published figure alone"
    years = visit(f"{NEET}?series=published")
    assert "45% in 2024-25 (159 of 351)" in years.text
    assert own_quarter.value == Decimal("48.333333")


def test_the_overview_has_the_first_sentence_of_what_is_said(
    signed: Return, visit: Visit, person: Person
):
    today = date.today()
    said = f"Demonstration officer2, {today.day} {today:%B}: “{SAYS}”"
    page = visit("/?area=X99000001")
    items = page.main.with_class("sl-attention__item")
    neet = next(one for one in items if "Care leavers not in education" in one.text)
    assert said in neet.text
    assert "Demonstration officer2" not in visit("/?area=X99000001", "partner").text
    yesterday = visit(f"/?area=X99000001&as_of={today - timedelta(days=1)}")
    assert SAYS not in yesterday.text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Two placements ended. We look for others.", "Two placements ended."),
        ("Why? Nobody knows.", "Why?"),
        ("It is 3.5 times as many\nas before", "It is 3.5 times as many\nas before"),
        ("  One. ", "One."),
        ("", ""),
    ],
)
def test_a_first_sentence(text: str, first: str):
    assert first_sentence(text) == first
