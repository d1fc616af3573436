"""A board whose file has no fault, and people who sit on it."""

import shutil
from pathlib import Path

import pytest

from tests.boards.builders import Desk
from tests.builders import make_indicator

HERE = Path(__file__).parent


@pytest.fixture
def folder(db: None, tmp_path: Path) -> Path:
    """The data folder of one faultless board, whose indicators are in the catalogue."""
    shutil.copytree(HERE / "good", tmp_path, dirs_exist_ok=True)
    for order, slug in enumerate(("in-work", "out-of-work", "a-third"), 1):
        make_indicator(slug, order=order)
    make_indicator("for-reference", order=9, standing="reference")
    return tmp_path


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()
