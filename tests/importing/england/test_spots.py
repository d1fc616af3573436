"""Forty figures, each read from the file by hand or by pandas and held against the ledger."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.areas.models import Area
from indicators.ledger.models import Observation

pytestmark = pytest.mark.django_db

# Measure, year as the file writes it, number of the area → first day, last day, status, and the
# value as the file prints it, or as it is without binary noise.
BY_HAND = {
    ("C&YPExpenditure", "2024-25 (OT)", 970): ("2024-04-01", "2025-03-31", "final", "16012355892"),
    ("KS1P_all", "2025 (prov)", 970): ("2024-09-01", "2025-08-31", "provisional", None),
    ("A3A", "2024 (Rev)", 885): ("2023-09-01", "2024-08-31", "revised", None),
    ("A3A", "2020 (Final)", 885): ("2019-09-01", "2020-08-31", "final", None),
    ("RTA", "2014-16", 885): ("2014-01-01", "2016-12-31", "final", None),
    ("Hosp_Adm_Alc_<18yrs", "2013/14-15/16", 885): ("2013-04-01", "2016-03-31", "final", None),
    ("HE_19_All", "2015-16", 970): ("2015-09-01", "2016-08-31", "final", None),
    ("PriFixedEx", "2015/16", 885): ("2015-09-01", "2016-08-31", "final", None),
    ("PriFSM", "2020", 885): ("2020-01-16", "2020-01-16", "final", None),
    ("SEN_CASES_JAN", "2024", 970): ("2024-01-18", "2024-01-18", "final", None),
    ("CPP_Num", "2016", 885): ("2016-03-31", "2016-03-31", "final", "473"),
    ("LACnum", "2016", 885): ("2016-03-31", "2016-03-31", "final", "694"),
    ("LAC", "2016", 885): ("2016-03-31", "2016-03-31", "final", "60"),
    ("Work_Force_NoSW", "2024", 885): ("2024-09-30", "2024-09-30", "final", None),
    ("Social_Work_Leavers", "2024", 885): ("2023-10-01", "2024-09-30", "final", None),
    ("Premium", "2025-26", 885): ("2025-04-01", "2026-03-31", "final", None),
}
SAMPLED, SEED = 30, 885


def of(code, area, starts, ends):
    """The current figure of a measure's own series."""
    return Observation.objects.get(
        series__code=code,
        series__kind="published",
        series__source__slug="lait",
        area=area,
        starts=starts,
        ends=ends,
        breakdown="total",
        is_current=True,
    )


@pytest.fixture
def areas(imported):
    """By DfE number."""
    rows = Area.objects.filter(aliases__scheme="dfe").values_list("aliases__value", "pk")
    return {int(number): pk for number, pk in rows}


@pytest.mark.parametrize("cell", BY_HAND, ids=lambda cell: " ".join(map(str, cell)))
def test_a_cell_of_each_notation(cell, table, areas):
    code, year, number = cell
    starts, ends, status, value = BY_HAND[cell]
    found = of(code, areas[number], date.fromisoformat(starts), date.fromisoformat(ends))
    if found.status != "doubtful":
        assert found.status == status
    assert found.reference == code
    printed = text_of(table, cell)
    if value is not None:
        assert printed == value
    assert says(found) == as_printed(printed)


def test_thirty_cells_by_chance(table, areas):
    taken = table[table["there"]].sample(SAMPLED, random_state=SEED)
    assert "-" in set(taken["text"])
    for row in taken.itertuples(index=False):
        found = of(row.code, areas[row.number], row.when.starts, row.when.ends)
        assert says(found) == as_printed(row.text), row
        assert found.status in (row.when.status, "doubtful")


def test_binary_noise_is_gone_and_no_digit_that_was_published(imported, table):
    """33 measures are published with more decimals than the dictionary's dps says."""
    noisy = table[table["there"] & table["text"].str.contains(r"\.\d{10,}")]
    assert len(noisy) > 1000
    found = {
        row[:-1]: row[-1]
        for row in Observation.objects.filter(
            series__code__in=set(noisy["code"]), area__code="E10000034", is_current=True
        ).values_list("series__code", "starts", "ends", "value")
    }
    for row in noisy[noisy["number"] == 885].itertuples(index=False):
        assert found[row.code, row.when.starts, row.when.ends] == as_printed(row.text)[0]


def text_of(table, cell):
    code, year, number = cell
    of_measure = table[(table["code"] == code) & (table["year"] == year)]
    return of_measure.loc[of_measure["number"] == number, "text"].item()


def as_printed(text):
    """The value to six decimals, and why there is none."""
    if text == "-":
        return None, "not-stated"
    return Decimal(text).quantize(Decimal("0.000001")), ""


def says(found):
    return found.value, found.missing_reason
