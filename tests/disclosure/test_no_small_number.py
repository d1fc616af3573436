"""Nobody who has the public editions can work out a number from 1 to 5."""

from hypothesis import given, settings

from indicators.disclosure.withholding import judged
from tests.disclosure.attacker import finds
from tests.disclosure.tables import Case, cases


def shown(case: Case) -> set[int]:
    kept = judged(case.figures, [], case.series, case.links)
    return {one.id for one in case.figures} - kept.keys()


@settings(max_examples=40)
@given(cases())
def test_each_small_number_could_be_one_of_three(case: Case) -> None:
    seen = shown(case)
    assert finds(case, seen) == [], sorted(seen)


@settings(max_examples=25)
@given(cases())
def test_nor_from_all_editions_together_when_each_quarter_adds_one(case: Case) -> None:
    seen: set[int] = set()
    for day in sorted({one.known_on for one in case.figures}):
        known = [one for one in case.figures if one.known_on <= day]
        before = [one for one in known if one.id in seen]
        kept = judged(known, before, case.series, case.links)
        seen |= {one.id for one in known} - kept.keys()
    assert finds(case, seen) == []
