"""England's and the regions' figures that no authority could make so, by plain loops over the file."""

from collections import defaultdict

import pytest

from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.ledger.models import Observation

pytestmark = pytest.mark.django_db

ENGLAND, REGIONS = 970, range(980, 991)
# Yorkshire is called otherwise in the column of regions; London is more than its two parts.
REGION_NAMES = {
    980: {"North East"},
    981: {"North West"},
    982: {"Yorkshire and The Humber", "Yorkshire and the Humber"},
    983: {"East Midlands"},
    984: {"West Midlands"},
    985: {"East of England"},
    986: {"Inner London", "Outer London", "London (Inner)", "London (Outer)", "London"},
    987: {"Inner London", "London (Inner)"},
    988: {"Outer London", "London (Outer)"},
    989: {"South East"},
    990: {"South West"},
}


@pytest.fixture(scope="module")
def regions(shared):
    """Number of an authority → the name of its region in the file itself."""
    import pandas

    found = pandas.read_parquet(shared / "data/lait/bds_long_0.parquet")
    pairs = found[["LA Number", "Region"]].drop_duplicates().itertuples(index=False)
    return {int(number): region for number, region in pairs}


@pytest.fixture
def outside(imported, table, regions):
    """Code, first and last day and number of every whole that lies outside its parts."""
    by_period = defaultdict(dict)
    taken = table[table["there"] & table["value"].notna()]
    for code, when, number, value in taken[["code", "when", "number", "value"]].itertuples(
        index=False
    ):
        by_period[code, when.starts, when.ends][number] = value
    found = set()
    for period, values in by_period.items():
        for whole in (ENGLAND, *REGIONS):
            parts = [
                value
                for number, value in values.items()
                if number < ENGLAND and (whole == ENGLAND or regions[number] in REGION_NAMES[whole])
            ]
            if whole in values and parts and not min(parts) <= values[whole] <= max(parts):
                found.add((*period, whole))
    return found


def rates():
    """Codes of measures whose figures compare: rates, percentages, averages."""
    asked = Series.objects.filter(source__slug="lait", kind="published")
    sizes = ("count", "fte")
    return {
        one.code
        for one in asked.select_related("indicator")
        if one.compare != "none" and one.indicator.unit not in sizes
    }


def test_exactly_the_figures_outside_the_range_are_doubtful(outside):
    numbers = dict(Area.objects.filter(aliases__scheme="dfe").values_list("pk", "aliases__value"))
    asked = Observation.objects.filter(status="doubtful", is_current=True)
    found = {
        (code, starts, ends, int(numbers[area]))
        for code, starts, ends, area in asked.values_list("series__code", "starts", "ends", "area")
    }
    compare = rates()
    assert found == {one for one in outside if one[0] in compare}


def test_the_faults_that_the_publisher_left_in_are_among_them(outside):
    codes = {(code, whole) for code, _, ends, whole in outside if ends.year in (2024, 2025)}
    doubtful = Observation.objects.filter(
        status="doubtful", area__code="E92000001", is_current=True
    ).values_list("series__code", "value", "ends")
    assert (1258, 2024) in {
        (value, ends.year) for _, value, ends in doubtful
    }  # first-time entrants
    assert 882 in {value for _, value, _ in doubtful}  # child deaths, a sum of counts
    assert codes


def test_no_authority_and_no_count_is_doubtful(imported):
    doubtful = Observation.objects.filter(status="doubtful")
    assert not doubtful.filter(area__kind="local-authority").exists()
    assert not doubtful.filter(series__indicator__unit__in=("count", "fte")).exists()
