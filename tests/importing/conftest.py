"""The places and indicators that small files of releases are about."""

import pytest

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
