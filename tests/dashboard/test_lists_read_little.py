"""Lists read less of other places than an indicator's page, and conclude the same."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.roles import Reader
from indicators.areas.lookup import find
from indicators.assessment import Assessment
from indicators.catalogue.queries import indicators
from indicators.readings.gather import readings
from indicators.readings.reading import Reading

pytestmark = pytest.mark.django_db
WORCESTERSHIRE, ENGLAND, WEST_MIDLANDS, DORSET = "E10000034", "E92000001", "E12000005", "E06000059"
DAYS = (None, date(2017, 2, 1), date(2022, 6, 1))


def read(code: str, day: date | None, *, whole: bool) -> list[Reading]:
    every = list(indicators())
    return readings(every, find(code), as_of=day, reader=Reader.COUNCIL, whole=whole)


def concluded(assessment: Assessment | None) -> Assessment | None:
    """All of it but which edition serves which years: a shorter line has fewer to tell of."""
    if assessment is None:
        return None
    beside = tuple(replace(one, detail="") for one in assessment.baselines)
    return replace(assessment, baselines=beside)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("code", [WORCESTERSHIRE, ENGLAND, WEST_MIDLANDS, DORSET])
def test_the_assessment_of_every_indicator_is_the_same(code: str, day: date | None):
    for long, short in zip(read(code, day, whole=True), read(code, day, whole=False), strict=True):
        assert long.indicator == short.indicator
        assert concluded(long.assessment) == concluded(short.assessment), long.indicator.slug
        assert (long.own, long.marks, long.stated) == (short.own, short.marks, short.stated)
        assert (long.series, long.target, long.breaks) == (short.series, short.target, short.breaks)


def test_there_is_something_to_compare():
    """The newest day judges most of the sixty measured indicators beside England and neighbours."""
    judged = [one.assessment for one in read(WORCESTERSHIRE, None, whole=False) if one.assessment]
    kinds = [one.kind for each in judged for one in each.baselines if one.verdict != "none"]
    assert {kind: kinds.count(kind) >= 40 for kind in ("england", "neighbours")} == {
        "england": True,
        "neighbours": True,
    }


def test_the_area_s_own_line_is_whole_and_others_are_not():
    found = {one.indicator.slug: one for one in read(WORCESTERSHIRE, None, whole=False)}
    leavers = found["care-leavers-neet"]
    assert len(leavers.own) == 9
    assert {one.kind: len(one.points) for one in leavers.baselines} == {
        "england": 1,
        "region": 1,
        "neighbours": 1,
    }


def test_an_older_figure_of_another_place_is_still_found():
    """Key stage 2 in 2022: no tests in 2020 and 2021, so all stand against 2018-19."""
    found = {one.indicator.slug: one for one in read(WORCESTERSHIRE, date(2022, 6, 1), whole=False)}
    tests = found["ks2-expected-looked-after"].assessment
    assert tests is not None
    assert tests.point is not None
    assert str(tests.point.period) == "AY 2020-21"
    assert {one.kind: str(one.period) for one in tests.baselines} == {
        "england": "AY 2018-19",
        "region": "AY 2018-19",
        "neighbours": "AY 2018-19",
    }
