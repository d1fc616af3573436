"""What is taken from a small long file, in whatever form it comes."""

import random
from decimal import Decimal

import pytest

from indicators.catalogue.models import Indicator
from indicators.ledger.models import Observation
from tests.importing.lait_files import (
    DUDLEY,
    ENGLAND,
    MADE_UP,
    MEASURES,
    NEET,
    ROWS,
    measure,
    put,
    put_dictionary,
    row,
    run,
    text_of,
)

pytestmark = pytest.mark.database

EXPECTED = {
    ("care-leavers-neet", "England", "2023-24", Decimal(40), "final"),
    ("care-leavers-neet", "Worcestershire", "2023-24", Decimal(45), "final"),
    ("care-leavers-neet", "Dudley", "2023-24", Decimal(30), "final"),
    ("care-leavers-neet", "Worcestershire", "2022-23", Decimal(38), "final"),
    ("lait-made-uppct", "England", "AY 2023-24", Decimal(7), "final"),
    ("lait-made-uppct", "Worcestershire", "AY 2023-24", Decimal("6.5"), "final"),
    ("lait-made-uppct", "Dudley", "AY 2023-24", Decimal("8.25"), "final"),
    ("lait-made-uppct", "Worcestershire", "AY 2024-25", None, "final"),
    ("lait-spent-lost", "England", "2023-24", Decimal(16012355892), "final"),
    ("lait-spent-lost", "Worcestershire", "2023-24", Decimal("302.9"), "final"),
}


def held():
    rows = Observation.objects.filter(is_current=True).select_related("series__indicator", "area")
    return {
        (one.series.indicator.slug, one.area.name, str(one.period), one.value, one.status)
        for one in rows
    }


@pytest.mark.parametrize("form", ["parquet", "csv", "csv.gz"])
def test_a_file_says_the_same_in_every_form(tool, tmp_path, form):
    put(tmp_path, form=form)
    said = run(tmp_path)
    assert said == (
        "3 measures, of which 2 for reference: "
        "10 figures, 10 new, 0 revised, 0 unchanged, 0 doubtful.\n"
    )
    assert held() == EXPECTED


@pytest.mark.parametrize("forms", [("csv", "parquet"), ("parquet", "csv.gz")])
def test_another_form_of_the_same_changes_nothing(tool, tmp_path, forms):
    for number, form in enumerate(forms):
        folder = tmp_path / form
        folder.mkdir()
        put(folder, form=form)
        said = run(folder)
        assert ("10 new" in said, "10 unchanged" in said) == (number == 0, number == 1)
    assert held() == EXPECTED


def test_a_look_counts_what_the_import_then_does_and_writes_nothing(tool, tmp_path):
    high = row("9", MADE_UP, "2023/24", ENGLAND)
    put(tmp_path, [high if one == ROWS[4] else one for one in ROWS])
    looked = run(tmp_path, preview=True)
    assert not Observation.objects.exists()
    assert not Indicator.objects.filter(slug__startswith="lait-").exists()
    assert looked.replace("would be ", "") == run(tmp_path)
    assert "10 new, 0 revised, 0 unchanged, 1 doubtful." in looked.replace("would be ", "")


def test_rows_of_a_measure_need_not_stand_together(tool, tmp_path):
    rows = list(ROWS)
    random.Random(6).shuffle(rows)
    assert [one["Short Desc"] for one in rows] != sorted(one["Short Desc"] for one in rows)
    put(tmp_path, rows)
    run(tmp_path)
    assert held() == EXPECTED


def test_a_byte_order_mark_windows_lines_and_a_further_column_are_fine(tool, tmp_path):
    path = put(tmp_path)
    text = text_of([{**one, "Remark": "–"} for one in ROWS], [*ROWS[0], "Remark"])
    path.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    run(tmp_path)
    assert held() == EXPECTED


def test_the_same_said_twice_is_taken_once(tool, tmp_path):
    put(tmp_path, [*ROWS, ROWS[1], ROWS[7]])
    assert "10 figures, 10 new" in run(tmp_path)
    assert held() == EXPECTED


def test_two_notations_of_one_year_are_one_period(tool, tmp_path):
    """Some places under one of them, some under the other, and one under both."""
    rows = [row("40", year="2023-24"), row("40", year="2024"), row("30", year="2024", place=DUDLEY)]
    put(tmp_path, rows)
    assert "2 figures, 2 new" in run(tmp_path)
    assert {(one[1], one[2], one[3]) for one in held()} == {
        ("Worcestershire", "2023-24", 40),
        ("Dudley", "2023-24", 30),
    }


def test_a_code_that_is_in_no_dictionary_is_left_out_and_said(tool, tmp_path):
    put(tmp_path, [*ROWS, row("1", "Nobody_Knows"), row("2", "Nobody_Knows", "2023")])
    said = run(tmp_path)
    what = "Nobody_Knows: 2 rows, as the dictionary does not say what it is"
    assert f"Not understood, and left out: {what}." in said.splitlines()
    assert held() == EXPECTED


def test_a_year_that_names_none_is_left_out_and_said(tool, tmp_path):
    more = [row("1", year="2024 Q1"), row("3", "Only_Bad", "soon"), row("4", "Only_Bad", "0")]
    put(tmp_path, [*ROWS, *more])
    put_dictionary(tmp_path, *MEASURES, measure("Only_Bad"))
    said = run(tmp_path).splitlines()
    assert said[1:] == [
        f"Not understood, and left out: {NEET}: the year “2024 Q1” of 1 rows.",
        "Not understood, and left out: Only_Bad: the year “0” of 1 rows.",
        "Not understood, and left out: Only_Bad: the year “soon” of 1 rows.",
    ]
    assert held() == EXPECTED


def test_without_a_dictionary_the_catalogue_s_measures_are_taken(tool, tmp_path):
    put(tmp_path)
    (tmp_path / "dictionary.csv").unlink()
    said = run(tmp_path)
    assert "4 figures, 4 new" in said
    assert f"{MADE_UP}: 4 rows" in said
    assert {one[0] for one in held()} == {"care-leavers-neet"}


def test_what_the_dictionary_writes_of_decimals_and_dates_may_be_nothing(tool, tmp_path):
    put(tmp_path)
    odd = {"dps": "two", "Last Update": "99999999999"}
    put_dictionary(tmp_path, *MEASURES[:1], measure(MADE_UP, **odd), *MEASURES[2:])
    run(tmp_path)
    assert held() == EXPECTED
    assert Indicator.objects.get(slug="lait-made-uppct").decimals == 1


def test_a_reference_indicator_has_plain_words(tool, tmp_path):
    put(tmp_path)
    run(tmp_path)
    one = Indicator.objects.get(slug="lait-made-uppct")
    assert one.texts["definition"] == "Something bold."
    assert (one.name, one.polarity, one.unit) == (f"What {MADE_UP} says", "lower", "percent")
