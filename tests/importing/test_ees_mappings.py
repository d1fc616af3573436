"""Mappings that cannot be: each fault has its place; and what right ones bring in."""

from datetime import date

import pytest
from django.core.management import CommandError

from indicators.catalogue.models import Indicator
from indicators.importing import ees_mapping
from indicators.ledger.models import Observation
from tests.builders import make_series, record
from tests.importing.ees_files import DUDLEY, ENGLAND, WEST_MIDLANDS, exported, put, row, run

HEAD = 'period = "financial year"\n[[figures]]\nindicator = "care-leavers-neet"\n'


def leavers():
    return [
        row(activity="Total", leaver_count="351", leaver_percent="100"),
        row(activity="Not in work", leaver_count="159", leaver_percent="45"),
    ]


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        (
            HEAD + 'value = "leaver_percnt"\n',
            "leavers.toml, figure 1, value: is “leaver_percnt”, which is no column of numbers in "
            "leavers.csv. Did you mean leaver_percent?",
        ),
        (
            HEAD + 'value = "leaver_percent"\nrows = { activity = "Not in Work" }\n',
            "leavers.toml, figure 1, rows, activity: is “Not in Work”, which stands nowhere in "
            "that column. Did you mean “Not in work”?",
        ),
        (
            HEAD + 'value = "leaver_percent"\nrows = { age = "19" }\n',
            "leavers.toml, figure 1, rows, age: is no filter of leavers.csv. "
            "Its filters are: activity.",
        ),
        (
            HEAD + 'value = "leaver_percent"\n',
            "leavers.toml, figure 1, rows: let lines 2 and 3 of leavers.csv both speak for "
            "Worcestershire in 2024-25. Add one of: activity.",
        ),
        (
            HEAD.replace("neet", "neat") + 'value = "leaver_percent"\n',
            "leavers.toml, figure 1, indicator: is “care-leavers-neat”, which is no indicator "
            "here. Did you mean care-leavers-neet?",
        ),
        (
            HEAD + 'series = "publishd"\nvalue = "leaver_percent"\n',
            "leavers.toml, figure 1, series: is “publishd”. care-leavers-neet has: published.",
        ),
        (
            HEAD.replace("financial", "council") + 'value = "leaver_percent"\n',
            "leavers.toml, period: is “council year”. Use one of: financial year, academic year, "
            "calendar year, 12 months to September, 31 March, 30 September, "
            "school census in January.",
        ),
        (
            HEAD + 'valu = "leaver_percent"\nvalue = "leaver_percent"\n',
            "leavers.toml, figure 1, valu: is no key of a mapping. Did you mean value?",
        ),
        (
            HEAD + 'value = "leaver_percent"\nnumerator = "leaver_count"\n',
            "leavers.toml, figure 1, denominator: is missing. Give both numbers, or none.",
        ),
        (
            HEAD + 'value = "leaver_percent"\n[figures.reference]\nname = "Leavers"\n'
            'unit = "percent"\n',
            "leavers.toml, figure 1, indicator: is care-leavers-neet, for reference only. "
            "Begin its name with ees-.",
        ),
        (
            HEAD
            + 'value = "leaver_percent"\n'
            + HEAD.split("\n", 1)[1]
            + 'value = "leaver_count"\n',
            "leavers.toml, figure 1, indicator: care-leavers-neet has two figures for published. "
            "Remove one.",
        ),
        (
            'over_100 = ["nothing"]\n' + HEAD + 'value = "leaver_count"\n',
            "leavers.toml, over_100: is “nothing”, which is no column of numbers in leavers.csv. "
            "Did you mean leaver_count, leaver_percent?",
        ),
    ],
)
def test_a_wrong_mapping_is_named_with_its_place(neet, tmp_path, mapping, says):
    with pytest.raises(CommandError) as fault:
        run(put(tmp_path, *leavers()), mapping)
    assert says in str(fault.value).splitlines()
    assert Observation.objects.count() == 0


def test_text_that_is_no_toml_or_no_mapping_at_all_is_said(neet, tmp_path):
    path = put(tmp_path, *leavers())
    with pytest.raises(CommandError, match="is not TOML"):
        run(path, "[[figures\n")
    with pytest.raises(CommandError, match="Print one with --propose"):
        run(path)
    with pytest.raises(CommandError, match="There is no mapping elsewhere"):
        run(path, "elsewhere")


def test_the_councils_own_series_cannot_be_filled(neet, tmp_path):
    make_series(neet.indicator, "local", kind="local")
    with pytest.raises(CommandError, match="figure 1, series: is the council's own"):
        run(put(tmp_path, *leavers()), HEAD + 'series = "local"\nvalue = "leaver_count"\n')


NUMBERS = """\
publication = "children-looked-after-additional"
period = "financial year"
regions_step = 10

[[figures]]
indicator = "care-leavers-neet"
value = "leaver_percent"
numerator = "leaver_count"
denominator = ["in_count", "out_count"]
"""


@pytest.mark.database
def test_numbers_are_added_up_and_left_out_where_they_do_not_make_the_value(neet, tmp_path):
    numbers = {"in_count": "192", "out_count": "159"}
    path = put(
        tmp_path,
        row(leaver_percent="45", leaver_count="159", **numbers),
        row(DUDLEY, leaver_percent="46", leaver_count="159", **numbers),
        # Rounded to ten, 120 of 300 may be 39% to 41%.
        row(ENGLAND, leaver_percent="41", leaver_count="120", in_count="180", out_count="120"),
        row(WEST_MIDLANDS, leaver_percent="c", leaver_count="c", in_count="c", out_count="20"),
    )
    said = run(path, NUMBERS)
    assert "1 figures come without numerator and denominator" in said
    found = {one["area"]: one for one in exported()}
    numbers = {area: (one["numerator"], one["denominator"]) for area, one in found.items()}
    assert numbers == {
        "E10000034": ("159", "351"),
        "E08000027": ("", ""),
        "E92000001": ("120", "300"),
        "E12000005": ("", ""),
    }
    assert found["E12000005"]["missing_reason"] == "suppressed"
    assert found["E10000034"]["reference"] == "leaver_percent"


def test_a_figure_is_known_from_its_release_or_the_day_that_is_given(neet, tmp_path):
    path = put(tmp_path, row(leaver_percent="45"), row(time="2009", leaver_percent="47"))
    mapping = NUMBERS.split("numerator")[0]
    run(path, mapping)
    newest, oldest = Observation.objects.order_by("-ends")
    assert (newest.known_on, newest.known_on_estimated) == (date(2025, 11, 1), True)
    assert (oldest.known_on, oldest.known_on_estimated) == (date(2010, 3, 31), True)
    other = put(tmp_path, row(leaver_percent="45", time="2024"), name="other.csv")
    run(other, mapping, known_on=date(2024, 12, 24))
    assert Observation.objects.get(ends=date(2024, 3, 31)).known_on == date(2024, 12, 24)


def test_england_outside_the_range_of_its_authorities_is_doubtful(neet, tmp_path):
    path = put(
        tmp_path,
        row(leaver_percent="45"),
        row(DUDLEY, leaver_percent="30"),
        row(ENGLAND, leaver_percent="46"),
        row(WEST_MIDLANDS, leaver_percent="40"),
    )
    said = run(path, NUMBERS.split("numerator")[0])
    assert "1 doubtful" in said
    assert [one["area"] for one in exported() if one["status"] == "doubtful"] == ["E92000001"]


def test_a_factor_makes_thousands_into_single_ones(neet, tmp_path):
    neet.indicator.unit, neet.is_proportion = "count", False
    neet.indicator.save()
    neet.save()
    run(put(tmp_path, row(thousands="1.234")), HEAD + 'value = "thousands"\nfactor = 1000\n')
    assert exported()[0]["value"] == "1234"


@pytest.mark.database
def test_a_figure_that_was_missing_or_had_no_numbers_is_revised(neet, tmp_path):
    record(None, "2024-25", missing_reason="suppressed", series=neet)
    mapping = NUMBERS.replace('"in_count", ', "")
    said = run(put(tmp_path, row(leaver_percent="45", leaver_count="c", out_count="c")), mapping)
    assert said.startswith("1 series: 1 figures, 0 new, 1 revised")
    path = put(tmp_path, row(leaver_percent="45", leaver_count="159", out_count="351"))
    assert run(path, mapping).startswith("1 series: 1 figures, 0 new, 1 revised")
    path = put(tmp_path, row(leaver_percent="45", leaver_count="c", out_count="c"), name="a.csv")
    assert run(path, mapping).startswith("1 series: 1 figures, 0 new, 0 revised, 1 unchanged")
    assert exported()[0]["numerator"] == "159"


def test_a_value_that_another_file_calls_provisional_stays_so_until_it_changes(neet, tmp_path):
    record("45", "2024-25", status="provisional", series=neet)
    mapping = NUMBERS.split("numerator")[0]
    assert "0 revised, 1 unchanged" in run(put(tmp_path, row(leaver_percent="45")), mapping)
    assert "1 revised" in run(put(tmp_path, row(leaver_percent="44")), mapping)
    assert exported()[0]["status"] == "final"


def test_an_indicator_for_reference_stays_named_once_an_officer_has(neet, tmp_path):
    mapping = HEAD.replace("care-leavers-neet", "ees-leavers") + 'value = "leaver_percent"\n'
    entry = '[figures.reference]\nname = "{}"\nunit = "percent"\nreviewed = {}\n'
    path = put(tmp_path, row(leaver_percent="45"))
    run(path, mapping + entry.format("Column 1", "false"))
    assert Indicator.objects.get(slug="ees-leavers").standing == "unreviewed"
    run(path, mapping + entry.format("Care leavers", "true"))
    run(path, mapping + entry.format("Column 1", "false"))
    leavers = Indicator.objects.get(slug="ees-leavers")
    assert (leavers.standing, leavers.name, leavers.polarity) == (
        "reference",
        "Care leavers",
        "context",
    )


def test_a_preview_writes_nothing_and_says_the_same(neet, tmp_path):
    path = put(tmp_path, row(leaver_percent="45"), row(ENGLAND, leaver_percent="39"))
    mapping = NUMBERS.split("numerator")[0]
    looked = run(path, mapping, preview=True)
    assert Observation.objects.count() == 0
    assert looked.replace("would be ", "") == run(path, mapping)
    assert run(path, mapping) == (
        "This file was imported before with the same mapping: nothing new.\n"
    )


@pytest.mark.parametrize("path", sorted(ees_mapping.SHIPPED.glob("*.toml")), ids=lambda p: p.stem)
def test_the_shipped_mappings_are_right_in_themselves(path):
    mapping = ees_mapping.parse(path.name, path.read_text("utf-8"))
    assert all(one.reference is None or one.reference.reviewed for one in mapping.entry.figures)
