"""A team at its desk, with a return to fill in."""

import pytest

from tests.returns.builders import Desk, make_desk


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()
