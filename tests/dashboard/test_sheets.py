"""A sheet of a board's papers says what the indicator's page says on the same day."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.models import User
from accounts.roles import Reader
from dashboard.packs.around import around
from dashboard.packs.pack import Sheet
from dashboard.packs.sheets import Meant, sheet
from indicators.areas.lookup import find
from indicators.catalogue.models import Indicator
from indicators.notes import verbs as notes
from indicators.readings.gather import readings
from tests.dashboard.conftest import Visit
from tests.dashboard.shipped import INDICATORS

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


def sheets(
    *slugs: str, reader: Reader = Reader.COUNCIL, for_everybody: bool = False
) -> dict[str, Sheet]:
    area = find("E10000034")
    found = list(Indicator.objects.filter(slug__in=slugs).select_related("theme", "pair"))
    read = readings(found, area, reader=Reader.COUNCIL)
    known = around(read, area, reader)
    meant = Meant(as_of=TODAY, for_everybody=for_everybody)
    return {one.indicator.slug: sheet(one, "A section", known, meant) for one in read}


def test_the_care_leavers_figure_with_everything_a_board_asks_of_it():
    found = sheets("care-leavers-neet")["care-leavers-neet"]
    # From the published file: 159 of 351, England 40; the target as suggested from England's.
    assert (found.value, found.period, found.status) == ("45%", "in 2024-25", "red")
    assert found.headline.startswith("45% in 2024-25 (159 of 351), above the demonstration target")
    assert found.target == "40%"
    assert found.target_number == Decimal(40)
    assert "Set by" in found.target_said or "set by" in found.target_said
    england = found.beside_of("england")
    assert england is not None
    assert (england.value, england.number) == ("40%", Decimal(40))
    assert found.chart is not None
    assert found.chart.as_of == "As of 24 November 2026"
    own = [row[1] for row in found.chart.table.rows if row[0][:2] == "20"]
    assert own[:9] == ["45", "51", "44", "34", "45", "43", "40", "42", "45"]
    assert any("public" in one for one in found.sources)


def test_every_sheet_says_what_its_page_says(visit: Visit):
    for slug, found in sheets(*INDICATORS).items():
        page = visit(f"/indicators/{slug}/")
        assert not found.series or found.headline in page.text, slug
        assert found.target_because in page.text, slug
        assert found.direction_because in page.text, slug
        for one in found.beside:
            assert one.word in page.text, slug
        if found.chart:
            cells = [cell for row in found.chart.table.rows for cell in row if cell]
            assert [cell for cell in cells if cell not in page.text] == [], slug


def test_an_indicator_that_nobody_measures_says_what_to_do():
    found = sheets("personal-education-plans")["personal-education-plans"]
    assert (found.status, found.word, found.value) == ("missing", "No figure", "")
    assert "Ask the service" in found.headline
    assert found.chart is None
    assert found.definition


def test_what_people_wrote_is_for_the_council_only():
    officer = User.objects.get(username="officer")
    indicator = Indicator.objects.get(slug="care-leavers-neet")
    notes.write(indicator, find("E10000034"), "Two of them moved.", by=officer)
    assert [one.text for one in sheets("care-leavers-neet")["care-leavers-neet"].notes] == [
        "Two of them moved."
    ]
    public = sheets("care-leavers-neet", reader=Reader.PUBLIC, for_everybody=True)
    assert public["care-leavers-neet"].notes == ()


def test_a_gap_of_one_to_five_children_is_not_told_to_everybody():
    """159 of 351 miss 40% by seventeen; three fewer, 156, are 44.4% and meet 44% as printed."""
    neet = "care-leavers-neet"
    assert "Seventeen fewer" in sheets(neet, for_everybody=True)[neet].meaning
    target = Indicator.objects.get(slug="care-leavers-neet").targets.get(area__code="E10000034")
    target_rows = type(target)._base_manager.filter(pk=target.pk)
    target_rows.update(high=Decimal(44))
    for_council = sheets("care-leavers-neet")["care-leavers-neet"]
    assert "Three fewer would meet" in for_council.meaning
    public = sheets("care-leavers-neet", for_everybody=True)["care-leavers-neet"]
    assert "fewer would meet" not in public.meaning
    assert public.children == ""
