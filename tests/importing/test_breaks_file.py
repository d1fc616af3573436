"""The breaks that the tool's dictionary names, against the dictionary and the figures."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pyarrow.compute
import pyarrow.parquet
import pytest

from indicators.importing import lait_breaks
from indicators.importing.lait_breaks import KnownBreak
from indicators.tables import FaultsError
from tests.data import published
from tests.data.shipped import DATA, Row, rows

FILE = DATA / "importing/breaks.toml"
SAID = tomllib.loads(FILE.read_text("utf-8"))
BREAKS = lait_breaks.read(FILE)
UNCLEAR = SAID["unclear"]
SENTENCES = [one["why"] for one in SAID["breaks"]] + [one["says"] for one in UNCLEAR]
COUNTS_ON_31_MARCH = {"LAC_Other_Place_Inc_Unreg"}
Days = tuple[date, date]


@pytest.fixture(scope="module")
def dictionary(shared: Path) -> dict[str, Row]:
    return published.dictionary(shared)


@pytest.fixture(scope="module")
def years(shared: Path) -> dict[str, set[int]]:
    """Measure → the years in which some area has a figure, each by the year it ends in."""
    table = pyarrow.parquet.read_table(shared / "data/lait/bds_long_0.parquet")
    stated = table.filter(pyarrow.compute.not_equal(table["Values"], "-"))
    pairs = stated.group_by(["Short Desc", "Years"]).aggregate([]).to_pylist()
    found: dict[str, set[int]] = {}
    for pair in pairs:
        runs_on = pair["Years"][4:5] in ("-", "/")
        found.setdefault(pair["Short Desc"], set()).add(int(pair["Years"][:4]) + runs_on)
    return found


def days(code: str, year: int, dictionary: dict[str, Row]) -> Days:
    """The first and last day of a measure's year."""
    if code in COUNTS_ON_31_MARCH:
        return date(year, 3, 31), date(year, 3, 31)
    match dictionary[code]["Year_Type"]:
        case "Academic Year":
            return date(year - 1, 9, 1), date(year, 8, 31)
        case "Financial Year":
            return date(year - 1, 4, 1), date(year, 3, 31)
        case "Calendar Year":
            return date(year, 1, 1), date(year, 12, 31)
        case "Annual (end of Sept)":
            return date(year, 9, 30), date(year, 9, 30)
        case other:
            raise AssertionError(f"{code}: {other}")


def test_the_file_has_breaks_of_every_subject():
    assert {"FSP_NEW_GOODDEV", "KS2RWM_Expected_STD", "TotAbs", "A3A", "SEN_EHC_All_20wks"} <= {
        one.code for one in BREAKS
    }


def test_every_measure_is_in_the_dictionary(dictionary: dict[str, Row]):
    named = {one.code for one in BREAKS} | {code for one in UNCLEAR for code in one["measures"]}
    assert named <= dictionary.keys()


def test_measures_of_the_catalogue_have_theirs_in_the_catalogue():
    assert not {row["code"] for row in rows("history-measures.csv")} & {one.code for one in BREAKS}


def test_every_area_is_known():
    assert {one.area for one in BREAKS} - {""} <= {row["code"] for row in rows("areas/areas.csv")}


def test_a_break_falls_between_two_years_of_the_measure_or_begins_its_first(
    dictionary: dict[str, Row], years: dict[str, set[int]]
):
    for known in BREAKS:
        periods = [days(known.code, year, dictionary) for year in sorted(years[known.code])]
        before = [ends for _, ends in periods if ends < known.on]
        after = [starts for starts, ends in periods if ends >= known.on]
        assert after, f"{known}: no year lies after it"
        assert before or known.on == after[0], f"{known}: no year lies before it"
        straddling = [starts for starts, ends in periods if starts < known.on <= ends]
        assert not straddling, f"{known}: it lies within a year"


def test_a_break_of_one_area_cuts_a_line_in_two(
    dictionary: dict[str, Row], years: dict[str, set[int]]
):
    of_areas = [one for one in BREAKS if one.area]
    firsts = [days(one.code, min(years[one.code]), dictionary)[1] for one in of_areas]
    assert all(ends < one.on for ends, one in zip(firsts, of_areas, strict=True))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_said_is_whole_sentences_that_fit(sentence: str):
    assert re.fullmatch(r"[A-Z0-9].*[^.\s]\.", sentence)
    assert len(sentence) <= 300


def test_no_dozen_words_are_copied(dictionary: dict[str, Row]):
    texts = " ".join(
        " ".join(re.findall(r"\w+", f"{row['Description']} {row['Methodology']}".lower()))
        for row in dictionary.values()
    )
    for sentence in SENTENCES:
        words = re.findall(r"\w+", sentence.lower())
        for at in range(len(words) - 11):
            assert " ".join(words[at : at + 12]) not in texts


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('groups = ["tests"]', "“tests” is neither a key nor a group."),
        ('mesures = ["TotAbs"]', "“mesures” is neither a key nor a group."),
        ('measures = ["TotAbs", "TotAbs"]', "TotAbs has this break twice."),
        ('measures = ["TotAbs"]\n[[breaks]]\non = 2021-09-01', "“why” is missing."),
    ],
)
def test_a_slip_in_the_file_is_named(tmp_path: Path, text: str, fault: str):
    path = tmp_path / "breaks.toml"
    path.write_text(f'[[breaks]]\non = 2020-09-01\nwhy = "It changed."\n{text}\n', "utf-8")
    with pytest.raises(FaultsError) as raised:
        lait_breaks.read(path)
    number = text.count("[[") + 1
    assert raised.value.faults == (f"breaks.toml, break {number}: {fault}",)


def test_a_break_cuts_the_measures_it_names_and_those_of_its_groups(tmp_path: Path):
    path = tmp_path / "breaks.toml"
    path.write_text(
        """
        [groups]
        absence = ["TotAbs", "TotAuthAbs"]
        [[breaks]]
        on = 2020-09-01
        why = "It changed."
        area = "E92000001"
        groups = ["absence"]
        measures = ["4yrAbsence"]
        """,
        "utf-8",
    )
    day, england = date(2020, 9, 1), "E92000001"
    assert lait_breaks.read(path) == [
        KnownBreak("TotAbs", day, "It changed.", england),
        KnownBreak("TotAuthAbs", day, "It changed.", england),
        KnownBreak("4yrAbsence", day, "It changed.", england),
    ]
