"""The places and indicators that small files of releases are about."""

import pytest

from indicators.catalogue.models import Series
from tests.importing.builders import make_small_england


@pytest.fixture
def neet(db: None) -> Series:
    """The published series of care leavers who are not in work, in a small England."""
    return make_small_england()
