"""The places and indicators that small files of releases are about."""

import pytest

from indicators.areas.models import Area
from indicators.catalogue.models import Series
from tests.importing.builders import make_small_england


@pytest.fixture
def neet(db: None) -> Series:
    """The published series of care leavers who are not in work, in a small England."""
    return make_small_england()


@pytest.fixture
def tool(neet: Series) -> Series:
    """The same series as the published tool has it; its areas have the tool's numbers."""
    for code, number in (("E92000001", "970"), ("E12000005", "984")):
        Area.objects.get(code=code).aliases.create(scheme="dfe", value=number)
    neet.code = "CareLeaversNEET"
    neet.save()
    return neet
