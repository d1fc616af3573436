"""Places, cuts, means and medians of real measures, against plain loops over the published file."""

from decimal import Decimal
from fractions import Fraction

import pytest

from accounts.roles import Reader
from indicators.areas.lookup import find
from indicators.catalogue.lookup import published
from indicators.readings.places import Comparison, compare
from tests.data.published import dictionary
from tests.data.shipped import rows
from tests.places import oracle

pytestmark = pytest.mark.django_db
ENGLAND, WORCESTERSHIRE = "E92000001", "E10000034"
DFE = {"higher": "High", "lower": "Low", "context": "-"}
SOME = ("885", "Somerset", "Hackney", "Cumbria", "Buckinghamshire", "Isles of Scilly")


def seen(code: str, area: str = WORCESTERSHIRE, **other) -> Comparison:
    return compare(published(code), find(area), reader=Reader.PUBLIC, **other)


def alike(number: Decimal | None, expected: Fraction | int | None) -> bool:
    """Held against millionths, of which a mean may lose a part."""
    if number is None or expected is None:
        return number is expected
    return abs(Fraction(number) * oracle.MILLION - expected) < Fraction(1, 1000)


@pytest.fixture(scope="module")
def checked(england, tool) -> list[tuple[Comparison, dict[str, str]]]:
    """Each measure in two of its periods beside the texts of that year in the file."""
    found = []
    for code, of_measure in sorted(tool.items()):
        first = seen(code)
        older = first.periods[len(first.periods) // 2]
        for one in (first, seen(code, period=older)):
            texts = oracle.of_year(of_measure, one.period.ends.year)
            if texts:  # years such as "2016 (Rev)" are not plain
                found.append((one, texts))
    return found


def existing(found: Comparison, texts: dict[str, str]) -> dict[str, int]:
    return oracle.authorities(texts, str(found.period.starts), str(found.period.ends))


def polarity_of(found: Comparison, code: str, said) -> str:
    """The dictionary's of a measure for reference, the catalogue's of the council's own."""
    if found.indicator.is_own:
        return DFE.get(found.indicator.polarity, "")
    return said[code]["Polarity"] if said[code]["Polarity"] in oracle.BETTER else "-"


def test_there_is_enough_to_check(checked):
    assert len(checked) >= 80
    polarities = {one.indicator.polarity for one, _ in checked}
    assert polarities >= {"higher", "lower", "context"}
    assert sum(len(one.ranking.values) for one, _ in checked) > 10_000


def test_every_place_is_that_of_the_oracle(checked, shared):
    said = dictionary(shared)
    for found, texts in checked:
        values = existing(found, texts)
        polarity = polarity_of(found, found.series.code, said)
        ranked = {one.area.code: one.place for one in found.authorities if one.place}
        if not polarity:
            assert not ranked
            continue
        told = {
            code: oracle.Expected(one.rank, one.rank_to, one.of, one.quartile)
            for code, one in ranked.items()
        }
        assert told == oracle.expected(values, polarity), (found.series.code, found.period)


def test_every_cut_is_that_of_the_oracle(checked):
    for found, texts in checked:
        values = list(existing(found, texts).values())
        cuts = found.ranking.cuts
        told = [Fraction(one) * oracle.MILLION for one in (cuts.low, cuts.middle, cuts.high)]
        assert told == [oracle.percentile(values, quarters) for quarters in (1, 2, 3)]


def test_values_of_the_three_baselines_are_the_published_ones(checked):
    regions = {row["code"]: row["region"] for row in rows("areas/areas.csv")}
    for found, texts in checked:
        for figure, code in (
            (found.own.figure, WORCESTERSHIRE),
            (found.england, ENGLAND),
            (found.region, regions[WORCESTERSHIRE]),
        ):
            text = texts.get(code, "-")
            expected = None if text == "-" else oracle.stored(text)
            assert alike(figure.value if figure else None, expected), (found.series.code, code)


def test_neighbours_are_summed_up_as_the_oracle_does(checked):
    for found, texts in checked:
        neighbours = found.neighbours
        expected = "2025" if found.period.ends.year >= 2025 else "2021"
        assert neighbours.edition.slug == expected
        assert neighbours.stands_in == (found.period.ends.year < 2021)
        members = oracle.members(expected, WORCESTERSHIRE)
        assert [one.code for one in neighbours.members] == members
        values = existing(found, texts)
        known = [values[code] for code in members if code in values]
        assert neighbours.summary.with_value == len(known)
        assert alike(neighbours.summary.mean, oracle.mean(known) if known else None)
        assert alike(neighbours.summary.median, oracle.middle(known) if known else None)


@pytest.mark.parametrize("area", SOME)
@pytest.mark.parametrize("edition", ["2021", "2025"])
def test_any_area_may_ask_in_either_edition(england, tool, area, edition):
    found = seen("LAC_LongStable%", area, edition=edition)
    texts = oracle.of_year(tool["LAC_LongStable%"], found.period.ends.year)
    members = oracle.members(edition, found.area.code)
    told = [one.code for one in found.neighbours.members] if found.neighbours else []
    assert told == members
    values = [existing(found, texts)[code] for code in members if code in existing(found, texts)]
    if values:
        assert alike(found.neighbours.summary.mean, oracle.mean(values))


def test_the_places_of_worcestershire_known_by_heart(england):
    leavers = seen("CareLeaversNEET")
    assert str(leavers.period) == "2024-25"
    assert (leavers.own.value, leavers.england.value) == (45, 40)
    assert leavers.neighbours.members[0].name == "Somerset"
    largest = seen("C&YPExpenditure")
    assert largest.england.value == 16_012_355_892


def test_an_area_that_ended_takes_part_while_it_existed(england):
    before, after = (
        seen("LACnum", period=one)
        for one in sorted(seen("LACnum").periods, key=lambda one: one.ends)
        if one.ends.year in (2016, 2025)
    )
    bournemouth = find("Bournemouth")
    assert any(one.area == bournemouth and one.place for one in before.authorities)
    assert all(one.area != bournemouth for one in after.authorities)
    assert str(seen("LACnum", "Cumbria").period) == "2023-03-31"
