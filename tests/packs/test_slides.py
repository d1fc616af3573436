"""Slides say what the papers say: every word and number the pack's, each indicator once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dashboard.charts.compose import compose
from dashboard.charts.description import Chart
from dashboard.charts.scene import STAGE, WIDE
from dashboard.packs.finding import cut, finding
from dashboard.packs.pack import Attention, Pack, Words, dumps, loads
from dashboard.packs.slides import Slide, slides
from dashboard.packs.staged import staged
from tests.packs.meeting import LONG, MARKUP, hostile, sample

PACK = sample()
SHOWN = slides(PACK)
FIGURES = [one for one in SHOWN if one.kind == "indicator"]


def slide_of(title: str, shown: tuple[Slide, ...] = SHOWN) -> Slide:
    return next(one for one in shown if one.title == title)


def notes_of(slide: Slide) -> dict[str, str]:
    return {note.heading: "\n".join(note.texts) for note in slide.notes}


def changed(slug: str, **changes: Any) -> Pack:
    """The sample with one sheet changed."""
    sheets = tuple(replace(s, **changes) if s.slug == slug else s for s in PACK.sheets)
    return replace(PACK, sheets=sheets)


def figures_of(chart: Chart) -> set[tuple[object, ...]]:
    return {(line.role, one.at, one.value, one.text) for line in chart.lines for one in line.points}


def test_the_order_is_that_of_a_meeting():
    kinds = list(dict.fromkeys(one.kind for one in SHOWN))
    assert kinds == ["title", "agenda", "actions", "attention", "indicator", "end"]
    assert [one.number for one in SHOWN] == list(range(1, 22))
    assert {one.of for one in SHOWN} == {21}


def test_each_indicator_has_one_slide_in_the_boards_order():
    chosen = [PACK.sheet(slug).name for section in PACK.sections for slug in section.slugs]
    assert [one.title for one in FIGURES] == chosen
    twice = replace(PACK, sections=(*PACK.sections, replace(PACK.sections[0], title="Again")))
    assert [one.title for one in slides(twice) if one.kind == "indicator"] == chosen


def test_a_section_is_named_with_its_question_on_its_first_slide_only():
    over = {one.title: one.over for one in FIGURES if one.over}
    assert over == {
        "Children looked after": (
            "Children looked after: Are there more or fewer children in our care?"
        ),
        "Looked-after children with an up-to-date health assessment": (
            "Health and education: Are they healthy and learning?"
        ),
        "Left care by adoption": "Permanence: Do they find a family for good?",
        "Care leavers not in education, employment or training": (
            "Care leavers: Are our care leavers in work, study and a decent home?"
        ),
    }


@pytest.mark.parametrize("slide", FIGURES, ids=lambda one: one.title)
def test_a_slide_says_its_sheets_finding_status_and_dates(slide: Slide):
    sheet = next(one for one in PACK.sheets if one.name == slide.title)
    assert (slide.status, slide.word) == (sheet.status, sheet.word)
    assert notes_of(slide)["The finding in full"].startswith(sheet.headline)
    if slide.rest != sheet.headline:
        # Halved at the semicolon, or whole: nothing is added and nothing lost.
        said = f"{slide.heading.removesuffix('.')}; {slide.rest[:1].lower()}{slide.rest[1:]}"
        assert sheet.headline == (said if slide.rest else slide.heading)
    assert slide.dates.startswith("As of 24 November 2026")
    known = sheet.known_since
    assert (slide.dates.endswith(f" {known}")) if known else "figure" not in slide.dates


@pytest.mark.parametrize("slide", FIGURES, ids=lambda one: one.title)
def test_the_chart_on_the_stage_has_the_papers_numbers(slide: Slide):
    sheet = next(one for one in PACK.sheets if one.name == slide.title)
    if slide.chart is None or sheet.chart is None:
        assert slide.chart is sheet.chart
        return
    assert figures_of(slide.chart) <= figures_of(sheet.chart)
    own, whole = slide.chart.own, sheet.chart.own
    assert own is not None
    assert whole is not None
    assert own.name == whole.name
    assert [one.text for one in own.points] == [one.text for one in whole.points]
    assert [one.bounds for one in slide.chart.target] == [one.bounds for one in sheet.chart.target]
    assert (slide.chart.title, slide.chart.summary) == (sheet.chart.title, sheet.chart.summary)
    assert [one.on for one in slide.chart.breaks] == [one.on for one in sheet.chart.breaks]


@pytest.mark.parametrize("slide", FIGURES, ids=lambda one: one.title)
def test_the_drawing_starts_at_zero_as_the_papers_do_and_has_half_the_width(slide: Slide):
    sheet = next(one for one in PACK.sheets if one.name == slide.title)
    if slide.chart is None or sheet.chart is None or slide.chart.kind == "bullet":
        return
    frame, wide = compose(slide.chart, STAGE).frame, compose(sheet.chart, WIDE).frame
    assert frame.values.from_zero or not wide.values.from_zero
    assert frame.plot.right - frame.plot.left >= STAGE / 2


def test_an_axis_says_academic_year_once_and_the_notes_why_lines_break():
    slide = slide_of(PACK.sheet("attainment-8-looked-after").name)
    assert slide.chart is not None
    scene = compose(slide.chart, STAGE)
    said = [*(one.text for one in scene.labels), *(one.text for one in scene.x_ticks)]
    assert "England 17.3" in said
    assert "2024-25" in said
    assert not [text for text in said if "AY" in text]
    assert " ".join(said).count("academic year") == 1
    assert notes_of(slide)["Not on the slide"].count("Counted differently from ") == 6


def test_three_lines_stand_beside_the_chart():
    lines = [
        (one.heading, one.text)
        for one in slide_of("Care leavers not in education, employment or training").lines
    ]
    assert lines == [
        ("Compared", "England 40%: worse.\nSimilar authorities 41%: similar."),
        ("Target", "Seventeen fewer would meet the demonstration target."),
        (
            "Said",
            "Two work placements ended in August. "
            "The offer of apprenticeships in the council opens in January.",
        ),
    ]


def test_a_baseline_of_another_day_says_which():
    sheet = PACK.sheet("dental-checks")
    older = tuple(replace(one, period="at 31 March 2023") for one in sheet.beside)
    shown = slides(changed("dental-checks", beside=older))
    assert (
        "England 81% at 31 March 2023: 7 points below (not tested)."
        in slide_of(sheet.name, shown).lines[0].text
    )


@pytest.mark.parametrize(
    ("series", "said"),
    [
        ("local/dental-checks", "figure signed off 1 November 2025"),
        ("published/dental-checks", "figure published 1 November 2025"),
        ("", "figure known since 1 November 2025"),
    ],
)
def test_a_slide_says_how_and_since_when_its_figure_is_known(series: str, said: str):
    shown = slides(changed("dental-checks", series=series))
    dates = slide_of("Looked-after children with a dental check", shown).dates
    assert dates == f"As of 24 November 2026; {said}"


def test_where_only_the_month_is_known_a_slide_says_the_month():
    shown = slides(changed("dental-checks", known_words="November 2025"))
    dates = slide_of("Looked-after children with a dental check", shown).dates
    assert dates.endswith(" November 2025")
    assert "1 November" not in dates


def test_where_nothing_was_said_the_open_action_stands_and_a_done_one_does_not():
    line = slide_of("Looked-after children with a dental check").lines[2]
    assert (line.heading, line.text) == (
        "Action",
        "Bring figures on dental checks by age (Head of health, due 26 November 2026: open)",
    )
    done = replace(PACK, brought=tuple(replace(one, status="done") for one in PACK.brought))
    lines = slide_of("Looked-after children with a dental check", slides(done)).lines
    assert [one.heading for one in lines] == ["Compared", "Target"]
    placed = replace(changed("dental-checks", place="9th of 11."), brought=done.brought)
    lines = slide_of("Looked-after children with a dental check", slides(placed)).lines
    assert (lines[2].heading, lines[2].text) == ("Place", "9th of 11.")


def test_of_what_was_said_the_newest_is_shown_and_the_notes_have_all_of_it():
    old = Words(text="First.", by="An officer", on=date(2026, 10, 1))
    new = Words(text="Then " + "more and more " * 20, by="An approver", on=date(2026, 11, 1))
    shown = slides(changed("left-care-by-adoption", remarks=(old,), commentary=(new,)))
    slide = slide_of("Left care by adoption", shown)
    assert slide.lines[2].text.startswith("Then more and more")
    assert slide.lines[2].text.endswith(" …")
    assert len(slide.lines[2].text) <= 122
    assert "An officer, 1 October 2026: First." in notes_of(slide)["Said now"]
    assert new.text in notes_of(slide)["Said now"]


def test_without_a_figure_it_says_so_and_what_to_do():
    slide = slide_of("Personal education plans up to date")
    assert slide.chart is None
    assert slide.heading == "No figure"
    assert slide.rest == PACK.sheet("personal-education-plans").headline
    assert slide.lines[-1].heading == "Next"
    assert slide.lines[-1].text == "Ask the team that answers for it: Virtual school."
    nobodys = slides(changed("personal-education-plans", owner=""))
    assert slide_of(slide.title, nobodys).lines[-1].text == (
        "Decide who answers for this figure, and by when."
    )


def test_the_speaker_knows_what_was_said_last_time_and_who_set_the_target():
    notes = notes_of(slide_of("Care leavers not in education, employment or training"))
    assert "The virtual college opens in October." in notes["Last time, 15 September 2026"]
    assert "51% in 2023-24 (181 of 355)" in notes["Last time, 15 September 2026"]
    assert "set by Sightline on 24 November 2026" in notes["Target"]
    assert "Six of 22 have one" in notes["Actions"]
    assert notes["Definition"].count(".") == 1
    assert "West Midlands: 41% (2024-25)." in notes["Not on the slide"]
    assert "about 48% inspection report" in notes["Not on the slide"]
    assert "Losing touch makes both look smaller" in notes["To bear in mind"]


def test_attention_is_a_sentence_each_and_leads_to_its_slide():
    rows = [row for one in SHOWN if one.kind == "attention" for row in one.rows]
    assert [row.words for row in rows] == [PACK.sheet(one.slug).name for one in PACK.attention]
    assert [row.detail for row in rows] == [PACK.sheet(one.slug).headline for one in PACK.attention]
    assert [SHOWN[row.to - 1].title for row in rows] == [row.words for row in rows]


@pytest.mark.parametrize(("many", "slides_wanted"), [(0, [0]), (5, [5]), (6, [3, 3]), (9, [4, 3])])
def test_at_most_seven_need_attention_on_slides_that_hold_them(many: int, slides_wanted: list[int]):
    attention = tuple(Attention(slug=one.slug, because="x") for one in PACK.sheets[:many])
    shown = slides(replace(PACK, attention=attention))
    found = [one for one in shown if one.kind == "attention"]
    assert [len(one.rows) for one in found] == slides_wanted
    assert [shown[row.to - 1].title == row.words for one in found for row in one.rows] == [
        True
    ] * sum(slides_wanted)
    assert found[0].rest.startswith(
        {0: "By the rule in the notes no indicator", 9: "The first 7 of 9"}.get(many, "")
    )


def test_actions_say_whose_they_are_and_how_they_stand():
    rows = slide_of("Actions from earlier meetings").rows
    assert [(row.words, row.detail) for row in rows] == [
        (
            "Offer every care leaver who is out of work a mentor",
            "Head of care leavers, due 1 October 2026: not done, overdue",
        ),
        ("Bring figures on dental checks by age", "Head of health, due 26 November 2026: open"),
    ]
    many = slides(replace(PACK, brought=PACK.brought * 5))
    parts = [one for one in many if one.kind == "actions"]
    assert [len(one.rows) for one in parts] == [4, 4, 2]
    assert parts[1].heading == "Actions from earlier meetings, 2 of 3"
    none = [one for one in slides(replace(PACK, brought=())) if one.kind == "actions"]
    assert [one.rest for one in none] == ["No decision of an earlier meeting is open."]


def test_exempt_parts_are_marked_and_the_edition_named():
    sections = (replace(PACK.sections[0], exempt=True), *PACK.sections[1:])
    agenda = tuple(replace(one, exempt=one.number == 3) for one in PACK.agenda)
    shown = slides(replace(PACK, kind="exempt", sections=sections, agenda=agenda))
    exempt = [one.title for one in shown if one.exempt]
    assert exempt == [PACK.sheet(slug).name for slug in PACK.sections[0].slugs]
    assert "3. Exempt: Children looked after" in [
        row.words for row in slide_of("Agenda", shown).rows
    ]
    assert shown[0].lines[0].text.startswith("Edition with the exempt part. ")
    others = slides(replace(PACK, agenda=(replace(PACK.agenda[0], exempt=True),)))
    assert [row.words for row in slide_of("Agenda", others).rows] == [f"1. {PACK.agenda[0].title}"]
    assert others[0].lines[0].text.startswith("Council edition. ")


def test_the_last_slide_promises_what_the_forms_ask_for():
    assert SHOWN[-1].lines[0].text == (
        "A question is written down with who asks it, and comes back until it is answered."
    )


def test_a_long_headline_gives_way_to_figure_and_target():
    sheet = replace(PACK.sheet("care-leavers-neet"), headline=LONG)
    assert finding(sheet) == ("45%, target 40%", LONG)
    assert finding(replace(sheet, target="")) == ("45%", LONG)
    assert finding(replace(sheet, value="")) == (sheet.word, LONG)


def test_words_are_cut_at_a_space_and_say_so():
    assert cut("one two  three", 40) == "one two three"
    assert cut("one two, three four", 10) == "one two …"
    assert len(cut("x" * 500, 100)) <= 101


def test_a_board_without_indicators_agenda_or_actions_still_has_its_slides():
    empty = replace(PACK, agenda=(), brought=(), attention=(), sections=(), sheets=())
    assert [one.kind for one in slides(empty)] == ["title", "actions", "attention", "end"]


def test_two_hundred_indicators_are_two_hundred_slides():
    sheets = tuple(replace(PACK.sheets[n % 16], slug=f"s{n}", name=f"Name {n}") for n in range(200))
    section = replace(PACK.sections[0], slugs=tuple(one.slug for one in sheets))
    many = replace(PACK, sheets=sheets, sections=(section,), attention=())
    assert [one.title for one in slides(many) if one.kind == "indicator"] == [
        f"Name {n}" for n in range(200)
    ]


def test_whatever_stands_in_it_slides_come_out_and_are_the_same_after_freezing():
    bad = hostile()
    assert slides(loads(dumps(bad))) == slides(bad)
    assert any(MARKUP in note for one in slides(bad) for note in notes_of(one).values())


def test_a_bullet_keeps_what_stands_beside_it():
    chart = PACK.sheet("adoption-days-entry-to-placement").chart
    assert staged(chart) == chart
    assert [mark.text for mark in staged(chart).marks] == ["593 days"]
