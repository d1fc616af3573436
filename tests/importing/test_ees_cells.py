"""Numbers, symbols and durations of a release."""

from decimal import Decimal

import pytest

from indicators.importing.ees_cells import read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("c", "suppressed"),
        ("x", "not-available"),
        (":", "not-available"),
        ("", "not-available"),
        ("  ", "not-available"),
        ("z", "not-applicable"),
        ("u", "unreliable"),
        ("low", "rounds-to-zero"),
        ("k", "rounds-to-zero"),
        ("C", "suppressed"),
    ],
)
def test_each_symbol_is_its_own_reason(text, reason):
    assert read(text) == (None, reason)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("45", "45"),
        ("0", "0"),
        ("-0", "0"),
        ("-3.5", "-3.5"),
        (".5", "0.5"),
        ("1e3", "1000"),
        ("302.89999999999998", "302.9"),
        ("0.1234564", "0.123456"),
        ("16012355892", "16012355892"),
        ("00:10", "10"),
        ("03:03", "39"),
    ],
)
def test_a_number_is_kept_with_six_decimals(text, number):
    assert read(text) == (Decimal(number), "")


@pytest.mark.parametrize(
    "text", ["12a", "1,234", "45%", "n/a", "01:12", "nan", "inf", "1e40", "9" * 20, "--", "½"]
)
def test_anything_else_is_no_number(text):
    assert read(text) is None
