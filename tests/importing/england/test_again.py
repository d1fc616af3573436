"""The same again changes nothing; what has changed becomes one revision, known from today."""

from datetime import timedelta
from io import StringIO
from shutil import copy

import pandas
import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.service import loader
from indicators.ledger.models import Batch, Observation
from indicators.ledger.verification import verify
from indicators.ledger.withdrawing import withdraw_batch
from tests.importing.england.conftest import LONG

pytestmark = pytest.mark.django_db

HERE = {"area__code": "E10000034", "series__key": "published"}
LEAVERS = {**HERE, "series__code": "CareLeaversNEET", "ends__year": 2024}


def imports(*paths):
    said = StringIO()
    call_command("import_lait", *paths, stdout=said)
    return said.getvalue()


def test_over_the_shipped_history_nothing_is_revised(imported):
    assert imported.number("revised") == 0
    assert imported.number("unchanged") > 10_000
    assert not Observation.objects.filter(revision__gt=1).exists()
    new = Observation.objects.count() - imported.rows_before
    assert new == imported.number("new")


def test_the_same_files_are_known(imported, lait):
    assert imports(lait) == "These files were imported before: nothing new.\n"


def test_the_same_content_under_another_name_changes_nothing(imported, lait, tmp_path):
    copy(lait / LONG, tmp_path / "another.parquet")
    copy(lait / "lait_data_dictionary.csv", tmp_path)
    before = Observation.objects.count()
    said = imports(tmp_path)
    assert ", 0 new, 0 revised, " in said
    assert Observation.objects.count() == before


def test_one_changed_value_is_one_revision_known_from_today(imported, lait, tmp_path):
    changed = pandas.read_parquet(lait / LONG)
    cell = (
        (changed["Short Desc"] == "CareLeaversNEET")
        & (changed["Years"] == "2024")
        & (changed["LA Number"] == 885)
    )
    assert changed.loc[cell, "Values"].tolist() == ["51"]
    changed.loc[cell, "Values"] = "52"
    changed.to_parquet(tmp_path / LONG)
    copy(lait / "lait_data_dictionary.csv", tmp_path)
    before = Observation.objects.count()

    assert ", 0 new, 1 revised, " in imports(tmp_path)

    assert Observation.objects.count() == before + 1
    first, second = Observation.objects.filter(**LEAVERS).order_by("revision")
    assert (first.value, first.revision, first.is_current) == (51, 1, False)
    assert (second.value, second.revision, second.is_current) == (52, 2, True)
    assert second.known_on == timezone.localdate()
    assert first.known_on < second.known_on - timedelta(days=300)
    assert second.why
    assert second.batch == Batch.objects.latest("pk")


@pytest.mark.slow
def test_every_figure_is_vouched_for(imported):
    assert verify().faults == []


@pytest.mark.slow
def test_withdrawn_whole_nothing_of_it_is_shown(imported):
    """The shipped history stands as before; the rest says that it was withdrawn."""
    batch = Batch.objects.filter(file_name=LONG).latest("pk")
    before = shown(exclude=batch)
    withdraw_batch(batch, by=loader(), why="A trial.")
    withdrawn = Observation.objects.filter(is_current=True, status="withdrawn")
    assert withdrawn.count() == imported.number("new")
    assert not withdrawn.exclude(value=None).exists()
    assert shown(exclude=batch) == before


def shown(*, exclude):
    rows = Observation.objects.filter(is_current=True).exclude(status="withdrawn")
    fields = ("series", "area", "starts", "ends", "breakdown", "value")
    return set(rows.exclude(batch=exclude).values_list(*fields))
