"""A small England: one region, two authorities, one indicator with its published series."""

from indicators.catalogue.models import Series
from tests.builders import make_area, make_england, make_indicator, make_series, make_source


def make_small_england() -> Series:
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
