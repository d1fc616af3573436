"""All authorities' figures of some fifty measures, brought in from the published file itself."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from shutil import copy

import pyarrow.compute
import pyarrow.parquet
import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.data import published
from tests.data.published import Key

# Every tenth measure, and those that are known by heart.
STEP = 10
KNOWN = (
    "CareLeaversNEET",
    "LAC_LongStable%",
    "LACStable_2016on",
    "LACnum",
    "ChildPov",
    "C&YPExpenditure",
)
CODE, LONG = "Short Desc", "bds_long_0.parquet"


@pytest.fixture(scope="package")
def some(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the dictionary and a long file of some measures only."""
    lait, folder = shared / "data/lait", tmp_path_factory.mktemp("lait")
    table = pyarrow.parquet.read_table(lait / LONG)
    every = sorted(pyarrow.compute.unique(table[CODE]).to_pylist())
    wanted = pyarrow.compute.is_in(table[CODE], pyarrow.array({*every[::STEP], *KNOWN}))
    pyarrow.parquet.write_table(table.filter(wanted), folder / LONG)
    copy(lait / "lait_data_dictionary.csv", folder)
    return folder


@pytest.fixture(scope="package")
def tool(some: Path) -> dict[str, dict[Key, str]]:
    """Measure → (area, year) → text."""
    return published.measures(some / LONG)


@pytest.fixture(scope="package")
def england(
    some: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """In one transaction, which is rolled back when the last test of this folder is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        for command in ("load_areas", "load_catalogue"):
            call_command(command, stdout=StringIO())
        call_command("import_lait", some, stdout=StringIO())
        yield
        transaction.set_rollback(True)
