"""Every target there was, each as it stood on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from indicators.targets.choice import known_by
from indicators.targets.models import Target


@dataclass(frozen=True)
class KnownTarget:
    """A target on a day: what happened to it later is not known yet."""

    target: Target
    confirmed: bool
    ended: bool

    @property
    def state(self) -> str:
        """In words: "in force"."""
        if self.ended:
            return "ended" if self.confirmed else "refused"
        return "in force" if self.confirmed else "proposed, not yet confirmed"


def history(targets: Iterable[Target], as_of: date | None = None) -> list[KnownTarget]:
    """Those known by the day, the last written first; `as_of` None is today."""
    day = as_of or timezone.localdate()
    known = [one for one in targets if one.known_on <= day]
    return [
        KnownTarget(
            target=one,
            # Law and scorecards bind from the day they are public.
            confirmed=one.area_id is None or known_by(one.confirmed_at, day),
            ended=known_by(one.ended_at, day),
        )
        for one in sorted(known, key=lambda one: (one.recorded_at, one.starts), reverse=True)
    ]
