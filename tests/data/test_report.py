"""The inspection report's figures, held against a table that was read from its text separately.

`report_figures.csv` was written from the text by someone who had not seen the data.
"""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tests.data.report_text import passages
from tests.data.shipped import Row, read_rows, rows

LINES = rows("report/inspection-report-2017.csv")
BY_HAND = read_rows(Path(__file__).parent / "report_figures.csv")
COMPARED = (
    "area",
    "unit",
    "period",
    "period_stated",
    "value",
    "value_upper",
    "numerator",
    "denominator",
    "qualifier",
    "reference",
)
AT_INSPECTION = "2016-10-24..2016-11-17"
SIMILAR = "SN-E10000034"
WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
# Where a passage says a number in words of its own: (place, value) → how.
SAID = {
    ("summary", "48"): "almost half",
    ("looked-after summary", "48"): "almost half",
    ("info", "0"): "none was underway",
    ("info", "100"): "all were judged",
    ("¶20", "33.333333"): "a third of",
    ("¶58", "12"): "up to a year",
    ("¶71", "70.588235"): "all but five children out of 17",
    ("¶75", "12"): "in excess of a year",
    ("¶75", "24"): "in excess of two years",
    ("¶76", "33.333333"): "only a third",
    ("¶83", "0"): "no pathway plans",
    ("¶83", "33.333333"): "one of the three teams",
    ("¶90", "93.548387"): "145 of 155",
    ("¶109", "2000000"): "£2 million",
    ("¶109", "3000000"): "£3 million",
    ("¶110", "10.526316"): "six of 57",
}


def facts(lines: list[Row]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(line[key] for key in COMPARED) for line in lines)


def named(line: Row) -> str:
    return f"{line['indicator']} {line['area']} {line['period']} {line['breakdown']}"


def test_the_data_and_the_table_written_by_hand_agree():
    data, by_hand = facts(LINES), facts(BY_HAND)
    only_data = [f"only in the data: {', '.join(one)}" for one in (data - by_hand).elements()]
    only_hand = [f"only by hand: {', '.join(one)}" for one in (by_hand - data).elements()]
    assert not only_data + only_hand, "\n" + "\n".join(sorted(only_data + only_hand))


def test_no_figure_is_there_twice():
    key = ("indicator", "series", "area", "period", "breakdown")
    counted = Counter(tuple(line[name] for name in key) for line in LINES)
    assert [one for one, times in counted.items() if times > 1] == []


def places(line: Row) -> list[str]:
    return line["reference"].split("; ")


def spellings(line: Row, place: str) -> list[str]:
    """What stands in the passage for this figure, as patterns; each must be found."""
    if said := SAID.get((place, line["value"])):
        return [re.escape(said)]
    if line["qualifier"] == "derived":
        return [number(line["numerator"]), number(line["denominator"])]
    stated = [line[key] for key in ("value", "value_upper") if line[key]]
    ending = "%" if line["unit"] == "percent" else r"(?![\d%]|[.,]\d)"
    return [number(one, ending) for one in stated]


def number(text: str, ending: str = r"(?![\d%]|[.,]\d)") -> str:
    """A pattern for 1550, written with or without its comma; small ones in words too."""
    value = Decimal(text)
    digits = rf"(?<![\d.,]){re.escape(f'{value:,}')}{ending}"
    worded = ending != "%" and value == int(value) and 0 <= value < len(WORDS)
    return rf"{digits}|\b{WORDS[int(value)]}\b" if worded else digits


@pytest.mark.parametrize("line", LINES, ids=named)
def test_every_place_named_holds_the_figure(shared: Path, line: Row):
    for place in places(line):
        passage = passages(shared)[place].lower()
        for pattern in spellings(line, place):
            assert re.search(pattern, passage), f"{place} has nothing like {pattern}"


def test_every_special_wording_is_needed():
    needed = {(place, line["value"]) for line in LINES for place in places(line)}
    assert set(SAID) <= needed


@pytest.mark.parametrize("line", LINES, ids=named)
def test_a_percentage_with_both_numbers_is_their_quotient(line: Row):
    if line["numerator"] and line["denominator"]:
        worked_out = 100 * Decimal(line["numerator"]) / Decimal(line["denominator"])
        assert Decimal(line["value"]) == round(worked_out, 6)
        assert line["qualifier"] == "derived"
    else:
        assert line["qualifier"] != "derived"


def test_a_figure_without_a_date_is_that_of_the_inspection():
    assert {r["period"] for r in LINES if r["period_stated"] == "no"} == {AT_INSPECTION}
    assert {r["period_stated"] for r in LINES} == {"yes", "no"}


def test_averages_of_similar_authorities_name_their_edition():
    editions = {line["edition"] for line in LINES if line["area"] == SIMILAR}
    assert editions == {"before-2021"}
    assert {line["edition"] for line in LINES if line["area"] != SIMILAR} == {""}


def test_every_figure_has_a_note_and_was_known_when_the_report_came_out():
    assert [named(line) for line in LINES if not line["note"]] == []
    assert {line["known_on"] for line in LINES} == {"2017-01-24"}
