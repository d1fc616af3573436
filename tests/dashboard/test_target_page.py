"""An administrator's way with targets, and what everybody reads of it."""

import tomllib
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from tests.dashboard.conftest import Page, Visit
from tests.data.shipped import DATA, rows

NEET = "/indicators/care-leavers-neet/"
TARGETS = f"{NEET}targets/"
TYPED = {
    "act": "propose",
    "high": "46",
    "tolerance": "1",
    "starts": "2024-04-01",
    "why": "Board, May.",
}


@pytest.fixture
def act(as_role, visit: Visit):
    """Post as an administrator, and read the page that follows."""

    def post(expected: int = 302, **typed: str) -> Page:
        answer = as_role("administrator").post(TARGETS, typed)
        assert answer.status_code == expected, answer.content.decode()[:500]
        return visit(TARGETS, "administrator")

    return post


def aimed_at() -> list[str]:
    """Indicators that begin with England's figure as their target, told from the files alone."""
    found = []
    for file in (DATA / "history").glob("*.csv"):
        (path,) = (DATA / "catalogue").glob(f"*/{file.stem}.toml")
        one = tomllib.loads(path.read_text("utf-8"))
        series = next(series for series in one["series"] if series["key"] == "published")
        has_direction = one["polarity"] in ("higher", "lower") and "targets" not in one
        compares = series["relation"] == "same" and one["unit"] not in ("count", "fte")
        england = [r for r in rows(f"history/{file.name}") if r["area"] == "E92000001"]
        sound = any(r["value"] and r["status"] == "final" for r in england)
        if has_direction and compares and sound:
            found.append(file.stem)
    return found


def newest_number() -> str:
    from indicators.targets.models import Target

    return str(Target.objects.latest("recorded_at").pk)


def test_a_proposal_gives_no_colour_until_it_is_confirmed(act, visit: Visit):
    page = act(**TYPED)
    assert "46% proposed, not yet confirmed" in page.text
    assert "above the demonstration target of 40%" in visit(NEET).text
    act(act="confirm", target=newest_number())
    page = visit(NEET)
    assert "45% in 2024-25 (159 of 351), better than the target of 46%" in page.text
    assert "Target met" in page.text
    today = f"{date.today():%-d %B %Y}"
    said = f"Target 46%, set by Demonstration administrator on {today}: Board, May."
    assert said in page.text
    assert page.text.index(said) < page.text.index("The figures of this chart as a table")


def test_every_target_it_had_is_told_on_the_indicator_s_own_page(act, visit: Visit):
    act(**TYPED)
    first = newest_number()
    act(act="confirm", target=first)
    act(act="end", target=first, why="The board starts again.")
    (targets,) = visit(NEET).main.with_class("sl-targets")
    ours, shipped = (one.text for one in targets.with_class("sl-targets__item"))
    today = f"{date.today():%-d %B %Y}"
    assert f"46% ended {today} by Demonstration administrator: The board starts again." in ours
    assert f"Proposed by Demonstration administrator on {today}" in ours
    assert f"confirmed by Demonstration administrator on {today}" in ours
    assert "on or after 1 April 2024; tolerance 1" in ours
    assert "Board, May." in ours
    assert "40% ended" in shipped
    assert "Replaced by a newer target." in shipped
    assert not targets.all("form", "button")


def test_an_earlier_day_does_not_know_the_end_that_came_later(act, visit: Visit):
    noon = datetime.now(UTC).replace(hour=12) + timedelta(days=7)
    first, *_, last = days = [noon + timedelta(days=day) for day in range(5)]
    with time_machine.travel(first, tick=False):
        act(**TYPED)
    with time_machine.travel(days[2], tick=False):
        act(act="confirm", target=newest_number())
    with time_machine.travel(last, tick=False):
        act(act="end", target=newest_number(), why="Given up.")
        said = {
            day: visit(f"{page}?as_of={days[day].date()}").text
            for page in (TARGETS, NEET)
            for day in (0, 2, 3)
        }
        for text in said.values():
            assert "Given up." not in text
        assert "46% proposed, not yet confirmed" in said[0]
        assert "confirmed by Demonstration administrator" not in said[0]
        for day in (2, 3):
            assert "46% in force" in said[day]
        assert "Given up." in visit(NEET).text


def test_the_replaced_target_stays_in_the_history(act):
    act(**TYPED)
    page = act(act="confirm", target=newest_number())
    assert "46% in force" in page.text
    assert "Replaced by a newer target." in page.text


def test_a_proposal_can_be_refused_with_a_reason(act, visit: Visit):
    act(**TYPED)
    page = act(act="end", target=newest_number(), why="Not ambitious enough.")
    assert "Not ambitious enough." in page.text
    assert "above the demonstration target of 40%" in visit(NEET).text


def test_ending_without_a_reason_is_refused_and_changes_nothing(act):
    act(**TYPED)
    page = act(act="end", target=newest_number(), why="  ")
    assert "46% proposed, not yet confirmed" in page.text


def test_confirming_twice_is_refused(act):
    act(**TYPED)
    act(act="confirm", target=newest_number())
    page = act(act="confirm", target=newest_number())
    assert page.text.count("46% in force") == 1


def test_a_trajectory_judges_by_the_straight_line(act, visit: Visit):
    """From 51 on 31 March 2024 to 37 on 31 March 2026: 44 expected on 31 March 2025."""
    act(
        act="propose",
        high="37",
        tolerance="2",
        starts="2024-03-31",
        due="2026-03-31",
        start_value="51",
        why="Two years.",
    )
    act(act="confirm", target=newest_number())
    page = visit(NEET)
    assert "Close to target" in page.text
    assert "44% expected by 31 March 2025" in page.text
    rows = {
        row.all("th")[0].text: row.all("td")
        for row in page.main.with_class("sl-chart-table")[0].all("tr")
    }
    heads = [one.text for one in page.main.with_class("sl-chart-table")[0].all("th")]
    column = heads.index("Target (%)") - 1
    assert rows["2024-25"][column].text == "44"
    assert rows["2023-24"][column].text == "51"
    assert rows["By 31 Mar 2026"][column].text == "37"
    assert "Target 37% by 31 March 2026" in page.main.all("svg")[0].text


def test_a_trajectory_that_only_begins_is_drawn_before_it_judges(act, visit: Visit):
    act(
        act="propose",
        high="30",
        tolerance="2",
        starts="2026-04-01",
        due="2028-03-31",
        start_value="45",
        why="Three years.",
    )
    proposed = visit(NEET)
    assert "30 (proposed)" in proposed.main.with_class("sl-chart-table")[0].text
    act(act="confirm", target=newest_number())
    page = visit(NEET)
    assert "above the demonstration target of 40%" in page.text
    assert "Target 30% by 31 March 2028" in page.main.all("svg")[0].text
    table = page.main.with_class("sl-chart-table")[0].text
    assert "By 31 Mar 2028" in table
    assert "40 (demonstration)" in table


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"high": ""}, "Enter: target"),
        ({"high": "forty"}, "Enter a number."),
        ({"why": ""}, "Enter: why this target"),
        ({"starts": "31/31/2024"}, "Enter a valid date."),
        ({"tolerance": "-1"}, "greater than or equal to 0"),
    ],
)
def test_what_cannot_be_used_is_named_and_nothing_typed_is_lost(
    visit: Visit, changed: dict[str, str], says: str
):
    page = visit(TARGETS, "administrator", status=422, post={**TYPED, **changed})
    assert "There is a problem" in page.text
    assert says in page.text
    kept = {one.get("name"): one.get("value") for one in page.main.all("input")}
    for name in ("high", "tolerance", "starts"):
        assert kept[name] == {**TYPED, **changed}[name]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"high": "101"}, "A percentage lies between 0 and 100."),
        ({"tolerance": "500"}, "A percentage lies between 0 and 100."),
        ({"starts": "0001-01-01"}, "before 2000"),
        ({"start_value": "50"}, "needs the day it is to be reached by"),
        ({"due": "2023-01-01"}, "must be after the day it starts"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(visit: Visit, changed: dict[str, str], says: str):
    page = visit(TARGETS, "administrator", status=422, post={**TYPED, **changed})
    assert says in page.text
    kept = {one.get("name"): one.get("value") for one in page.main.all("input")}
    assert kept["high"] == {**TYPED, **changed}["high"]


@pytest.mark.parametrize("number", ["", "0", "999999", "one", "-1", "9" * 30])
def test_a_forged_target_is_not_found(visit: Visit, number: str):
    page = visit(TARGETS, "administrator", status=404, post={"act": "confirm", "target": number})
    assert "There is no such target" in page.text


def test_another_areas_targets_are_not_set_here(visit: Visit):
    page = visit(f"{TARGETS}?area=Essex", "administrator", status=400, post=TYPED)
    assert "council's own area" in page.text


def test_the_past_is_not_changed(visit: Visit):
    visit(f"{TARGETS}?as_of=2017-02-01", "administrator", status=400, post=TYPED)


def test_context_has_no_target_and_says_why(visit: Visit):
    page = visit("/indicators/child-protection-plans/targets/", "administrator")
    assert "Neither high nor low is good in itself here" in page.text
    refused = visit(
        "/indicators/child-protection-plans/targets/", "administrator", status=400, post=TYPED
    )
    assert "has no target" in refused.text


def test_every_undecided_target_stands_on_one_page(visit: Visit):
    page = visit("/targets/", "administrator")
    assert page.text.count("in force (demonstration target)") == len(aimed_at())
    assert "Adopt as ours" in page.text
    assert "Adopt as ours" not in visit("/targets/", "viewer").text


def test_a_demonstration_target_is_adopted_as_the_councils_own(as_role, visit: Visit):
    from indicators.targets.models import Target

    standing = Target.objects.get(
        indicator__slug="care-leavers-neet", origin="demonstration", area__code="E10000034"
    )
    answer = as_role("administrator").post(
        TARGETS, {"act": "adopt", "target": standing.pk, "why": "England first.", "back": "all"}
    )
    assert answer["Location"] == "/targets/"
    text = visit(NEET).text
    assert "above the target of 40%" in text
    now, _, before = text.partition("Targets so far")
    assert "demonstration" not in now
    assert "England first." in now
    assert "40% ended" in before
    left = visit("/targets/", "administrator").text.count("(demonstration target)")
    assert left == len(aimed_at()) - 1


def test_a_target_is_not_adopted_without_a_reason(act):
    from indicators.targets.models import Target

    standing = Target.objects.get(
        indicator__slug="care-leavers-neet", origin="demonstration", area__code="E10000034"
    )
    page = act(act="adopt", target=str(standing.pk), why="")
    assert "in force (demonstration target)" in page.text
