"""manage.py compare: the keys that are promised, and what is refused in words."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.builders import make_indicator, make_series, record
from tests.readings.builders import make_edition, make_places, neet, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places():
    places, series = make_places(), neet()
    members = (places["Kent"], places["Essex"], places["Rutland"])
    make_edition("2025", places["Worcestershire"], *members, serves_from=date(2025, 1, 1))
    publish(
        series, places, "2024-25",
        Worcestershire="45", Kent="30.25", Essex="45", Devon="20", Rutland=None,
        England="39", West_Midlands="41.5",
    )  # fmt: skip
    return places


def compared(*words: str) -> dict:
    out = StringIO()
    call_command("compare", *words, "--format", "json", stdout=out)
    return json.loads(out.getvalue())


def test_what_is_promised():
    found = compared("care-leavers-neet", "--area", "E10000034")
    promised = {
        "indicator": "care-leavers-neet",
        "measure": "CareLeaversNEET",
        "area": "E10000034",
        "period": "2024-25",
        "value": 45,
        "england": 39,
        "region": 41.5,
        "neighbours": {
            "edition": "2025",
            "members": ["E10000016", "E10000012", "E06000017"],
            "with_value": 2,
            "mean": 37.625,
            "median": 37.625,
            "pooled": None,
        },
        "rank": 3,
        "rank_to": 4,
        "of": 4,
        "quartile": "C",
    }
    assert {key: found[key] for key in promised} == promised
    assert (found["unit"], found["doubtful"]) == ("percent", [])


@pytest.mark.parametrize("area", ["E10000034", "Worcestershire", "worcestershire"])
@pytest.mark.parametrize("name", ["CareLeaversNEET", "care-leavers-neet", "Care leavers neet"])
def test_names_and_codes_lead_to_the_same(name, area):
    again = compared(name, "--area", area, "--period", "2024-25", "--edition", "2025")
    assert again == compared("care-leavers-neet", "--area", "E10000034")


def test_without_a_figure_there_is_a_reason_and_no_rank():
    found = compared("CareLeaversNEET", "--area", "Rutland")
    assert [found[key] for key in ("value", "rank", "rank_to", "quartile", "neighbours")] == [
        None
    ] * 5
    assert (found["of"], found["missing_reason"]) == (4, "not-stated")


def test_a_doubtful_england_is_named(places):
    record("39", "2023-24", series=neet(), area=places["England"], status="doubtful")
    record("39", "2023-24", series=neet(), area=places["Kent"])
    assert compared("care-leavers-neet", "--period", "2023-24")["doubtful"] == ["england"]


def test_large_numbers_stay_exact(places):
    series = make_series(
        make_indicator("spending", unit="pounds", polarity="context"), is_proportion=False
    )
    record("16012355892", series=series, area=places["England"])
    record("140293921.123456", series=series, area=places["Kent"])
    record("1", series=series, area=places["Essex"])
    found = compared("spending", "--area", "Kent")
    assert (found["england"], found["value"]) == (16_012_355_892, 140_293_921.123456)
    assert (found["rank"], found["quartile"]) == (1, None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["care-leaver-neet"], "Did you mean care-leavers-neet"),
        (["care-leavers-neet", "--area", "Wocestershire"], "Did you mean Worcestershire"),
        (["care-leavers-neet", "--period", "2014-15"], "There are figures of 2024-25."),
        (["care-leavers-neet", "--period", "last year"], "is not a period"),
        (["care-leavers-neet", "--edition", "2019"], "There are 2025."),
        (["nobody-publishes"], "No published figures answer"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_remedy(words, said):
    make_indicator("nobody-publishes")
    with pytest.raises(CommandError, match=said) as fault:
        compared(*words)
    assert fault.value.returncode == 2
