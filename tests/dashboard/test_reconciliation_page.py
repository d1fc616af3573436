"""Figures beside their published twins: what is listed, what is said, and who explains it."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from indicators.areas.lookup import find
from indicators.catalogue.models import Series
from indicators.ledger.models import Observation
from indicators.notes.models import Note
from tests.builders import correct, sign
from tests.dashboard.conftest import Page, Visit

PAGE = "/reconciliation/"
FILE = f"{PAGE}reconciliation.csv"
ADOPTED = "children-adopted-report-2015-16-total"
NEET = "care-leavers-neet-report-18-21-2016-10-24-2016-11-17-total"
WORDS = "The report counts orders made; the official figure counts who left care."
HOSTILE = '<script>alert("x")</script> & {{ 7|add:7 }} =cmd|calc'


def row(page: Page, name: str) -> str:
    found = [one.text for one in page.main.all("tr") if one.get("id") == name]
    assert len(found) == 1, (name, found)
    return found[0]


def groups(page: Page) -> dict[str, list[str]]:
    """The caption of each table → what its rows are called."""
    return {
        table.all("caption")[0].text.split(":")[0]: [
            one.get("id") for one in table.all("tr") if one.get("id")
        ]
        for table in page.main.all("table")
    }


@pytest.fixture
def explain(as_role: Callable[[str], Client]):
    def post(
        words: str = WORDS, role: str = "officer", about: str = ADOPTED, seen: str = ""
    ) -> Any:
        typed = {"about": about, "words": words, "seen": seen}
        return as_role(role).post(PAGE, typed)

    return post


def published_adoptions() -> Observation:
    return Observation.objects.get(
        series__indicator__slug="children-adopted",
        series__kind="published",
        area__code="E10000034",
        ends=date(2016, 3, 31),
        is_current=True,
    )


def test_52_adopted_stand_beside_44_and_wait_for_an_explanation(visit: Visit):
    page = visit(PAGE)
    text = row(page, ADOPTED)
    assert text.startswith("Children adopted about 52 In 2015-16 Inspection report, ¶67 44 In")
    assert "Differs: 44 published, 8 fewer." in text
    assert "Not explained yet" in text
    assert groups(page)["To explain"] == [ADOPTED]


def test_what_counts_otherwise_is_listed_with_why_and_without_a_difference(visit: Visit):
    page = visit(PAGE)
    text = row(page, NEET)
    assert "about 48% Ages 18 to 21 At the inspection; the report gives no date" in text
    assert "45% In 2016-17" in text
    assert "Not compared: the definition is close, not the same; the report gives no date." in text
    assert "lower" not in text
    assert "higher" not in text
    october = row(page, "children-looked-after-report-2016-10-23-total")
    assert "Not compared: the dates differ." in october


def test_what_agrees_is_one_line_that_opens(visit: Visit):
    page = visit(PAGE)
    assert "3 figures agree with the official statistics" in page.text
    assert groups(page)["Agreeing"] == [
        "child-protection-plans-report-2016-03-31-total",
        "children-looked-after-report-2016-03-31-total",
        "children-looked-after-rate-report-2016-03-31-total",
    ]


def test_every_group_is_counted_at_the_top(visit: Visit):
    page = visit(PAGE)
    counted = {name: len(rows) for name, rows in groups(page).items()}
    for name, said in (("To explain", "to explain"), ("Not compared", "not compared")):
        assert f"{counted[name]} {said}" in page.text


@pytest.mark.parametrize("area", ["Leeds", "X99000001"])
def test_an_area_without_pairs_says_what_is_needed(visit: Visit, area: str):
    text = visit(f"{PAGE}?area={area}").text
    assert "No figure of this area meets an official one." in text
    assert "signed a figure for the end of a year" in text


def test_before_the_report_nothing_meets(visit: Visit):
    assert "meets an official one" in visit(f"{PAGE}?as_of=2017-01-23").text
    assert "about 52" in visit(f"{PAGE}?as_of=2017-01-24").text


def test_the_explanation_moves_the_pair_and_follows_the_figure(explain, visit: Visit, as_role):
    answer = explain()
    assert answer["Location"] == f"{PAGE}#{ADOPTED}"
    page = visit(PAGE)
    assert "Nothing to explain" in page.text
    assert groups(page)["Explained"] == [ADOPTED]
    assert f"{WORDS} Demonstration officer, " in row(page, ADOPTED)
    for elsewhere in ("/indicators/children-adopted/", "/report/"):
        assert WORDS in visit(elsewhere).text, elsewhere
        assert WORDS not in visit(elsewhere, "partner").text, elsewhere
    assert WORDS not in visit("/indicators/care-leavers-neet/").text
    lines = as_role("viewer").get("/indicators/children-adopted/figures.csv").content.decode()
    told = [r for r in csv.DictReader(io.StringIO(lines.lstrip("\ufeff"))) if r["explanation"]]
    assert [(r["series"], r["period"], r["value"]) for r in told] == [("report", "2015-16", "52")]
    assert told[0]["explanation"] == WORDS


def test_a_figure_that_is_not_compared_takes_an_explanation_too(explain, visit: Visit):
    explain("The report asks for ages 18 to 21.", about=NEET)
    assert "The report asks for ages 18 to 21." in row(visit(PAGE), NEET)
    text = visit("/indicators/care-leavers-neet/").text
    assert "about 48% between 24 October and 17 November 2016" in text
    assert "beside 45% in 2016-17 (official statistics). Not compared: the definition" in text
    assert "The report asks for ages 18 to 21." in text


def test_a_revised_figure_says_that_it_was_explained_for_other_numbers(explain, visit: Visit):
    explain()
    correct(published_adoptions(), "47", date.today())
    page = visit(PAGE)
    text = row(page, ADOPTED)
    assert groups(page)["To explain"] == [ADOPTED]
    assert "Differs: 47 published, 5 fewer." in text
    assert "Written for other numbers: about 52 beside 44 in 2015-16." in text
    assert WORDS in text
    assert "Written for other numbers" in visit("/indicators/children-adopted/").text


def test_a_revision_that_prints_the_same_number_leaves_the_explanation_alone(explain, visit: Visit):
    explain()
    correct(published_adoptions(), "44.000000", date.today(), reference="Another release")
    assert groups(visit(PAGE))["Explained"] == [ADOPTED]


def test_a_better_explanation_replaces_it_whoever_wrote_the_first(explain, visit: Visit):
    explain()
    first = Note.objects.latest("pk")
    explain("Better.", role="officer2", seen=str(first.pk))
    text = row(visit(PAGE), ADOPTED)
    assert "Better. Demonstration officer2" in text
    assert WORDS not in text
    history = visit("/indicators/children-adopted/notes/").text
    assert "Explanation of a difference: about 52 beside 44 in 2015-16" in history
    assert WORDS in history
    assert "Replaced" in history


def test_of_two_officers_at_once_the_second_sees_the_first_s_and_keeps_their_own(
    explain, visit: Visit
):
    explain("Mine, first.")
    typed = {"about": ADOPTED, "words": "Theirs, second.", "seen": ""}
    page = visit(PAGE, "officer2", status=409, post=typed)
    text = row(page, ADOPTED)
    assert "Mine, first. Demonstration officer" in text
    assert "Somebody else explained or withdrew this in the meantime." in page.text
    assert any("Theirs, second." in one.text for one in page.main.all("textarea"))
    (seen,) = [
        one.get("value")
        for form in page.main.all("form")
        if any(field.get("value") == ADOPTED for field in form.all("input"))
        for one in form.all("input")
        if one.get("name") == "seen"
    ]
    explain("Theirs, second.", role="officer2", seen=seen)
    assert "Theirs, second. Demonstration officer2" in row(visit(PAGE), ADOPTED)


def test_a_withdrawn_explanation_is_gone_and_the_pair_waits_again(explain, visit: Visit, as_role):
    explain()
    note = Note.objects.latest("pk")
    typed = {"act": "withdraw", "note": str(note.pk), "why": "Names a child."}
    as_role("officer").post("/indicators/children-adopted/notes/", typed)
    page = visit(PAGE)
    assert groups(page)["To explain"] == [ADOPTED]
    assert WORDS not in page.text


def test_an_earlier_day_does_not_know_it_yet(explain, visit: Visit):
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False):
        explain()
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC), tick=False):
        assert WORDS not in visit(f"{PAGE}?as_of=2026-11-22").text
        assert WORDS in visit(f"{PAGE}?as_of=2026-11-23").text


@pytest.mark.parametrize("role", ["viewer", "approver"])
def test_only_officers_and_administrators_explain(visit: Visit, role: str):
    typed = {"about": ADOPTED, "words": WORDS, "seen": ""}
    refused = visit(PAGE, role, status=403, post=typed)
    assert "you need the role administrator or officer" in refused.text
    assert not visit(PAGE, role).main.all("textarea")
    assert not Note.objects.exists()


def test_a_partner_neither_reads_nor_explains(visit: Visit):
    assert "for the council's own people" in visit(PAGE, "partner", status=403).text
    visit(PAGE, "partner", status=403, post={"about": ADOPTED, "words": WORDS})
    assert not Note.objects.exists()


@pytest.mark.parametrize("query", ["?area=England", "?as_of=2017-02-01"])
def test_only_for_the_council_s_own_area_and_today(visit: Visit, query: str):
    assert not visit(PAGE + query, "officer").main.all("textarea")
    visit(PAGE + query, "officer", status=400, post={"about": ADOPTED, "words": WORDS})
    assert not Note.objects.exists()


@pytest.mark.parametrize("about", ["", "nonsense", ADOPTED + "x", "\x00", "9" * 500])
def test_a_forged_figure_is_not_found(visit: Visit, about: str):
    page = visit(PAGE, "officer", status=404, post={"about": about, "words": WORDS})
    assert "There is no such figure" in page.text


@pytest.mark.parametrize("seen", ["0", "999999", "one", "-1", "9" * 30, "²"])
def test_a_forged_note_is_a_conflict(visit: Visit, seen: str):
    typed = {"about": ADOPTED, "words": WORDS, "seen": seen}
    visit(PAGE, "officer", status=409, post=typed)
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [(" \n ", "Write what there is to know"), ("é" * 2001, "at most 2,000 characters")],
)
def test_what_cannot_be_kept_is_named_and_nothing_typed_is_lost(
    visit: Visit, words: str, says: str
):
    typed = {"about": ADOPTED, "words": words, "seen": ""}
    page = visit(PAGE, "officer", status=422, post=typed)
    assert says in page.text
    assert "There is a problem" in page.text
    assert words.strip() in "".join(one.text for one in page.main.all("textarea"))


def test_hostile_text_is_shown_as_text(explain, as_role):
    explain(HOSTILE)
    for page in (PAGE, "/indicators/children-adopted/", "/report/"):
        content = as_role("officer").get(page).content
        assert b"<script>alert" not in content
        assert b"&lt;script&gt;" in content
        assert b"{{ 7|add:7 }}" in content


def test_the_council_s_own_figure_meets_the_year_that_ends_on_its_day(visit: Visit, person):
    series = Series.objects.get(indicator__slug="care-leavers-neet", kind="local")
    area = find("E10000034")
    more = {"series": series, "area": area, "known_on": date(2025, 4, 30)}
    sign("48.333333", "2025-03-31", numerator="29", denominator="60", **more)
    sign("50", "2025-06-30", numerator="30", denominator="60", **more)
    page = visit(PAGE)
    assert groups(page)["To explain"] == [ADOPTED, "care-leavers-neet-local-2025-03-31-total"]
    text = row(page, "care-leavers-neet-local-2025-03-31-total")
    assert "48% At 31 March 2025" in text
    assert "Differs: 45% published, 3 points lower." in text
    own = visit("/indicators/care-leavers-neet/").text
    assert "48% at 31 March 2025 (the council's own) beside 45% in 2024-25" in own
    partner = visit("/indicators/care-leavers-neet/", "partner").text
    assert "48% at 31 March 2025" not in partner


def test_the_file_has_every_pair_with_its_explanation(explain, as_role, visit: Visit):
    explain("=1+1")
    answer = as_role("viewer").get(FILE)
    assert 'filename="reconciliation-E10000034.csv"' in answer["Content-Disposition"]
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(lines) == sum(map(len, groups(visit(PAGE)).values()))
    (adopted,) = [line for line in lines if line["indicator"] == "children-adopted"]
    assert adopted["group"] == "explained"
    assert (adopted["value"], adopted["printed"]) == ("52", "about 52")
    assert (adopted["published_value"], adopted["published_period"]) == ("44", "2015-16")
    assert adopted["in_words"] == "44 published, 8 fewer"
    assert adopted["explanation"] == "'=1+1"
    assert adopted["explained_by"] == "Demonstration officer"
    assert adopted["written_for_other_numbers"] == "no"


def test_many_explanations_ask_no_more(explain, as_role, django_assert_num_queries, person):
    """The count itself stands in test_queries; here it must not grow."""
    browser = as_role("viewer")
    browser.get(PAGE)
    for name in (ADOPTED, NEET, "unaccompanied-children-report-2016-10-23-total"):
        assert explain("So.", about=name).status_code == 302
    with django_assert_num_queries(10):
        browser.get(PAGE)


def test_somebody_s_name_is_theirs(explain, visit: Visit, person: Callable[[str], User]):
    explain()
    assert Note.objects.get().by == person("officer")
    assert str(person("officer")) in row(visit(PAGE), ADOPTED)
