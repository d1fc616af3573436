"""Files that cannot be taken: each says where, what, and what to do, and leaves nothing behind."""

from datetime import date

import pytest
from django.core.management import CommandError

from indicators.catalogue.models import Indicator
from indicators.ledger.models import Batch, Observation
from tests.importing.ees_files import DUDLEY, ENGLAND, WORCESTERSHIRE, put, row, run, text_of

MAPPING = """\
period = "financial year"

[[figures]]
indicator = "care-leavers-neet"
value = "leaver_percent"
numerator = "leaver_count"
denominator = ["leaver_count"]
[figures.rows]
activity = "Not in work"
[figures.denominator_rows]
activity = "Total"

[[figures]]
indicator = "ees-leavers"
value = "leaver_count"
rows = { activity = "Total" }
[figures.reference]
name = "Care leavers"
unit = "count"
"""


def good():
    return [
        row(ENGLAND, activity="Total", leaver_count="30000", leaver_percent="100"),
        row(ENGLAND, activity="Not in work", leaver_count="12000", leaver_percent="40"),
        row(WORCESTERSHIRE, activity="Total", leaver_count="351", leaver_percent="100"),
        row(WORCESTERSHIRE, activity="Not in work", leaver_count="159", leaver_percent="45"),
        row(DUDLEY, activity="Total", leaver_count="200", leaver_percent="100"),
        row(DUDLEY, activity="Not in work", leaver_count="60", leaver_percent="30"),
    ]


def with_cell(number, **cells):
    rows = good()
    rows[number] = rows[number] | cells
    return rows


def refused(path, mapping=MAPPING):
    """What the command says when nothing came in."""
    with pytest.raises(CommandError) as fault:
        run(path, mapping)
    assert Observation.objects.count() == 0
    assert Batch.objects.count() == 0
    assert not Indicator.objects.filter(slug="ees-leavers").exists()
    first, *faults = str(fault.value).splitlines()
    assert first == "Nothing was imported."
    return faults


def test_the_good_file_comes_in(neet, tmp_path):
    assert run(put(tmp_path, *good()), MAPPING).startswith("2 series: 6 figures, 6 new")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            with_cell(3, leaver_percent="4S"),
            "leavers.csv, line 5, leaver_percent: is “4S”, which is no number. "
            "Write a number, or one of: c, x, :, an empty cell, z, u, low, k.",
        ),
        (
            with_cell(3, leaver_percent="140"),
            "leavers.csv, line 5, leaver_percent: is 140, but a percentage is at most 100. "
            "Mend it, or name the column under over_100 of the mapping.",
        ),
        (
            with_cell(2, leaver_percent="140"),  # a row that no figure is made of
            "leavers.csv, line 4, leaver_percent: is 140, but a percentage is at most 100. "
            "Mend it, or name the column under over_100 of the mapping.",
        ),
        (
            with_cell(2, leaver_count="-351"),
            "leavers.csv, line 4, leaver_count: is -351, but nothing here can be less than 0. "
            "Mend it, or name the column under below_0 of the mapping.",
        ),
        (
            with_cell(3, leaver_count="352"),
            "leavers.csv, line 5, leaver_count: is 352, more than the 351 it is a part of. "
            "Mend it at its source.",
        ),
        (
            with_cell(3, new_la_code="E10000099"),
            "leavers.csv, line 5, new_la_code: is “E10000099”, which is no area here. "
            "Mend the code, or have the area added to data/areas.",
        ),
        (
            with_cell(3, old_la_code="332"),
            "leavers.csv, line 5, old_la_code: is 332, which is Dudley, but E10000034 beside it "
            "is Worcestershire. Mend one of them.",
        ),
        (
            with_cell(3, new_la_code="", old_la_code=""),
            "leavers.csv, line 5, new_la_code: is empty, which is no area here. "
            "Mend the code, or have the area added to data/areas.",
        ),
        (
            with_cell(3, time_identifier="Year to Easter"),
            "leavers.csv, line 5, time_period: is “Year to Easter”, which is no known time. "
            "Use one of: Reporting year, Financial year, Academic year, Calendar year, "
            "Autumn term, Spring term, Summer term, Part 1 (April to September), "
            "Part 2 (October to March), Autumn and spring term, January, Week 12, "
            "Financial year Q1.",
        ),
        (
            [*good(), row(DUDLEY, activity="Not in work", leaver_count="61", leaver_percent="30")],
            "leavers.csv, line 8, leaver_count: is 61, but 60 in line 7 of the same area, time and "
            "filters. Keep one of the two lines.",
        ),
        (
            with_cell(3, activity="14/02/2009"),
            "leavers.csv, line 5, activity: looks like a date, as of a birth. Nothing about one "
            "person may be imported: delete the file, or remove this from it.",
        ),
    ],
)
def test_a_bad_cell_is_named_with_its_line_and_a_remedy(neet, tmp_path, rows, says):
    assert refused(put(tmp_path, *rows)) == [says]


def test_a_column_about_a_person_is_refused(neet, tmp_path):
    rows = [one | {"date_of_birth": "x"} for one in good()]
    (fault,) = refused(put(tmp_path, *rows))
    assert fault.startswith("leavers.csv, line 1, date_of_birth: is the name of a column that")


def test_another_file_has_not_the_columns(neet, tmp_path):
    path = tmp_path / "leavers.csv"
    path.write_text("Short Desc,Values\nLAC,5\n", "utf-8")
    assert refused(path) == [
        "leavers.csv: has no column time_period, time_identifier, geographic_level, country_code. "
        "It is no file of Explore Education Statistics."
    ]


def test_a_column_twice_or_a_line_too_short_is_refused(neet, tmp_path):
    text = text_of(good())
    path = tmp_path / "leavers.csv"
    path.write_text(text.replace("leaver_percent", "leaver_count"), "utf-8")
    assert refused(path) == ["leavers.csv: has the column leaver_count twice. Remove one."]
    path.write_text(text.replace("351,100", "351"), "utf-8")
    assert refused(path) == ["leavers.csv, line 4: has 12 cells. Give it 13, one for each column."]


def test_mixed_encodings_are_named_with_the_first_bad_line(neet, tmp_path):
    path = tmp_path / "leavers.csv"
    text = text_of(with_cell(3, activity="Ni\u00f1o")).encode("utf-8") + "é\n".encode("latin-1")
    path.write_bytes(text)
    assert refused(path) == [
        "leavers.csv, line 8: is not UTF-8 text. Save the whole file as “CSV UTF-8”."
    ]


@pytest.mark.parametrize("start", [b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"a\x00b\x00", b"PAR1"])
def test_what_is_no_text_is_refused(neet, tmp_path, start):
    path = tmp_path / "leavers.csv"
    path.write_bytes(start + b"rubbish" * 100)
    assert refused(path) == ["leavers.csv is no text. Save it as “CSV UTF-8”."]


def test_rubbish_stops_after_a_hundred_faults(neet, tmp_path):
    path = tmp_path / "leavers.csv"
    path.write_text(text_of(good()) + "rubbish\n" * 100_000, "utf-8")
    faults = refused(path)
    assert len(faults) == 101
    assert faults[-1] == "leavers.csv: has more faults than these 100."


def test_a_quote_that_never_ends_and_an_empty_file_are_refused(neet, tmp_path):
    path = tmp_path / "leavers.csv"
    path.write_text(text_of(good()).replace("Not in work", '"Not in work', 1), "utf-8")
    (fault,) = refused(path)
    assert fault.startswith("leavers.csv, line ")
    assert "is not CSV" in fault
    path.write_text("", "utf-8")
    (fault,) = refused(path)
    assert fault.startswith("leavers.csv: has no column time_period")
    path.write_text(text_of(good()).splitlines()[0], "utf-8")
    assert refused(path) == ["leavers.csv: has no row of England, a region or an authority."]


def test_a_file_that_is_not_there_is_said(neet, tmp_path):
    path = tmp_path / "leavers.csv"
    assert refused(path) == [f"There is no file {path}."]


def test_figures_of_a_day_that_has_not_come_are_refused(neet, tmp_path):
    with pytest.raises(CommandError, match="in the future"):
        run(put(tmp_path, *good()), MAPPING, known_on=date(2199, 1, 1))
    assert Observation.objects.count() == 0
    assert not Indicator.objects.filter(slug="ees-leavers").exists()


def test_an_unknown_person_cannot_import(neet, tmp_path):
    with pytest.raises(CommandError, match="no user “nobody”"):
        run(put(tmp_path, *good()), MAPPING, by="nobody")


def test_the_byte_order_mark_is_no_part_of_the_first_column(neet, tmp_path):
    path = tmp_path / "leavers.csv"
    path.write_text(text_of(good()), "utf-8-sig")
    assert run(path, MAPPING).startswith("2 series: 6 figures, 6 new")


def test_the_same_row_twice_is_said_and_taken_once(neet, tmp_path):
    rows = good()
    said = run(put(tmp_path, *rows, rows[3]), MAPPING)
    assert "Line 8 says the same as line 5, and is taken once." in said
    assert said.startswith("2 series: 6 figures, 6 new")


def test_rows_of_other_levels_are_left_out_and_counted(neet, tmp_path):
    school = row(
        ("School", *WORCESTERSHIRE[1:]), activity="Total", leaver_count="5", leaver_percent="100"
    )
    said = run(put(tmp_path, *good(), school, school), MAPPING)
    assert "Left out: 2 rows of the level “School”." in said
    assert said.startswith("2 series: 6 figures, 6 new")
