"""The quarter and the year so far: each worked into the other, or the sentence why not.

A year to learn by: 10 of 20 in April to June, 15 of 30 by October, 5 of 50 in the quarter after.
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import Period
from indicators.returns.numbers import Numbers
from indicators.returns.spans import Amount, converted, earlier, has_both

NO_FIGURE = "An earlier quarter of the year has no published figure."


def numbers(numerator=None, denominator=None, value=None):
    given = (numerator, denominator, value)
    return Numbers(*(None if one is None else Decimal(one) for one in given))


def amount(numerator=None, denominator=None, value="1"):
    found = numbers(numerator, denominator, value)
    return Amount(found.value, found.numerator, found.denominator)


def worked(typed, period, so_far, before=None, unit="percent"):
    before = {Period.parse(name): one for name, one in (before or {}).items()}
    return converted(typed, Period.parse(period), so_far, before, unit)


def said(found):
    return found.numerator, found.denominator, found.value


NEEDED = [
    ("2025-26 Q1", []),
    ("2025-26 Q3", ["2025-26 Q1", "2025-26 Q2"]),
    ("2025-26 Q4", ["2025-26 Q1", "2025-26 Q2", "2025-26 Q3"]),
    ("2025-26 Q1-Q1", []),
    ("2025-26 Q1-Q2", ["2025-26 Q1-Q1"]),
    ("2025-26 Q1-Q4", ["2025-26 Q1-Q3"]),
]


@pytest.mark.parametrize(("period", "needed"), NEEDED)
def test_the_published_quarters_that_are_needed(period, needed):
    assert [str(one) for one in earlier(Period.parse(period))] == needed


def test_the_year_so_far_in_october_to_december_holds_the_quarters_before():
    """Trap 2: 20 of 80 by December, less 15 of 30 by September, is 5 of 50."""
    before = {"2025-26 Q1": amount(10, 20, 50), "2025-26 Q2": amount(5, 10, 50)}
    found = worked(numbers(20, 80), "2025-26 Q3", True, before)
    assert said(found) == (5, 50, 10)


def test_a_quarter_is_added_to_the_year_so_far():
    before = {"2025-26 Q1-Q2": amount(15, 30, 50)}
    assert said(worked(numbers(5, 50), "2025-26 Q1-Q3", False, before)) == (20, 80, 25)


def test_a_rate_keeps_its_population():
    before = {"2025-26 Q1-Q2": amount(200, 83400, "23.980815")}
    found = worked(numbers(100, 83500), "2025-26 Q1-Q3", False, before, "per-10,000")
    assert said(found) == (300, 83500, Decimal("35.928144"))
    back = {"2025-26 Q1": amount(90, 83400), "2025-26 Q2": amount(110, 83400)}
    found = worked(numbers(300, 83500), "2025-26 Q3", True, back, "per-10,000")
    assert said(found) == (100, 83500, Decimal("11.976048"))


def test_counts_are_added_and_taken_away():
    before = {"2025-26 Q1-Q1": amount(value=120)}
    assert worked(numbers(value=80), "2025-26 Q1-Q2", False, before, "count").value == 200
    before = {"2025-26 Q1": amount(value=120)}
    assert worked(numbers(value=200), "2025-26 Q2", True, before, "count").value == 80


@pytest.mark.parametrize("so_far", [True, False])
@pytest.mark.parametrize("period", ["2025-26 Q1", "2025-26 Q1-Q1"])
def test_in_april_to_june_both_are_the_same(period, so_far):
    for typed, unit in ((numbers(10, 20, 50), "percent"), (numbers(value=37), "weeks")):
        assert worked(typed, period, so_far, unit=unit) == typed


ASKED_FOR = [("2025-26 Q1-Q3", True), ("2025-26 Q3", False), ("2025-09-30", True), ("2025-26", 1)]


@pytest.mark.parametrize(("period", "so_far"), ASKED_FOR)
def test_what_the_line_asks_for_stays(period, so_far):
    typed = numbers(10, 20, 50)
    assert worked(typed, period, so_far) is typed


@pytest.mark.parametrize("period", ["2025-06-30", "2025-26", "2025-M06", "12m to 2025-M06"])
def test_other_periods_have_no_second_kind(period):
    assert not has_both(Period.parse(period))


Q1, Q1Q2 = "2025-26 Q1", "2025-26 Q1-Q2"
REFUSED = {
    "nothing published": (
        numbers(5, 50), "2025-26 Q1-Q3", {}, "percent",
        ("numerator", f"{NO_FIGURE} Type the year so far instead."),
    ),
    "one of two missing": (
        numbers(20, 80), "2025-26 Q3", {Q1: amount(10, 20)}, "percent",
        ("numerator", f"{NO_FIGURE} Type the quarter alone instead."),
    ),
    "published as not available": (
        numbers(value=5), "2025-26 Q1-Q3", {Q1Q2: amount(value=None)}, "count",
        ("value", f"{NO_FIGURE} Type the year so far instead."),
    ),
    "published without its parts": (
        numbers(5, 50), "2025-26 Q1-Q3", {Q1Q2: amount()}, "percent",
        ("numerator", "An earlier quarter has no numerator and denominator. "
         "Type the year so far instead."),
    ),
    "an average": (
        numbers(value=37), "2025-26 Q1-Q3", {Q1Q2: amount()}, "weeks",
        ("value", "Two averages or percentages make no third. Type the year so far instead."),
    ),
    "less than before": (
        numbers(14, 80), "2025-26 Q3", {Q1: amount(10, 20), "2025-26 Q2": amount(5, 10)}, "percent",
        ("numerator", "The year so far is less than the quarters before it. "
         "Check which was typed."),
    ),
    "nobody in the quarter": (
        numbers(10, 20), "2025-26 Q2", {Q1: amount(10, 20)}, "percent",
        ("denominator", "None of none is no figure. Clear both, and choose “not applicable” "
         "as the reason."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_worked_out_says_what_to_type(case):
    typed, period, before, unit, fault = REFUSED[case]
    found = worked(typed, period, "Q1-" not in period, before, unit)
    assert (found.faults, found.value) == ([fault], None)


def test_a_number_below_nothing_is_not_hidden_in_a_sum():
    before = {"2025-26 Q1-Q1": amount(value=120)}
    assert worked(numbers(value=-3), "2025-26 Q1-Q2", False, before, "count").value == -3


def test_a_fault_of_what_was_typed_is_the_only_one():
    typed = Numbers(faults=[("value", "“x” is no number.")])
    assert worked(typed, "2025-26 Q1-Q2", False) is typed


PARTS = st.integers(0, 500)
QUARTERS = st.lists(st.tuples(PARTS, st.integers(1, 500)), min_size=2, max_size=4)


@pytest.mark.parametrize("unit", ["percent", "per-10,000"])
@given(quarters=QUARTERS)
def test_quarter_to_year_so_far_to_quarter_is_the_identity(unit, quarters):
    """Sums are made here by a plain loop; only the last quarter goes through the code."""
    last = len(quarters)
    pooled = unit == "percent"
    so_far = [sum(part for part, _ in quarters[:n]) for n in range(last + 1)]
    of = [sum(w for _, w in quarters[:n]) if pooled else 83400 for n in range(last + 1)]
    part, whole = quarters[-1]
    whole = whole if pooled else 83400
    before = {f"2025-26 Q1-Q{last - 1}": amount(so_far[-2], of[-2])}
    year = worked(numbers(part, whole), f"2025-26 Q1-Q{last}", False, before, unit)
    assert (year.numerator, year.denominator) == (so_far[-1], of[-1])
    alone = {
        f"2025-26 Q{n}": amount(p, w if pooled else 83400)
        for n, (p, w) in enumerate(quarters[:-1], 1)
    }
    back = worked(year, f"2025-26 Q{last}", True, alone, unit)
    assert (back.numerator, back.denominator) == (part, whole)


@given(counts=st.lists(PARTS, min_size=2, max_size=4))
def test_counts_go_there_and_back(counts):
    last = len(counts)
    before = {f"2025-26 Q1-Q{last - 1}": amount(value=sum(counts[:-1]))}
    typed = numbers(value=counts[-1])
    year = worked(typed, f"2025-26 Q1-Q{last}", False, before, "count")
    assert year.value == sum(counts)
    alone = {f"2025-26 Q{n}": amount(value=one) for n, one in enumerate(counts[:-1], 1)}
    assert worked(year, f"2025-26 Q{last}", True, alone, "count").value == counts[-1]
