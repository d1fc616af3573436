"""An administrator's way with targets, and what everybody reads of it."""

import pytest

from tests.dashboard.conftest import Page, Visit

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
    assert "Set by Demonstration administrator" in page.text
    assert "Board, May." in page.text


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
    assert page.text.count("in force (demonstration target)") == 7
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
    assert "demonstration" not in text
    assert "England first." in text
    assert visit("/targets/", "administrator").text.count("(demonstration target)") == 6


def test_a_target_is_not_adopted_without_a_reason(act):
    from indicators.targets.models import Target

    standing = Target.objects.get(
        indicator__slug="care-leavers-neet", origin="demonstration", area__code="E10000034"
    )
    page = act(act="adopt", target=str(standing.pk), why="")
    assert "in force (demonstration target)" in page.text
