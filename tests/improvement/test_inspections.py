"""The grades' table: in step with its file, whole or not at all, and as known on a day."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from improvement.models import Inspection
from improvement.queries import newest_inspections
from tests.builders import make_area, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HEAD = "area,inspected_on,published_on,overall,source"
FIRST = "E10000034,2019-06-17,2019-07-29,requires-improvement,outcomes"
SECOND = "E10000034,2023-05-15,2023-07-14,good,outcomes"
OTHER = "E10000009,2022-05-09,2022-07-04,outstanding,outcomes"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    make_area()
    make_area("E10000009", "Dorset")
    make_source("outcomes")
    return tmp_path / "inspections.csv"


def load(file: Path, *lines: str) -> str:
    file.write_text("\n".join([HEAD, *lines, ""]), "utf-8")
    output = StringIO()
    call_command("load_inspections", file.parent, stdout=output)
    return output.getvalue()


def test_what_the_file_says_is_in_the_table(file):
    assert load(file, FIRST, SECOND, OTHER) == "3 inspections of authorities: 3 rows written.\n"
    assert load(file, FIRST, SECOND, OTHER) == "3 inspections of authorities: nothing new.\n"
    mended = SECOND.replace("good", "outstanding")
    # One row goes, one comes.
    assert load(file, FIRST, mended, OTHER) == "3 inspections of authorities: 2 rows written.\n"
    grades = Inspection.objects.filter(area__code="E10000034").values_list("grade", flat=True)
    assert list(grades) == ["requires-improvement", "outstanding"]


def test_the_newest_is_that_of_the_report_that_was_public(file, django_assert_num_queries):
    load(file, FIRST, SECOND, OTHER)
    here, there = make_area(), make_area("E10000009", "Dorset")
    with django_assert_num_queries(1):
        assert newest_inspections(date(2023, 7, 13))[here.pk].grade == "requires-improvement"
    assert newest_inspections(date(2023, 7, 14))[here.pk].grade == "good"
    assert newest_inspections(date(2022, 1, 1)).keys() == {here.pk}
    assert newest_inspections(date(2026, 1, 1)).keys() == {here.pk, there.pk}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (SECOND.replace("good", "fair"), "line 3, overall: is “fair”"),
        (SECOND.replace("E10000034", "E10000099"), "line 3, area: is “E10000099”"),
        (SECOND.replace("outcomes", "hearsay"), "line 3, source: is “hearsay”"),
        (SECOND.replace("2023-07-14", "2023-02-31"), "line 3, published_on: is “2023-02-31”"),
        (SECOND.replace("2023-07-14", "2023-05-01"), "line 3, published_on: is before"),
        (SECOND.replace("2023-05-15", ""), "line 3, inspected_on: is empty"),
        (SECOND.replace("2023-05-15", "2019-06-17"), "line 3, inspected_on: is here already"),
    ],
)
def test_a_fault_is_named_and_nothing_is_written(file, line, says):
    load(file, OTHER)
    with pytest.raises(CommandError, match=r"Nothing was loaded\.") as refused:
        load(file, FIRST, line)
    assert says in str(refused.value)
    assert Inspection.objects.get().area.code == "E10000009"
