"""Which target judges a period, as it was known on a day."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from indicators.areas.models import Area
from indicators.catalogue.models import Indicator
from indicators.targets.models import Target


def targets_for(indicators: Collection[Indicator], area: Area) -> list[Target]:
    """All targets ever set for these indicators in this area or everywhere. One query."""
    return list(
        Target.objects.filter(Q(area=area) | Q(area=None), indicator__in=indicators)
        .select_related("indicator", "by", "confirmed_by", "ended_by")
        .order_by("starts", "recorded_at")
    )


def waiting(area: Area) -> list[Target]:
    """What somebody has to decide on: proposals and demonstration targets, in catalogue order."""
    undecided = Q(confirmed_at=None) | Q(origin=Target.Origin.DEMONSTRATION)
    return list(
        Target.objects.filter(undecided, area=area, ended_at=None, indicator__retired_on=None)
        .select_related("indicator__theme", "by", "confirmed_by")
        .order_by("indicator__theme__order", "indicator__order", "recorded_at")
    )


def in_force(targets: Sequence[Target], period_end: date, as_of: date | None) -> Target | None:
    """The confirmed target that judges a period ending on that day.

    Of several the council's own wins over one of law or scorecard, then the one that starts last,
    then the newest.
    """
    candidates = [t for t in targets if _judges(t, period_end) and stands(t, as_of)]
    return max(
        candidates, key=lambda t: (t.area_id is not None, t.starts, t.recorded_at), default=None
    )


def proposed(targets: Sequence[Target], as_of: date | None) -> Target | None:
    """The newest proposal that nobody has confirmed or refused."""
    day = as_of or timezone.localdate()
    waiting = [
        t
        for t in targets
        if t.area_id is not None
        and t.known_on <= day
        and not known_by(t.confirmed_at, day)
        and not known_by(t.ended_at, day)
    ]
    return waiting[-1] if waiting else None


def stands(target: Target, as_of: date | None) -> bool:
    """Whether it was confirmed and not yet ended on that day."""
    day = as_of or timezone.localdate()
    # Law and scorecards bind from the day they are public, whenever this system was told.
    is_law = target.area_id is None
    confirmed = target.known_on <= day if is_law else known_by(target.confirmed_at, day)
    return confirmed and not known_by(target.ended_at, day)


def _judges(target: Target, period_end: date) -> bool:
    return target.starts <= period_end and (target.ends is None or period_end <= target.ends)


def known_by(moment: datetime | None, day: date) -> bool:
    """Whether something had happened by the end of that day."""
    return moment is not None and timezone.localdate(moment) <= day
