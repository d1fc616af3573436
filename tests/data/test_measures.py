"""A year of the tool is read by the rule that its measure has, and never guessed."""

import pytest

from scripts.measures import Measure


def measure(kind: str) -> Measure:
    return Measure(slug="one", code="One", kind=kind, publication="any", unit="percent", decimals=0)


@pytest.mark.parametrize(
    ("kind", "text", "period", "status"),
    [
        ("financial year", "2025", "2024-25", "final"),
        ("financial year", "2000", "1999-00", "final"),
        ("financial year", "2016/17", "2016-17", "final"),
        ("academic year", "2016-17", "AY 2016-17", "final"),
        ("academic year", "2025 (prov)", "AY 2024-25", "provisional"),
        ("financial year", "2016/17 (Rev)", "2016-17", "revised"),
        ("calendar year", "2024 (Final)", "CY 2024", "final"),
        ("31 March", "2016", "2016-03-31", "final"),
        ("30 September", "2025", "2025-09-30", "final"),
        ("12 months to September", "2025", "12m to 2025-M09", "final"),
        ("school census in January", "2026", "2026-01-15", "final"),
        ("school census in January", "2020", "2020-01-16", "final"),
    ],
)
def test_a_year_and_how_final_it_is(kind, text, period, status):
    one = measure(kind)
    year, found = one.read_year(text)
    assert (one.period(year), found) == (period, status)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("financial year", "2016-18"),
        ("financial year", "2013/14-15/16"),
        ("financial year", "2024 (OT)"),
        ("financial year", "25"),
        ("calendar year", "2016/17"),
        ("31 March", "2016-17"),
        ("financial year", "2016 rev"),
    ],
)
def test_any_other_notation_stops_the_script(kind, text):
    with pytest.raises(SystemExit, match="One"):
        measure(kind).read_year(text)
