"""The places and indicators that small files of releases are about."""

import pytest

from indicators.areas.models import Area
from indicators.catalogue.models import Series
from tests.builders import make_area, make_england, make_indicator, make_series, make_source


@pytest.fixture
def neet(db: None) -> Series:
    """The published series of care leavers who are not in work, in a small England."""
    make_england()
    region = make_area("E12000005", "West Midlands", "region")
    for code, number, name in (
        ("E10000034", "885", "Worcestershire"),
        ("E08000027", "332", "Dudley"),
    ):
        area = make_area(code, name, region=region)
        area.aliases.create(scheme="dfe", value=number)
    make_source("ees")
    return make_series(make_indicator())


@pytest.fixture
def tool(neet: Series) -> Series:
    """The same series as the published tool has it; its areas have the tool's numbers."""
    for code, number in (("E92000001", "970"), ("E12000005", "984")):
        Area.objects.get(code=code).aliases.create(scheme="dfe", value=number)
    neet.code = "CareLeaversNEET"
    neet.save()
    return neet
