"""Every figure of the published file is in the ledger once: counts by measure and area, by pandas."""

from collections import Counter

import pytest

from indicators.ledger.models import Observation
from tests.data.shipped import rows

pytestmark = pytest.mark.django_db

# Areas by DfE number, as the reviewed list of areas has them.
NUMBERS = {
    row["code"]: int(row["value"]) for row in rows("areas/aliases.csv") if row["scheme"] == "dfe"
}


def ledger():
    """Code, first and last day and area of all current figures of the tool's own series.

    The shipped history has also years that only other files have.
    """
    asked = Observation.objects.filter(series__source__slug="lait", series__kind="published")
    fields = ("series__code", "starts", "ends", "area__code")
    return asked.filter(is_current=True).exclude(series__code="").values_list(*fields)


def periods(table):
    """Code, first and last day of each figure that is to be taken, and its area's number."""
    taken = table[table["there"]]
    for code, when, number in taken[["code", "when", "number"]].itertuples(index=False):
        yield (code, when.starts, when.ends), number


def test_as_many_figures_of_each_measure_and_period_as_the_file_has(imported, table):
    expected = Counter(period for period, _ in periods(table))
    found = Counter(row[:3] for row in ledger() if row[:3] in expected)
    assert found == expected
    assert len({code for code, *_ in found}) == 434


def test_as_many_figures_of_each_area_as_the_file_has(imported, table):
    known = {period for period, _ in periods(table)}
    found = Counter(NUMBERS[area] for *period, area in ledger() if tuple(period) in known)
    assert found == Counter(number for _, number in periods(table))
    assert len(found) == 170


def test_the_command_says_what_it_took(imported, table):
    assert imported.number("figures") == table["there"].sum()
    assert imported.first.startswith("434 measures, of which 374 for reference: ")


def test_what_no_year_says_is_reported_and_not_guessed(imported, table):
    """One measure has a year 0, of all 170 areas, without a value."""
    not_understood = table[table["when"].isna()]
    assert set(not_understood["code"]) == {"CINPermExclusion"}
    assert set(not_understood["text"]) == {"-"}
    said = [line for line in imported.said.splitlines() if line.startswith("Not understood")]
    assert said == ["Not understood, and left out: CINPermExclusion: the year “0” of 170 rows."]


def test_values_of_years_in_which_an_area_did_not_exist_are_said(imported, table):
    outside = table[~table["there"] & table["when"].notna() & table["value"].notna()]
    said = [line for line in imported.said.splitlines() if line.startswith("Left out: ")]
    assert sum(int(line.split(": ")[2].split()[0]) for line in said) == len(outside) > 0
    assert len(said) == outside["number"].nunique()
