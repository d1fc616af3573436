"""Which published figure meets which: the same thing, the same time, and what keeps two apart."""

import pytest

from accounts.roles import Reader
from indicators.readings.reconciliation import Reconciliation, pairs
from tests.builders import make_area, make_indicator, make_series, record, sign

pytestmark = pytest.mark.django_db


def found() -> Reconciliation:
    area = make_area()
    indicators = [make_indicator(), make_indicator("other", order=2, unit="count")]
    return Reconciliation.of(pairs(indicators, area, as_of=None, reader=Reader.COUNCIL))


def met(kind: str, period: str, *published: str, relation: str = "same", **more) -> list[str]:
    """The published periods that a figure of a report or of the council's own is held against."""
    own = make_series(key="own", kind=kind, relation=relation)
    (sign if kind == "local" else record)("48", period, series=own, **more)
    for one in published:
        record("45", one)
    return [str(pair.twin.figure.period) for pair in found().every()]


@pytest.mark.parametrize(
    ("kind", "period", "published", "expected"),
    [
        ("report", "2015-16", ["2014-15", "2015-16", "2016-17"], ["2015-16"]),
        ("report", "2016-03-31", ["2015-16", "2016-17"], ["2015-16"]),
        ("local", "2025-03-31", ["2023-24", "2024-25"], ["2024-25"]),
        ("local", "12m to 2025-M03", ["2024-25"], ["2024-25"]),
        # Another time: a report meets what stands next to it, the council's own line does not.
        ("report", "2016-10-23", ["2016-03-31", "2017-03-31"], ["2017-03-31"]),
        ("report", "2016-10-24..2016-11-17", ["2015-16", "2016-17"], ["2016-17"]),
        ("report", "2016-10-23", ["2018-03-31"], []),
        ("local", "2025-06-30", ["2024-25"], []),
        ("local", "2024-25 Q4", ["2024-25"], []),
    ],
)
def test_who_meets_whom(kind, period, published, expected):
    assert met(kind, period, *published) == expected


def test_an_undated_figure_is_not_taken_from_a_later_day():
    """A report of autumn 2016 cannot quote January 2017, though it is nearer."""
    dated = {"period_stated": False}
    assert met(
        "report", "2016-10-24..2016-11-17", "2016-01-21", "2017-01-19", relation="close", **dated
    ) == ["2016-01-21"]


def test_another_definition_is_no_twin_and_a_part_meets_only_the_same_part():
    assert met("report", "2015-16", "2015-16", relation="other") == []
    make_series(key="own2", kind="report")
    record("9", "2015-16", series=make_series(key="own2", kind="report"), breakdown="age: 16")
    assert found().every() == []


def test_the_same_definition_is_preferred_to_a_close_one():
    record("52", "2015-16", series=make_series(key="own", kind="report"))
    record("40", "2015-16", series=make_series(key="published-close", relation="close"))
    record("44", "2015-16")
    (pair,) = found().every()
    assert (pair.agreement.word, pair.agreement.words) == (
        "Differs",
        "44% published, 8 points lower",
    )


@pytest.mark.parametrize(
    ("relation", "period", "said"),
    [
        ("close", "2015-16", "the definition is close, not the same"),
        ("part", "2015-16", "one counts only a part of the other"),
        ("same", "2016-10-23", "the dates differ"),
        ("close", "2016-10-23", "the definition is close, not the same; the dates differ"),
    ],
)
def test_what_is_not_the_same_gets_no_difference(relation, period, said):
    met("report", period, "2015-16", relation=relation)
    (pair,) = found().apart
    assert (pair.agreement.word, pair.agreement.words) == ("Not compared", said)


def test_a_doubtful_official_figure_is_compared_with_nothing():
    record("48", "2015-16", series=make_series(key="own", kind="report"))
    record("45", "2015-16", status="doubtful")
    (pair,) = found().apart
    assert pair.agreement.words == "the published figure is doubtful"


def test_the_largest_difference_as_a_share_comes_first():
    """8 of 52 is more than 3 of 48, and 3 of 48 more than 1 of 710, whatever the unit."""
    other = make_indicator("other", order=2, unit="count")
    for period, own, official in (("2014-15", "710", "711"), ("2015-16", "52", "44")):
        record(own, period, series=make_series(other, "own", kind="report", is_proportion=False))
        record(official, period, series=make_series(other, is_proportion=False))
    record("48", "2015-16", series=make_series(key="own", kind="report"))
    record("45", "2015-16")
    assert [one.printed for one in found().waiting] == ["52", "48%", "710"]
