"""The only writers of targets: propose, confirm, end, and set_by_file for law and scorecards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Act, check
from indicators.areas.models import Area
from indicators.catalogue.models import Indicator
from indicators.refusal import RefusedError
from indicators.targets.models import Target


@dataclass(frozen=True, kw_only=True)
class Aim:
    """What is aimed for. `low` is the bound of `higher`, `high` of `lower`, both of `range`."""

    low: Decimal | None = None
    high: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    starts: date
    ends: date | None = None
    due: date | None = None
    start_value: Decimal | None = None


EARLIEST = date(2000, 1, 1)
BOUNDS = {"higher": (True, False), "lower": (False, True), "range": (True, True)}


def propose(
    indicator: Indicator,
    area: Area,
    aim: Aim,
    *,
    why: str,
    by: User,
    origin: str = Target.Origin.COUNCIL.value,
) -> Target:
    """Write a target that gives no colour until somebody confirms it."""
    if not by.is_service:
        check(by, Act.SET_TARGETS)
    return _create(indicator, area, aim, why=why, by=by, origin=origin)


def confirm(target: Target, *, by: User) -> Target:
    """Put a proposed target in force, in the place of the council's earlier one."""
    if not by.is_service:
        check(by, Act.SET_TARGETS)
    with transaction.atomic():
        target = Target.objects.select_for_update().get(pk=target.pk)
        if target.ended_at:
            raise RefusedError("This proposal has been refused or ended. Propose a new target.")
        if target.confirmed_at:
            raise RefusedError("This target is confirmed already.")
        for earlier in _rivals(target):
            _end(earlier, by=by, why="Replaced by a newer target.")
        target.confirmed_at, target.confirmed_by = timezone.now(), by
        target.save(update_fields=["confirmed_at", "confirmed_by"])
    return target


def adopt(target: Target, *, by: User, why: str) -> Target:
    """Make a demonstration target the council's own: proposed and confirmed in its place."""
    check(by, Act.SET_TARGETS)
    if target.origin != Target.Origin.DEMONSTRATION or target.area is None or target.ended_at:
        raise RefusedError("Only a demonstration target in force can be adopted.")
    aim = Aim(**{field.name: getattr(target, field.name) for field in fields(Aim)})
    with transaction.atomic():
        return confirm(propose(target.indicator, target.area, aim, why=why, by=by), by=by)


def end(target: Target, *, by: User, why: str) -> Target:
    """End a target in force, or refuse a proposed one. As of an earlier day it still stands."""
    check(by, Act.SET_TARGETS)
    if not why.strip():
        raise RefusedError("Say why the target ends or is refused.")
    with transaction.atomic():
        target = Target.objects.select_for_update().get(pk=target.pk)
        if target.ended_at:
            raise RefusedError("This target has ended already.")
        _end(target, by=by, why=why.strip())
    return target


@dataclass(frozen=True, kw_only=True)
class Given:
    """A target that law or a scorecard gives, as the catalogue's files say."""

    aim: Aim
    origin: str
    why: str
    source: str
    known_on: date


def set_by_file(indicator: Indicator, given: Sequence[Given], *, by: User) -> int:
    """Put in force what law and scorecards give, everywhere, and end what they no longer give.

    Returns how many were written. A second call writes none; what a person ended stays ended.
    """
    written = 0
    with transaction.atomic():
        earlier = list(Target.objects.filter(indicator=indicator, area=None))
        for one in given:
            same = [t for t in earlier if _gives(t, one)]
            if any(_stays(t) for t in same):
                continue
            target = _create(
                indicator,
                None,
                one.aim,
                why=one.why,
                by=by,
                origin=one.origin,
                source=one.source,
                known_on=one.known_on,
            )
            target.confirmed_at, target.confirmed_by = timezone.now(), by
            target.save(update_fields=["confirmed_at", "confirmed_by"])
            written += 1
        for target in earlier:
            if target.ended_at is None and not any(_gives(target, one) for one in given):
                _end(target, by=by, why="No longer in the catalogue's files.")
                written += 1
    return written


def _stays(target: Target) -> bool:
    """Whether it is in force, or was ended by a person."""
    return target.ended_by is None or not target.ended_by.is_service


def _gives(target: Target, given: Given) -> bool:
    texts = {"origin": given.origin, "why": given.why.strip(), "source": given.source}
    said = {**vars(given.aim), **texts, "known_on": given.known_on}
    return all(getattr(target, name) == value for name, value in said.items())


def _create(
    indicator: Indicator,
    area: Area | None,
    aim: Aim,
    *,
    why: str,
    by: User,
    origin: str,
    source: str = "",
    known_on: date | None = None,
) -> Target:
    if not indicator.is_own:
        raise RefusedError(f"{indicator} is for reference only: it can have no target.")
    _check(indicator, aim, why)
    now = timezone.now()
    return Target.objects.create(
        indicator=indicator,
        area=area,
        origin=origin,
        why=why.strip(),
        source=source,
        known_on=known_on or timezone.localdate(now),
        recorded_at=now,
        by=by,
        **vars(aim),
    )


def _check(indicator: Indicator, aim: Aim, why: str) -> None:
    if indicator.polarity not in BOUNDS:
        raise RefusedError(
            f"{indicator} is context: neither high nor low is good, so it has no target."
        )
    needs_low, needs_high = BOUNDS[indicator.polarity]
    if (aim.low is not None) != needs_low or (aim.high is not None) != needs_high:
        raise RefusedError("A range needs its lowest and its highest value, any other target one.")
    bounds = [bound for bound in (aim.low, aim.high) if bound is not None]
    if bounds != sorted(bounds):
        raise RefusedError("The lowest value of the range is above its highest.")
    typed = [*bounds, aim.tolerance, aim.start_value or Decimal(0)]
    if aim.tolerance < 0:
        raise RefusedError("The tolerance cannot be negative.")
    if indicator.unit == Indicator.Unit.PERCENT and not all(0 <= one <= 100 for one in typed):
        raise RefusedError("A percentage lies between 0 and 100.")
    if aim.starts < EARLIEST:
        raise RefusedError(f"A target cannot judge periods before {EARLIEST.year}.")
    if (aim.start_value is not None) and aim.due is None:
        raise RefusedError("A target with a start value needs the day it is to be reached by.")
    if aim.due is not None and aim.due <= aim.starts:
        raise RefusedError("The day to reach the target by must be after the day it starts.")
    if not why.strip():
        raise RefusedError("Say why this is the target.")


def _rivals(target: Target) -> Iterable[Target]:
    """Targets in force for the same indicator and area that start on the same day or later."""
    return Target.objects.select_for_update().filter(
        indicator=target.indicator,
        area=target.area,
        ended_at=None,
        confirmed_at__isnull=False,
        starts__gte=target.starts,
        ends=target.ends,
    )


def _end(target: Target, *, by: User, why: str) -> None:
    target.ended_at, target.ended_by, target.ended_why = timezone.now(), by, why
    target.save(update_fields=["ended_at", "ended_by", "ended_why"])
