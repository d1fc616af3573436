"""The shipped figures in the ledger: every file whole, or none, and each read once."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.service import loader
from indicators.ledger.loading import load
from indicators.ledger.models import Batch, Observation
from indicators.tables import FaultsError
from tests.builders import make_area, make_england, make_indicator, make_series, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HISTORY = """series,area,period,breakdown,value,missing_reason,numerator,denominator,status,source,\
reference,known_on,estimated
published,E10000034,2023-24,total,51,,155,304,final,ees,CareLeaversNEET,2024-11-14,no
published,E10000034,2024-25,total,45,,159,351,final,ees,CareLeaversNEET,2025-11-20,no
published,E92000001,2012-13,total,,suppressed,,,final,lait,CareLeaversNEET,2013-12-01,yes
"""
REPORT = """indicator,series,area,edition,period,period_stated,breakdown,value,value_upper,\
numerator,denominator,missing_reason,unit,qualifier,reference,note,known_on
care-leavers-neet,report-18-21,E10000034,,2016-10-24..2016-11-17,no,total,48,50,,,,percent,about,\
¶85,Ages 18 to 21.,2017-01-24
"""


@pytest.fixture
def folder(tmp_path):
    for name, text in (
        ("history/care-leavers-neet.csv", HISTORY),
        ("report/inspection-report-2017.csv", REPORT),
    ):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, "utf-8")
    make_area()
    make_england()
    neet = make_indicator()
    make_series(neet)
    report = make_source("inspection-report-2017")
    make_series(neet, "report-18-21", kind="report", source=report, relation="close")
    make_series(neet, "local", kind="local")
    make_source("ees")
    return tmp_path


def change(folder, old, new, name="history/care-leavers-neet.csv"):
    path: Path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def faults_of(folder):
    with pytest.raises(FaultsError) as error:
        load(folder, by=loader())
    return list(error.value.faults)


def test_a_line_of_history_is_an_observation_with_its_source(folder):
    load(folder, by=loader())
    one = Observation.objects.get(ends=date(2025, 3, 31))
    assert (one.value, one.numerator, one.denominator) == (45, 159, 351)
    assert (one.known_on, one.known_on_estimated) == (date(2025, 11, 20), False)
    assert (one.batch.source.slug, one.reference, one.by) == ("ees", "CareLeaversNEET", loader())
    missing = Observation.objects.get(ends=date(2013, 3, 31))
    assert (missing.value, missing.missing_reason) == (None, "suppressed")
    assert missing.known_on_estimated


def test_a_line_of_the_report_keeps_its_looseness(folder):
    load(folder, by=loader())
    one = Observation.objects.get(series__kind="report")
    assert (one.value, one.value_upper, one.qualifier) == (48, Decimal(50), "about")
    assert (one.period_stated, one.reference, one.note) == (False, "¶85", "Ages 18 to 21.")
    assert one.batch.source.slug == "inspection-report-2017"


def test_a_batch_for_each_file_and_source(folder):
    load(folder, by=loader())
    assert sorted(Batch.objects.values_list("file_name", "source__slug", "rows")) == [
        ("history/care-leavers-neet.csv", "ees", 2),
        ("history/care-leavers-neet.csv", "lait", 1),
        ("report/inspection-report-2017.csv", "inspection-report-2017", 1),
    ]


def test_the_second_run_compares_no_figure(folder, django_assert_num_queries):
    load(folder, by=loader())
    by = loader()
    with django_assert_num_queries(2):  # the newest batch of each file
        assert load(folder, by=by).read == 0
    assert Batch.objects.count() == 3


def test_a_changed_line_is_a_revision_and_the_rest_stays(folder):
    load(folder, by=loader())
    change(folder, ",45,,159,351,", ",46,,161,351,")
    done = load(folder, by=loader())
    assert (done.read, done.new, done.changed) == (1, 0, 1)
    rows = Observation.objects.filter(ends=date(2025, 3, 31)).order_by("revision")
    assert [(row.revision, row.value, row.is_current) for row in rows] == [
        (1, 45, False),
        (2, 46, True),
    ]
    assert load(folder, by=loader()).read == 0


FAULTS = {
    "unknown series": (
        "published,E10000034,2024-25",
        "publisht,E10000034,2024-25",
        "line 3, series: “publisht” is no series of care-leavers-neet. Use one of its keys.",
    ),
    "unknown area": (
        "published,E10000034,2024-25",
        "published,E10000099,2024-25",
        "line 3, area: “E10000099” is no area. Use a code from areas.csv.",
    ),
    "period": (
        "2024-25",
        "2024-26",
        "line 3, period: “2024-26” is not a period: write it like 2024-25.",
    ),
    "breakdown": (
        "2024-25,total",
        "2024-25,16 to 17",
        "line 3: “16 to 17” is no breakdown. Write total, or one like age: 16 to 17.",
    ),
    "value": (
        ",45,,159",
        ",45%,,159",
        "line 3, value: is “45%”, which is no number. Write it like 45 or 45.25.",
    ),
    "too many decimals": (
        ",45,,159",
        ",45.1234567,,159",
        "line 3, value: is “45.1234567”, which is no number. Write it like 45 or 45.25.",
    ),
    "thousands": (
        ",45,,159",
        ',"1,045",,159',
        "line 3, value: is “1,045”, which is no number. Write it like 45 or 45.25.",
    ),
    "neither value nor reason": (
        ",45,,159,351",
        ",,,159,351",
        "line 3: A figure has either a value or a reason why there is none.",
    ),
    "both": (
        ",45,,159",
        ",45,suppressed,159",
        "line 3: A figure has either a value or a reason why there is none.",
    ),
    "reason": (
        ",,suppressed,",
        ",,c,",
        "line 4, missing_reason: is “c”. Use one of: an empty cell, suppressed, not-available, "
        "not-applicable, not-collected, unreliable, rounds-to-zero, not-stated.",
    ),
    "part above whole": (
        "159,351",
        "352,351",
        "line 3: 352 of 351 is more than all of them.",
    ),
    "status": (
        "351,final",
        "351,withdrawn",
        "line 3, status: is “withdrawn”. Use one of: final, provisional, revised, doubtful.",
    ),
    "source": (
        "final,lait",
        "final,late",
        "line 4, source: “late” is not in sources.toml. Add it there or mend the name.",
    ),
    "day": (
        "2025-11-20",
        "20/11/2025",
        "line 3, known_on: is “20/11/2025”, which is no day. Write it like 2025-03-31.",
    ),
    "future": (
        "2025-11-20",
        "2099-11-20",
        "line 3: 2099-11-20 is in the future: nobody can know this figure yet.",
    ),
    "yes or no": (
        "2025-11-20,no",
        "2025-11-20,No",
        "line 3, estimated: is “No”. Use one of: yes, no.",
    ),
    "twice": (
        "2024-25",
        "2023-24",
        "line 3: is the same figure as line 2. Keep one of them.",
    ),
    "the council's own": (
        "published,E10000034,2024-25",
        "local,E10000034,2024-25",
        "line 3: The council's own figures come from a signed return, not from here.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_file_line_and_column(folder, name):
    old, new, message = FAULTS[name]
    change(folder, old, new)
    faults = faults_of(folder)
    assert [fault for fault in faults if "line" in fault] == faults
    assert f"care-leavers-neet.csv, {message}" in faults
    assert not Observation.objects.exists()


REPORT_FAULTS = {
    "unit": (
        ",percent,",
        ",count,",
        "unit: is “count”, but care-leavers-neet is in percent.",
    ),
    "indicator": (
        "care-leavers-neet,",
        "care-leavers,",
        "indicator: “care-leavers” is no indicator of the catalogue. Name one.",
    ),
    "qualifier": (
        ",about,",
        ",roughly,",
        "qualifier: is “roughly”. Use one of: an empty cell, about, over, under, at least, up to, "
        "almost, derived.",
    ),
    "paragraph": (",¶85,", ",,", "reference: is empty. Fill it in."),
    "period_stated": (",no,total", ",,total", "period_stated: is “”. Use one of: yes, no."),
}


@pytest.mark.parametrize("name", REPORT_FAULTS)
def test_a_fault_of_the_report_s_file(folder, name):
    old, new, message = REPORT_FAULTS[name]
    change(folder, old, new, "report/inspection-report-2017.csv")
    assert faults_of(folder) == [f"inspection-report-2017.csv, line 2, {message}"]


def test_a_file_named_after_no_indicator(folder):
    path = folder / "history" / "care-leavers-neet.csv"
    path.rename(path.with_name("care-leavers.csv"))
    assert faults_of(folder) == [
        "care-leavers.csv: is named after no indicator of the catalogue. Mend its name."
    ]


def test_all_faults_of_all_files_at_once_and_nothing_is_written(folder):
    change(folder, ",45,,159", ",45%,,159")
    change(folder, ",no,total", ",maybe,total", "report/inspection-report-2017.csv")
    with pytest.raises(CommandError) as error:
        call_command("load_figures", folder)
    first, *rest = str(error.value).splitlines()
    assert first == "Nothing was loaded."
    assert [line.split(",")[0] for line in rest] == [
        "care-leavers-neet.csv",
        "inspection-report-2017.csv",
    ]
    assert not Batch.objects.exists()
