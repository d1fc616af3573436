"""What boards decided about a figure stands on its page, as far as its reader may know."""

from typing import Any

import pytest

from dashboard.packs.despatching import despatch
from improvement.boards import verbs
from indicators.catalogue.models import Indicator
from tests.dashboard.conftest import Visit
from tests.dashboard.meetings import CARE_LEAVERS, call, day, item, person

pytestmark = pytest.mark.django_db
NEET = "/indicators/care-leavers-neet/"
HEADING = "What boards decided"


@pytest.fixture
def decided(db: None) -> None:
    """One decision for everybody, one that is exempt; the first is said to be done."""
    meeting, clerk = call(), person("clerk")
    place = item(meeting, CARE_LEAVERS)
    more: dict[str, Any] = {
        "due": day(30),
        "by": clerk,
        "indicator": Indicator.objects.get(slug="care-leavers-neet"),
    }
    despatch(meeting, by=clerk)
    first = verbs.decide(place, "Offer a mentor to each", owner="Head of care leavers", **more)
    verbs.decide(place, "Speak with A's family", owner="Director", exempt=True, **more)
    verbs.mark(first, "done", said="All have one.", by=clerk)


@pytest.mark.usefixtures("decided")
def test_a_decision_stands_on_the_page_of_its_figure(visit: Visit):
    page = visit(NEET, "officer")
    assert HEADING in page.text
    assert "Offer a mentor to each" in page.text
    assert "Head of care leavers, by" in page.text
    assert "Decided by the Corporate parenting board on" in page.text
    assert "Done" in page.text
    assert "All have one." in page.text
    assert "Speak with A's family" not in page.text
    assert "Speak with A's family" in visit(NEET, "clerk").text


@pytest.mark.usefixtures("decided")
def test_not_on_pages_of_a_past_day_and_of_other_places(visit: Visit):
    assert HEADING not in visit(f"{NEET}?as_of=2026-01-01", "clerk").text
    assert HEADING not in visit(f"{NEET}?area=X99000001", "clerk").text


def test_nothing_where_nothing_was_decided(visit: Visit):
    assert HEADING not in visit(NEET, "clerk").text
