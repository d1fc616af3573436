"""The only writers of ownership: `give` for people, `begin` for what the product ships."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import Team, User
from accounts.roles import Act, check
from indicators.catalogue.models import Indicator, Ownership


def give(indicator: Indicator, team: Team, *, by: User) -> Ownership:
    """Make a team the owner. The owner before stays in the history; the same team is no change."""
    check(by, Act.SET_OWNERS)
    with transaction.atomic():
        # The indicator's row is locked, so that two people do not end the same ownership.
        indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
        now = timezone.now()
        current = indicator.ownerships.filter(ended_at=None).first()
        if current and current.team_id == team.pk:
            return current
        if current:
            current.ended_at, current.ended_by = now, by
            current.save(update_fields=["ended_at", "ended_by"])
        return Ownership.objects.create(indicator=indicator, team=team, set_by=by, set_at=now)


def begin(owners: Mapping[str, Team], *, by: User) -> int:
    """Give indicators, named by slug, the owner they begin with; returns how many were given one.

    An indicator that ever had an owner is left alone: what people changed stays so.
    """
    new = Indicator.objects.filter(slug__in=owners, ownerships=None)
    now = timezone.now()
    rows = [Ownership(indicator=one, team=owners[one.slug], set_by=by, set_at=now) for one in new]
    return len(Ownership.objects.bulk_create(rows))
