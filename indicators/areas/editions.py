"""Which edition of the neighbour model serves a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators.areas.models import Edition


@dataclass(frozen=True)
class Service:
    """The edition that serves a period; `stands_in` where the period is older than the edition."""

    edition: Edition
    stands_in: bool = False


def serving(
    editions: Sequence[Edition], period_end: date, as_of: date | None = None
) -> Service | None:
    """The newest edition that covers the period and was published by the as-of day.

    Periods before the first edition are served by it, in want of an older one. None when no edition
    with known members had been published: then only a figure stated elsewhere can be shown.
    """
    usable = [
        e
        for e in editions
        if e.members_known and (as_of is None or not e.published_on or e.published_on <= as_of)
    ]
    if not usable:
        return None
    covering = [e for e in usable if e.serves_from and e.serves_from <= period_end]
    if covering:
        return Service(max(covering, key=lambda e: e.serves_from or date.min))
    first = min(usable, key=lambda e: e.serves_from or date.max)
    return Service(first, stands_in=True)
