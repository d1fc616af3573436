"""The tool's whole data set, imported once over the shipped history for the tests of this folder."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pandas
import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from indicators.ledger.models import Observation
from tests.importing import oracle
from tests.importing.oracle import When

LONG = "bds_long_0.parquet"


@dataclass(frozen=True)
class Imported:
    """What the command said, and how many rows of figures there were before it."""

    said: str
    rows_before: int

    @property
    def first(self) -> str:
        return self.said.splitlines()[0]

    def number(self, word: str) -> int:
        """How many “new”, “revised” …"""
        return int(re.search(rf"([\d,]+) {word}", self.first)[1].replace(",", ""))


@pytest.fixture(scope="session")
def lait(shared: Path) -> Path:
    return shared / "data/lait"


@pytest.fixture(scope="session")
def table(shared: Path) -> pandas.DataFrame:
    """The published file as pandas reads it, with the days that each year means.

    Columns: code, year, number (of the area), text, value, when; `there` says whether the area
    existed then.
    """
    found = pandas.read_parquet(shared / "data/lait" / LONG).rename(
        columns={"Short Desc": "code", "Years": "year", "Values": "text", "LA Number": "number"}
    )
    found = found[["code", "year", "number", "text"]].astype({"number": int})
    found["value"] = pandas.to_numeric(found["text"].replace("-", None)).round(6)
    kinds = oracle.kinds(shared)
    pairs = found[["code", "year"]].drop_duplicates().itertuples(index=False)
    whens = {(code, year): oracle.wall(kinds[code]).get(year) for code, year in pairs}
    found["when"] = [whens[pair] for pair in zip(found["code"], found["year"], strict=True)]
    changed = found["number"].isin([*oracle.ENDED, *oracle.BEGAN]) & found["when"].notna()
    found["there"] = found["when"].notna()
    found.loc[changed, "there"] = [
        oracle.was_there(number, when)
        for number, when in found.loc[changed, ["number", "when"]].itertuples(index=False)
    ]
    return found


@pytest.fixture(scope="package")
def imported(
    lait: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Imported]:
    """In one transaction, which is rolled back when the last test of this folder is done."""
    said = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        for command in ("load_areas", "load_catalogue", "load_figures"):
            call_command(command, stdout=StringIO())
        before = Observation.objects.count()
        call_command("import_lait", lait, stdout=said)
        yield Imported(said.getvalue(), before)
        transaction.set_rollback(True)


def days_of(when: When) -> tuple:
    return when.starts, when.ends


def tally(values: pandas.Series) -> Counter:
    return Counter(values.tolist())
