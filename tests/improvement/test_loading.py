"""The reports' tables: in step with their files, whole or not at all."""

import hashlib
from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from improvement.models import (
    EarlierInspection,
    Gap,
    InspectionReport,
    Judgement,
    Recommendation,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def load(folder) -> str:
    output = StringIO()
    call_command("load_report", folder, stdout=output)
    return output.getvalue()


def replace(folder, old, new):
    path = folder / "report" / "a-report.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def everything():
    """All rows of the app's tables, links too, as one sum."""
    models = apps.get_app_config("improvement").get_models(include_auto_created=True)
    rows = [sorted(map(str, model.objects.values_list())) for model in models]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def test_what_the_file_says_is_in_the_tables(folder):
    # Eight rows, and the links of two of them.
    assert load(folder) == "1 inspection report: 10 rows written.\n"
    report = InspectionReport.objects.get()
    assert (report.slug, report.source.slug, report.area.code) == (
        "a-report",
        "a-report",
        "E10000034",
    )
    assert report.published_on == date(2017, 1, 24)
    graded = [(one.number, one.grade, one.body) for one in Judgement.objects.all()]
    assert graded == [
        ("", "inadequate", "authority"),
        ("2.1", "requires-improvement", "authority"),
        ("", "good", "safeguarding-board"),
    ]
    earlier = EarlierInspection.objects.get()
    assert (earlier.month, earlier.grade) == (date(2012, 3, 1), "adequate")
    first, second = Recommendation.objects.all()
    assert (first.key, second.key, first.places) == ("R1", "L1", ["¶85"])
    assert {one.slug for one in first.indicators.all()} == {"in-work", "out-of-work"}
    assert not second.indicators.exists()
    assert Gap.objects.get().indicators.get().slug == "out-of-work"


def test_a_second_load_changes_nothing(folder):
    load(folder)
    before = everything()
    assert load(folder) == "1 inspection report: nothing new.\n"
    assert everything() == before


def test_a_change_of_the_file_is_a_change_of_its_rows_only(folder):
    load(folder)
    kept = dict(Judgement.objects.values_list("key", "pk"))
    replace(folder, 'says = "Some children wait."', 'says = "Some children wait long."')
    replace(folder, 'indicators = ["in-work", "out-of-work"]', 'indicators = ["in-work"]')
    assert load(folder) == "1 inspection report: 2 rows written.\n"
    assert dict(Judgement.objects.values_list("key", "pk")) == kept
    assert Judgement.objects.get(key="adoption").says == "Some children wait long."
    assert Recommendation.objects.get(key="R1").indicators.get().slug == "in-work"


def test_what_left_the_file_is_gone(folder):
    load(folder)
    path = folder / "report" / "a-report.toml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("[[gaps]]")], "utf-8")
    load(folder)
    assert not Gap.objects.exists()
    path.unlink()
    assert load(folder).startswith("0 inspection reports: ")
    assert not InspectionReport.objects.exists()


def test_a_fault_leaves_everything_as_it_was(folder):
    load(folder)
    before = everything()
    replace(folder, 'says = "Agree who does what."', 'says = "Agree."')
    replace(folder, "2017-01-24", "2016-01-24")
    with pytest.raises(CommandError, match="published_on: is before inspected_to"):
        load(folder)
    assert everything() == before


def test_a_folder_without_reports_is_no_fault(folder):
    (folder / "report" / "a-report.toml").unlink()
    assert load(folder) == "0 inspection reports: nothing new.\n"
