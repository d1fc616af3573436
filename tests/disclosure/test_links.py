"""data/disclosure.toml: what is shipped is right, and every fault is named with its place."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from indicators.catalogue.files import read_catalogue
from indicators.catalogue.schema import IndicatorEntry
from indicators.disclosure.links import FILE, read_links, shipped_links
from indicators.tables import Faults

DATA = settings.BASE_DIR / "data"


@pytest.fixture(scope="module")
def catalogue() -> dict[str, IndicatorEntry]:
    return {slug: entry for _, slug, entry in read_catalogue(DATA).indicators()}


def test_the_shipped_file_names_what_there_is(catalogue: dict[str, IndicatorEntry]) -> None:
    faults = Faults()
    read_links(DATA, faults, catalogue)
    assert faults.found == []


def test_the_command_finds_nothing_in_them() -> None:
    output = StringIO()
    call_command("check_disclosure", stdout=output)
    assert output.getvalue().endswith("no fault.\n")


def test_every_number_it_names_is_one_that_the_indicator_has(
    catalogue: dict[str, IndicatorEntry],
) -> None:
    links = shipped_links()
    named = {*links.last_day, *(name for group in links.same for name in group)}
    named |= {name for one in links.sums for name in (one.whole, *one.parts)}
    for name in named:
        slug, _, field = name.partition(".")
        entry = catalogue[slug]
        # A count has only its value; an average rests on a number of cases that its text names.
        assert (field == "value") == (entry.unit in ("count", "fte")), name


def test_a_number_is_not_both_a_whole_and_one_of_its_parts() -> None:
    for one in shipped_links().sums:
        assert one.whole not in one.parts


def test_money_is_not_people(catalogue: dict[str, IndicatorEntry]) -> None:
    money = {slug for slug, entry in catalogue.items() if entry.unit == "pounds"}
    assert money <= shipped_links().not_people


BAD = """
[same.looked-after]
why = "Both are."
numbers = ["children-looked-after.value", "no-such-thing.value"]

[same.alone]
why = "One."
numbers = ["children-looked-after.value"]

[sums.fields]
why = "A field that there is not."
whole = "children-looked-after.total"
parts = ["looked-after-foster.value"]
complete = "perhaps"

[not-people]
indicators = ["nowhere"]

[extra]
key = 1
"""


def test_every_fault_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "returns").mkdir()
    (tmp_path / FILE).write_text(BAD, "utf-8")
    (tmp_path / "returns" / "denominators.toml").write_text("", "utf-8")
    faults = Faults()
    read_links(tmp_path, faults, {"children-looked-after", "looked-after-foster"})
    assert sorted(fault.split(":")[0] for fault in faults.found) == sorted(
        [
            "disclosure.toml",
            "disclosure.toml, counted-on-the-last-day, numbers",
            "disclosure.toml, line 4, same.looked-after",
            "disclosure.toml, line 17, not-people",
            "disclosure.toml, same.alone, numbers",
            "disclosure.toml, sums.fields, complete",
        ]
    )
