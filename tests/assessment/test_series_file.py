"""Good files are read whatever wrote them; bad ones get one sentence with place and remedy."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.assessment.series_file import FileError, read

HEADER = b"period,value,numerator,denominator\n"

BAD = {
    "empty": (b"", "Row 1 has no column period"),
    "only a header": (b"period,value\n", "bad.csv has no rows: write one figure a row"),
    "only blank rows": (b"period,value\n\n,\n", "bad.csv has no rows"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\xff", "bad.csv is not a UTF-8 text file"),
    "a spreadsheet": (b"PK\x03\x04\x14\x00\x06\x00", "bad.csv is not a UTF-8 text file"),
    "latin 1": ("period,value\n2024-25,£5\n".encode("latin-1"), "is not a UTF-8 text file"),
    "utf-16": ("period,value\n2024-25,5\n".encode("utf-16"), "is not a UTF-8 text file"),
    "semicolons": (b"period;value\n2024-25;45\n", "Row 1 has no column period"),
    "no value column": (b"period,figure\n2024-25,45\n", "Row 1 has no column value"),
    "an unknown column": (
        b"period,value,note\n2024-25,45,x\n",
        "a column “note” that is not known",
    ),
    "a column twice": (b"period,value,value\n2024-25,4,5\n", "Row 1 names a column twice"),
    "numerator alone": (b"period,value,numerator\n2024-25,4,5\n", "only one of numerator and"),
    "too few fields": (HEADER + b"2024-25,45\n", "Row 2 has 2 fields where the header has 4"),
    "a decimal comma": (b"period,value\n2024-25,45,3\n", "Row 2 has 3 fields"),
    "a quoted decimal comma": (
        b'period,value\n2024-25,"45,3"\n',
        "Row 2, value: “45,3” is not a number: write decimals with a point, such as 45.3.",
    ),
    "thousands": (
        b'period,value\n2024-25,"1,234"\n',
        "“1,234” is not a number: leave out the commas between thousands",
    ),
    "a percent sign": (b"period,value\n2024-25,45%\n", "“45%” is not a number: leave out the %"),
    "a word": (b"period,value\n2024-25,many\n", "“many” is not a number: write digits"),
    "nan": (b"period,value\n2024-25,nan\n", "“nan” is not a number"),
    "infinity": (b"period,value\n2024-25,inf\n", "“inf” is not a number"),
    "an exponent": (b"period,value\n2024-25,4e1\n", "“4e1” is not a number"),
    "a huge number": (b"period,value\n2024-25," + b"9" * 400 + b"\n", "is not a number"),
    "other digits": ("period,value\n2024-25,٤٥\n".encode(), "“٤٥” is not a number"),
    "no period": (b"period,value\n,45\n", "Row 2, period: “” is not a period"),
    "a bad period": (
        b"period,value\n2023-24,45\n2024/25,44\n",
        "Row 3, period: “2024/25” is not a period: write it like 2024-25,",
    ),
    "a period twice": (
        b"period,value\n2023-24,45\n\n2023-24,44\n",
        "Row 4, period: 2023-24 is already in row 2: keep one of the two.",
    ),
    "mixed kinds": (
        b"period,value\n2023-24,45\n2024-25 Q1,44\n",
        "Row 3, period: 2024-25 Q1 is a quarter and row 2 has a financial-year",
    ),
    "more than all": (
        HEADER + b"2024-25,120,12,10\n",
        "Row 2, numerator: 12 is more than the denominator 10",
    ),
    "of nobody": (HEADER + b"2024-25,0,0,0\n", "Row 2, denominator: 0 is not above 0"),
    "of fewer than nobody": (HEADER + b"2024-25,0,0,-5\n", "Row 2, denominator: -5 is not above 0"),
    "a negative numerator": (HEADER + b"2024-25,5,-5,10\n", "Row 2, numerator: -5 is below 0"),
    "a numerator of nothing": (
        HEADER + b"2024-25,45,159,\n",
        "Row 2, denominator: it is empty beside a numerator: give both or neither.",
    ),
    "a denominator of nothing": (
        HEADER + b"2024-25,45,c,351\n",
        "Row 2, numerator: it is empty beside a denominator: give both or neither.",
    ),
    "a value not worked out": (
        HEADER + b"2024-25,,159,351\n",
        "Row 2, value: it is missing beside a numerator",
    ),
    "a percentage that does not agree": (
        HEADER + b"2023-24,51,155,304\n2024-25,48,159,351\n",
        "Row 3, value: 48 does not agree with 159 of 351, which makes 45.30",
    ),
    "a share instead of a percentage": (
        HEADER + b"2024-25,0.45,159,351\n",
        "Row 2, value: 0.45 does not agree with 159 of 351",
    ),
    "an open quote": (b'period,value\n"2024-25,45\n', "is not CSV"),
    "too large": (HEADER + b"\n" * 5_000_001, "bad.csv is larger than 5 MB"),
}


@pytest.fixture
def written(tmp_path):
    def write(raw, name="bad.csv"):
        path = tmp_path / name
        path.write_bytes(raw)
        return path

    return write


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_sentence(name, written):
    raw, said = BAD[name]
    with pytest.raises(FileError) as fault:
        read(written(raw), "percent")
    message = str(fault.value)
    assert said in message
    assert message.endswith(".")
    assert "\n" not in message


def test_no_file_and_a_folder(tmp_path):
    with pytest.raises(FileError, match="There is no file"):
        read(tmp_path / "none.csv", "percent")
    with pytest.raises(FileError, match="cannot be read"):
        read(tmp_path, "percent")


@pytest.mark.parametrize(
    "raw",
    [
        b"period,value\n2023-24,51\n2024-25,45\n",
        b"period,value\r\n2023-24,51\r\n2024-25,45\r\n",
        b"\xef\xbb\xbfperiod,value\n2023-24,51\n2024-25,45",
        b"period,value\n\n2023-24,51\n,\n2024-25,45\n\n\n",
        b' Period , VALUE\n"2023-24", 51\n2024-25 ,45 \n',
        b"value,period\n51,2023-24\n45,2024-25\n",
    ],
)
def test_however_a_spreadsheet_saves_it_the_figures_are_the_same(raw, written):
    points = read(written(raw), "percent")
    assert [(str(one.period), one.value) for one in points] == [("2023-24", 51), ("2024-25", 45)]


@pytest.mark.parametrize(
    ("symbol", "reason"),
    [
        ("", "not-available"),
        ("x", "not-available"),
        (":", "not-available"),
        ("c", "suppressed"),
        ("C", "suppressed"),
        ("z", "not-applicable"),
        ("u", "unreliable"),
        ("low", "rounds-to-zero"),
        ("k", "rounds-to-zero"),
        ("-", "not-stated"),
    ],
)
def test_a_symbol_is_a_missing_figure_with_its_reason(symbol, reason, written):
    (one,) = read(written(HEADER + f"2024-25,{symbol},c,351\n".encode()), "percent")
    assert (one.value, one.missing_reason) == (None, reason)


@pytest.mark.parametrize("value", ["45", "45.3", "45.30", "45.299145"])
def test_a_percentage_agrees_within_its_own_rounding(value, written):
    (one,) = read(written(HEADER + f"2024-25,{value},159,351\n".encode()), "percent")
    assert (one.value, one.numerator) == (Decimal(value), 159)


def test_nought_is_a_figure(written):
    (one,) = read(written(HEADER + b"2024-25,0,0,12\n"), "percent")
    assert (one.value, one.missing_reason) == (0, "")


def test_an_average_may_have_more_cases_than_workers(written):
    (one,) = read(written(HEADER + b"2024-25,20,200,10\n"), "cases-per-worker")
    assert one.value == 20


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: f"period,value\n{t}".encode()))
def test_any_bytes_are_read_or_refused_with_a_sentence(tmp_path_factory, raw):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(raw)
    try:
        read(path, "percent")
    except FileError as fault:
        refusal = str(fault)
    else:
        refusal = "."
    assert refusal.endswith(".")
