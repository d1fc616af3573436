"""Which team answers for an indicator: given by a named person, kept, and readable as of a day."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import Team
from accounts.service import loader
from indicators.catalogue.models import Ownership
from indicators.catalogue.owners import begin, give
from indicators.catalogue.queries import owners
from tests.builders import make_indicator, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def team(slug):
    return Team.objects.get_or_create(slug=slug, defaults={"name": slug.capitalize()})[0]


def on(day, hour=12):
    return time_machine.travel(datetime(2026, 3, day, hour, tzinfo=UTC), tick=False)


def owner_of(indicator, as_of=None):
    found = owners([indicator], as_of).get(indicator.pk)
    return found and found.team.slug


def test_the_owner_before_stays_in_the_history_with_who_and_when():
    first, second = make_user("administrator"), make_user("administrator", name="second")
    indicator = make_indicator()
    with on(2):
        give(indicator, team("one"), by=first)
    with on(5):
        give(indicator, team("two"), by=second)
    rows = Ownership.objects.order_by("set_at").values_list(
        "team__slug", "set_by", "set_at__day", "ended_by", "ended_at__day"
    )
    assert list(rows) == [("one", first.pk, 2, second.pk, 5), ("two", second.pk, 5, None, None)]


def test_an_earlier_day_has_the_owner_of_its_end():
    administrator, indicator = make_user("administrator"), make_indicator()
    with on(2):
        give(indicator, team("one"), by=administrator)
    with on(5, 8):
        give(indicator, team("two"), by=administrator)
    with on(5, 16):
        give(indicator, team("three"), by=administrator)
    said = {day: owner_of(indicator, date(2026, 3, day)) for day in (1, 2, 4, 5, 6)}
    assert said == {1: None, 2: "one", 4: "one", 5: "three", 6: "three"}
    assert owner_of(indicator) == "three"


def test_the_end_of_a_day_is_that_of_this_country():
    """In summer 23:30 in London is 22:30 by the world's clock, and half past midnight the next."""
    indicator = make_indicator()
    with time_machine.travel(datetime(2026, 7, 1, 23, 30, tzinfo=UTC), tick=False):
        give(indicator, team("one"), by=make_user("administrator"))
    assert owner_of(indicator, date(2026, 7, 1)) is None
    assert owner_of(indicator, date(2026, 7, 2)) == "one"


def test_the_same_team_again_writes_nothing():
    administrator, indicator = make_user("administrator"), make_indicator()
    assert give(indicator, team("one"), by=administrator) == give(
        indicator, team("one"), by=administrator
    )
    assert Ownership.objects.count() == 1


@pytest.mark.parametrize("roles", [(), ("viewer",), ("officer",), ("approver",), ("partner",)])
def test_other_roles_are_refused(roles):
    with pytest.raises(PermissionDenied, match="need the role administrator"):
        give(make_indicator(), team("one"), by=make_user(*roles))
    assert not Ownership.objects.exists()


def test_owners_to_begin_with_are_for_those_that_never_had_one():
    administrator = make_user("administrator")
    changed, new = make_indicator("changed"), make_indicator("new", order=2)
    give(changed, team("two"), by=administrator)
    shipped = {"changed": team("one"), "new": team("one"), "unknown": team("one")}
    assert begin(shipped, by=loader()) == 1
    assert begin(shipped, by=loader()) == 0
    assert (owner_of(changed), owner_of(new)) == ("two", "one")


def test_one_query_for_any_number(django_assert_num_queries):
    many = [make_indicator(f"number-{n}", order=n) for n in range(1, 9)]
    begin({one.slug: team("one") for one in many}, by=loader())
    with django_assert_num_queries(1):
        found = owners(many)
        assert {one.team.slug for one in found.values()} == {"one"}
    assert len(found) == 8


def test_the_database_refuses_two_owners_at_a_time():
    indicator = make_indicator()
    give(indicator, team("one"), by=make_user("administrator"))
    standing = Ownership.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Ownership.objects.create(
            indicator=indicator, team=team("two"), set_by=loader(), set_at=standing.set_at
        )


def test_the_database_refuses_an_end_without_a_name():
    give(make_indicator(), team("one"), by=make_user("administrator"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Ownership.objects.update(ended_at=datetime(2030, 1, 1, tzinfo=UTC))
