"""A small report without fault, and what it refers to in the database."""

import shutil
from pathlib import Path

import pytest

from tests.builders import make_area, make_indicator, make_source

HERE = Path(__file__).parent


@pytest.fixture
def folder(db: None, tmp_path: Path) -> Path:
    """The data folder of one faultless report, whose area, source and indicators are there."""
    shutil.copytree(HERE / "good", tmp_path, dirs_exist_ok=True)
    make_area()
    make_source("a-report")
    make_source("lait")
    make_indicator("in-work")
    make_indicator("out-of-work", order=2)
    return tmp_path
