"""What a file is, by its first bytes and the list of its parts."""

import io

import pytest

from indicators.files.containers import wrong_with
from tests.importing.packing import PNG, WORKBOOK, bomb, many_parts, packed

ALLOWED = (".parquet", ".csv", ".csv.gz", ".xlsx", ".toml")


def said(name, content, allowed=ALLOWED):
    return wrong_with(name, io.BytesIO(content), allowed)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("long.csv", b"Short Desc,Years\n"),
        ("long.csv", b"\xef\xbb\xbfShort Desc,Years\n"),
        ("LONG.CSV", b"a"),
        ("long.csv.gz", b"\x1f\x8b\x08\x00"),
        ("long.parquet", b"PAR1\x15\x04"),
        ("mapping.toml", b'period = "financial year"\n'),
        ("codes.xlsx", packed(WORKBOOK)),
    ],
)
def test_a_file_that_is_what_it_says(name, content):
    assert said(name, content) == ""


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("figures.xlsx", PNG, "figures.xlsx is a picture, whatever its name says"),
        ("figures.csv", PNG, "is a picture"),
        ("figures.csv", b"\xff\xd8\xff\xe0", "is a picture"),
        ("figures.csv", packed(WORKBOOK), "is a .xlsx file"),
        ("figures.csv", b"PAR1\x15", "is a .parquet file"),
        ("figures.csv", b"a\x00b\x00", "is not what .csv promises"),
        ("figures.csv", b"%PDF-1.7", "is a PDF"),
        ("figures.parquet", b"Short Desc", "is not what .parquet promises"),
        ("figures.xlsx", b"\xd0\xcf\x11\xe0\xa1", "is an old Office file"),
        ("figures.xlsx", b"PK\x03\x04 and nothing more", "is damaged"),
        ("figures.xlsx", packed({"readme.txt": b"-"}), "is packed, but no workbook"),
        ("figures.xlsx", packed({**WORKBOOK, "xl/vbaProject.bin": b"-"}), "holds macros"),
        ("figures.xlsx", many_parts(), "far larger when unpacked"),
        ("figures.csv", b"", "figures.csv is empty"),
        ("figures.exe", b"MZ", "is no file that can be read here"),
        ("figures", b"a,b", "Choose .parquet, .csv, .csv.gz, .xlsx or .toml"),
    ],
)
def test_a_file_that_is_not(name, content, what):
    assert what in said(name, content)


def test_a_bomb_is_told_without_being_unpacked():
    content = bomb()
    assert len(content) < 1_000_000
    assert "Nothing of it was opened" in said("figures.xlsx", content)


def test_the_file_is_left_at_its_start():
    file = io.BytesIO(packed(WORKBOOK))
    wrong_with("codes.xlsx", file, ALLOWED)
    assert file.tell() == 0
