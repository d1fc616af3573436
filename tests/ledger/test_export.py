"""manage.py export_figures: what it writes, as of a day, and what it refuses in words."""

import csv
import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from indicators.ledger.export import COLUMNS, neutral
from tests.builders import correct, make_area, record

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def export(**options: str) -> list[dict[str, str]]:
    out = io.StringIO()
    call_command("export_figures", stdout=out, **options)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_the_columns_are_a_promise():
    out = io.StringIO()
    call_command("export_figures", stdout=out)
    assert out.getvalue().strip() == (
        "indicator,area,period,period_start,period_end,period_stated,breakdown,value,value_upper,"
        "numerator,denominator,missing_reason,unit,qualifier,status,series,source,reference"
    )
    assert len(COLUMNS) == 18


def test_a_figure_with_all_it_says():
    record(numerator="159", denominator="351", reference="CareLeaversNEET")
    (row,) = export()
    assert row == {
        "indicator": "care-leavers-neet",
        "area": "E10000034",
        "period": "2024-25",
        "period_start": "2024-04-01",
        "period_end": "2025-03-31",
        "period_stated": "yes",
        "breakdown": "total",
        "value": "45",
        "value_upper": "",
        "numerator": "159",
        "denominator": "351",
        "missing_reason": "",
        "unit": "percent",
        "qualifier": "",
        "status": "final",
        "series": "published",
        "source": "lait",
        "reference": "CareLeaversNEET",
    }


def test_as_of_a_day_gives_what_was_known_then():
    seen = record(known_on=date(2020, 1, 1))
    correct(seen, "46", date(2021, 1, 1))
    assert [row["value"] for row in export(as_of="2020-06-30")] == ["45"]
    assert [row["value"] for row in export()] == ["46"]
    assert export(as_of="2019-12-31") == []


def test_missing_is_not_zero():
    record(None, missing_reason="suppressed")
    (row,) = export()
    assert (row["value"], row["missing_reason"]) == ("", "suppressed")


def test_one_area_one_indicator_one_source():
    record()
    england = make_area("E92000001", "England", "country")
    record("40", area=england)
    assert [row["value"] for row in export(area="England")] == ["40"]
    assert len(export(indicator="care-leavers-neet", source="lait")) == 2


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"area": "Nowhere"}, "no area “Nowhere”"),
        ({"indicator": "nothing"}, "no indicator “nothing”"),
        ({"source": "nobody"}, "no source “nobody”"),
        ({"as_of": "soon"}, "“soon” is no day"),
        ({"as_of": "2999-01-01"}, "has not come yet"),
    ],
)
def test_what_is_not_known_is_said_with_exit_code_2(options: dict[str, str], says: str):
    with pytest.raises(CommandError, match=says) as refused:
        export(**options)
    assert refused.value.returncode == 2


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-x", "'-x"),
        ("-3.5", "-3.5"),
        ("¶85", "¶85"),
        (None, ""),
    ],
)
def test_no_text_becomes_a_formula(text: str | None, written: str):
    assert neutral(text) == written
