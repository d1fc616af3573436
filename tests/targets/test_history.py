"""The targets there were, each as it stood on a day."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from accounts.service import loader
from indicators.targets.choice import targets_for
from indicators.targets.history import history
from indicators.targets.verbs import Given, confirm, end, propose, set_by_file
from tests.builders import make_aim, make_area, make_indicator, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def on(day):
    return time_machine.travel(datetime(2026, 3, day, 12, tzinfo=UTC), tick=False)


def states(day):
    rows = targets_for([make_indicator()], make_area())
    told = history(rows, date(2026, 3, day) if day else None)
    return [(int(known.target.high), known.state) for known in told]


def test_each_day_has_its_own_story():
    """40% is proposed, confirmed and replaced by 35%, which ends; 30% is refused."""
    by = make_user("administrator")
    indicator, area = make_indicator(), make_area()
    with on(2):
        first = propose(indicator, area, make_aim(), why="-", by=by)
    with on(3):
        confirm(first, by=by)
    with on(4):
        second = propose(indicator, area, make_aim(high=Decimal(35)), why="-", by=by)
        confirm(second, by=by)
    with on(5):
        third = propose(indicator, area, make_aim(high=Decimal(30)), why="-", by=by)
    with on(6):
        end(third, by=by, why="Too much.")
        end(second, by=by, why="Reached.")
    assert {day: states(day) for day in (1, 2, 3, 4, 5)} == {
        1: [],
        2: [(40, "proposed, not yet confirmed")],
        3: [(40, "in force")],
        4: [(35, "in force"), (40, "ended")],
        5: [(30, "proposed, not yet confirmed"), (35, "in force"), (40, "ended")],
    }
    now = [(30, "refused"), (35, "ended"), (40, "ended")]
    assert states(6) == now
    assert states(None) == now


def test_what_law_gives_is_in_force_from_the_day_it_was_public():
    given = Given(
        aim=make_aim(), origin="statute", why="-", source="An act", known_on=date(2020, 1, 1)
    )
    set_by_file(make_indicator(), [given], by=loader())
    rows = targets_for([make_indicator()], make_area())
    assert history(rows, date(2019, 12, 31)) == []
    assert [known.state for known in history(rows, date(2020, 1, 1))] == ["in force"]
