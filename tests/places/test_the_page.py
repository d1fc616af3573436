"""The page with all of England in it, against plain loops over the published file."""

import csv
import io
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders import make_user
from tests.data.shipped import rows
from tests.places import oracle

pytestmark = pytest.mark.django_db
NEET, STABLE, RATE = "care-leavers-neet", "long-term-placement-stability", "ChildPov"
NAMES = {row["code"]: row["name"] for row in rows("areas/areas.csv")}
CODES = {NEET: "CareLeaversNEET", STABLE: "LAC_LongStable%"}
POLARITIES = {NEET: "Low", STABLE: "High"}


@pytest.fixture
def viewer(england) -> Client:
    call_command("load_inspections", stdout=io.StringIO())
    browser = Client()
    browser.force_login(make_user("viewer"))
    return browser


def file(viewer: Client, slug: str, query: str = "") -> dict[str, dict[str, str]]:
    answer = viewer.get(f"/compare/{slug}/authorities.csv{query}")
    lines = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    return {line["area"]: line for line in lines}


def words(viewer: Client, address: str) -> str:
    text = viewer.get(address).content.decode().split("<main", 1)[1]
    text = re.sub(r"<(svg|script).*?</\1>", " ", text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def of_year(tool, slug: str, year: int) -> dict[str, int]:
    texts = oracle.of_year(tool[CODES[slug]], year)
    first, last = (f"{year - 1}-04-01", f"{year}-03-31")
    return oracle.authorities(texts, first if slug == NEET else last, last)


@pytest.mark.parametrize("slug", [NEET, STABLE])
def test_every_place_in_the_file_is_that_of_the_oracle(viewer, tool, slug):
    expected = oracle.expected(of_year(tool, slug, 2025), POLARITIES[slug])
    assert len(expected) >= 150
    found = {
        code: (int(line["rank"]), int(line["rank_to"]), int(line["of"]), line["quartile"])
        for code, line in file(viewer, slug).items()
        if line["rank"]
    }
    assert found == {
        code: (one.rank, one.rank_to, one.of, one.quartile) for code, one in expected.items()
    }


def test_the_headline_says_the_place_and_what_it_is_held_against(viewer, tool):
    mine = oracle.expected(of_year(tool, NEET, 2025), "Low")["E10000034"]
    text = words(viewer, f"/compare/{NEET}/")
    said = f"is {mine.rank}th to {mine.rank_to}th of {mine.of} local authorities in 2024-25"
    assert f"45%. Worcestershire {said}, quartile {mine.quartile}." in text
    assert "England 40%" in text
    assert "Sightline holds figures of" not in text


def test_those_without_a_value_are_listed_with_the_reason(viewer, tool):
    texts = oracle.of_year(tool["CareLeaversNEET"], 2025)
    today = {
        row["code"]
        for row in rows("areas/areas.csv")
        if row["kind"] == "local-authority" and not row["ends"]
    }
    missing = sorted(NAMES[code] for code in today if texts.get(code, "-") == "-")
    assert missing
    text = words(viewer, f"/compare/{NEET}/")
    assert f"Without a figure in 2024-25: {len(missing)}" in text
    listed = text.split("Without a figure in 2024-25", 1)[1]
    for name in missing:
        assert f"{name} not stated" in listed


def test_the_tool_alone_gives_no_numbers_so_nobody_is_called_really_better(viewer, tool):
    """The first three of England are those whose printed figure moved most; none is tested."""
    now, then = of_year(tool, NEET, 2025), of_year(tool, NEET, 2022)
    better = {
        code: printed(then[code]) - printed(now[code])
        for code in now.keys() & then.keys() - {"E10000034"}
        if then[code] - now[code] > oracle.MILLION
    }
    order = sorted(better, key=lambda code: (-better[code], NAMES[code]))
    text = words(viewer, f"/compare/{NEET}/?years=3")
    first = text.split("All of England", 1)[1].split("Of 152 other authorities", 1)[0]
    places = [first.index(f"{NAMES[code]} by {better[code]} points From") for code in order[:3]]
    assert places == sorted(places)
    assert first.count(" points From ") == 3
    assert f"none really improved, {len(better)} improved by more than rounding" in text
    assert "more than chance would explain" not in first


def printed(millionths: int) -> int:
    whole = Fraction(millionths, oracle.MILLION)
    number = Decimal(whole.numerator) / Decimal(whole.denominator)
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))


def test_a_measure_for_reference_has_the_page_too(viewer, tool):
    code = next(one for one in sorted(tool) if one not in CODES.values() and one.isalnum())
    text = words(viewer, f"/compare/lait-{code.lower()}/")
    assert "among all authorities" in text
    assert "Where everybody stands" in text


def test_a_theme_and_an_indicator_say_the_same_place(viewer, tool):
    mine = oracle.expected(of_year(tool, NEET, 2025), "Low")["E10000034"]
    short = f"{mine.rank}th to {mine.rank_to}th of {mine.of}, quartile {mine.quartile}"
    theme = viewer.get("/themes/care-leavers/").content.decode()
    assert theme.count('class="sl-strip"') == theme.count('class="sl-strip__words"') > 0
    assert short in words(viewer, "/themes/care-leavers/")
    assert f"Published: {short}" in words(viewer, f"/indicators/{NEET}/")


def test_the_grid_has_the_letters_of_the_oracle(viewer, tool):
    values = of_year(tool, NEET, 2025)
    letters = oracle.expected(values, "Low")
    members = [
        line["member"] for line in rows("editions/2025.csv") if line["subject"] == "E10000034"
    ]
    text = words(viewer, "/compare/")
    line = text.split("not in education, employment or training", 1)[1].split(" in ", 1)[1]
    said = [
        f"{printed(values[code])} quartile {letters[code].quartile}"
        for code in ["E10000034", *members]
    ]
    assert line.startswith("2024-25 " + " ".join(said) + " 40 ")


@pytest.mark.parametrize("query", ["", "?years=5&intervals=1&sort=-change", "?area=E10000016"])
def test_all_of_england_asks_no_more_often(viewer, query):
    """As often as with the shipped figures, which tests/dashboard/test_queries.py counts."""
    viewer.get(f"/compare/{NEET}/{query}")
    with CaptureQueriesContext(connection) as queries:
        assert viewer.get(f"/compare/{NEET}/{query}").status_code == 200
    assert len(queries) == 15
