"""A small catalogue without fault, and copies of it to break."""

import shutil
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of a small, faultless catalogue: themes other and sample."""
    shutil.copytree(HERE / "good", tmp_path, dirs_exist_ok=True)
    return tmp_path
