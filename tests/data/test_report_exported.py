"""The shipped files, loaded and exported: every figure written by hand comes out again."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.data.shipped import read_rows

BY_HAND = read_rows(Path(__file__).parent / "report_figures.csv")
COMPARED = tuple(key for key in BY_HAND[0] if key != "what")


@pytest.mark.django_db
def test_what_is_exported_is_what_was_read_by_hand():
    for command in ("load_areas", "load_catalogue", "load_figures"):
        call_command(command, verbosity=0)
    out = io.StringIO()
    call_command("export_figures", source="inspection-report-2017", stdout=out)
    exported = list(csv.DictReader(io.StringIO(out.getvalue())))
    facts = Counter(tuple(row[key] for key in COMPARED) for row in exported)
    assert facts == Counter(tuple(row[key] for key in COMPARED) for row in BY_HAND)
