"""What became of the figures in a meeting's papers, in each way that a figure can change."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from accounts.roles import Reader
from accounts.service import loader
from dashboard.packs.freezing import preview
from dashboard.packs.pack import Pack
from dashboard.packs.since import Since, since
from improvement.boards.models import Kind
from indicators.areas.lookup import find
from indicators.catalogue.models import Indicator, Series
from indicators.ledger import verbs
from indicators.ledger.models import Observation
from indicators.readings.gather import readings
from tests.builders import content
from tests.dashboard.meetings import call, person

NEET = "care-leavers-neet"
NAME = "Care leavers not in education, employment or training"
pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(db: None) -> Pack:
    return preview(call(), Kind.COUNCIL, by=person("clerk"))


def now(pack: Pack, without: tuple[str, ...] = ()) -> Since:
    one = Indicator.objects.select_related("theme", "pair").get(slug=NEET)
    read = readings([one], find("E10000034"), reader=Reader.COUNCIL, without=without)
    return since(pack, read)


def row(area: str, ends: str) -> Observation:
    series = Series.objects.get(indicator__slug=NEET, kind="published", relation="same")
    return Observation.objects.get(
        series=series, area=find(area), ends=ends, breakdown="total", is_current=True
    )


def correct(area: str, ends: str, value: str, **more: str) -> None:
    verbs.correct(
        row(area, ends), content(value, **more), by=loader(), why="Its publisher says so."
    )


def told(found: Since) -> Iterator[tuple[str, str, str, str]]:
    for one in found.corrections:
        assert one.name == NAME
        yield one.whose, one.period, one.was, one.now


def test_nothing_has_become_of_figures_that_nobody_changed(pack: Pack):
    assert now(pack) == Since(corrections=(), newer=())


def test_a_figure_of_england_and_one_of_ours_years_ago(pack: Pack):
    correct("E92000001", "2025-03-31", "41")
    correct("E10000034", "2018-03-31", "43")
    assert sorted(told(now(pack))) == [
        ("England", "2024-25", "40", "41"),
        ("Worcestershire", "2017-18", "42", "43"),
    ]


def test_a_difference_too_small_to_be_printed_is_told(pack: Pack):
    correct("E10000034", "2025-03-31", "45.4", numerator="160", denominator="352")
    assert list(told(now(pack))) == [
        ("Worcestershire", "2024-25", "45 (159 of 351)", "45 (160 of 352)")
    ]


def test_the_mean_of_similar_authorities_moves_with_one_of_them(pack: Pack):
    """Of ten members one is 20 points higher: the mean is two points higher."""
    devon = row("E10000008", "2025-03-31").value
    assert devon is not None
    correct("E10000008", "2025-03-31", str(devon + Decimal(20)))
    (found,) = told(now(pack))
    assert found[:2] == ("Similar authorities", "2024-25")
    assert Decimal(found[3]) - Decimal(found[2]) == 2


def test_a_figure_that_was_withdrawn(pack: Pack):
    verbs.withdraw(row("E10000034", "2025-03-31"), by=loader(), why="Published by mistake.")
    found = now(pack)
    assert ("Worcestershire", "2024-25", "45 (159 of 351)", "withdrawn") in told(found)
    assert found.newer == ()


def test_another_line_is_news_and_no_correction(pack: Pack):
    found = now(pack, without=("published",))
    assert found.corrections == ()
    assert [one.slug for one in found.newer] == [NEET]
