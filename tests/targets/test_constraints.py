"""What the database itself refuses about targets, each rule tried."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.service import loader
from indicators.targets.models import Target
from tests.builders import make_area, make_indicator

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = timezone.now()
BROKEN = {
    "target_has_a_bound": {"high": None},
    "target_high_not_below_low": {"low": Decimal(41)},
    "target_tolerance": {"tolerance": Decimal(-1)},
    "target_trajectory_whole: start without due": {"start_value": Decimal(51)},
    "target_trajectory_whole: due before start": {"due": date(2024, 3, 31)},
    "target_ends_after_start": {"ends": date(2024, 3, 31)},
    "target_confirmed_by_someone: nobody": {"confirmed_at": NOW},
    "target_confirmed_by_someone: never": {"confirmed_by": loader},
    "target_ended_with_reason: no reason": {"ended_at": NOW, "ended_by": loader},
    "target_ended_with_reason: nobody": {"ended_at": NOW, "ended_why": "Reached."},
    "target_ended_with_reason: only a reason": {"ended_why": "Reached."},
}


def create(**more):
    fields = {
        "indicator": make_indicator(),
        "area": make_area(),
        "high": Decimal(40),
        "tolerance": Decimal(2),
        "starts": date(2024, 4, 1),
        "origin": "council",
        "why": "A year's aim.",
        "known_on": date(2024, 4, 1),
        "recorded_at": NOW,
        "by": loader(),
    }
    more = {name: value() if callable(value) else value for name, value in more.items()}
    with transaction.atomic():
        return Target.objects.create(**{**fields, **more})


def test_a_whole_target_is_taken():
    create(low=Decimal(20), due=date(2026, 3, 31), start_value=Decimal(51))
    create(confirmed_at=NOW, confirmed_by=loader)
    create(ended_at=NOW, ended_by=loader, ended_why="Reached.")


@pytest.mark.parametrize("rule", BROKEN)
def test_a_target_that_breaks_one_rule_is_refused(rule):
    with pytest.raises(IntegrityError, match=rule.split(":")[0]):
        create(**BROKEN[rule])
