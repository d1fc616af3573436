"""The readings of all indicators, sorted into what a leader asks of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators.assessment import attention
from indicators.catalogue.models import Theme
from indicators.readings.reading import Reading
from indicators.readings.unmeasured import Unmeasured, unmeasured

SHOWN = 7
RULE = (
    "Order: red first, then really worse than the year before, then worse than England, then worse "
    "than the year before without a test; within each, the order of the child's journey."
)
# How a status is counted in a theme; the same words stand beside the same colours everywhere.
COUNTED = (
    ("red", "missed"),
    ("amber", "close"),
    ("green", "met"),
    ("none", "no target"),
    ("missing", "no figure"),
)


@dataclass(frozen=True, kw_only=True)
class Item:
    """A place on the list of what needs attention."""

    reading: Reading
    because: str


@dataclass(frozen=True, kw_only=True)
class Count:
    """So many indicators of a theme in one status."""

    status: str
    word: str
    number: int


@dataclass(frozen=True, kw_only=True)
class Tally:
    """A theme and how its indicators stand."""

    theme: Theme
    counts: tuple[Count, ...]


@dataclass(frozen=True, kw_only=True)
class Overview:
    """What the first page says.

    `attention` has at most seven items, `further` the rest; `unjudged` is how many are measured
    and have no target in force, so that they cannot be red; `newest` is the last day of the newest
    period that any figure is about.
    """

    attention: tuple[Item, ...]
    further: tuple[Item, ...]
    improving: tuple[Reading, ...]
    late: tuple[Reading, ...]
    unmeasured: Unmeasured
    unjudged: int
    themes: tuple[Tally, ...]
    newest: date | None
    rule: str = RULE

    @property
    def needing(self) -> int:
        """How many need attention."""
        return len(self.attention) + len(self.further)

    @property
    def has_figures(self) -> bool:
        return any(count.status != "missing" for tally in self.themes for count in tally.counts)


def overview(readings: Sequence[Reading], themes: Sequence[Theme]) -> Overview:
    """Sort the readings, given in catalogue order."""
    items = concerns(readings)
    judged = [one for one in readings if one.assessment]
    return Overview(
        attention=tuple(items[:SHOWN]),
        further=tuple(items[SHOWN:]),
        improving=tuple(
            one
            for one in judged
            if one.assessment
            and one.assessment.direction.verdict == "improving"
            and one.assessment.direction.tested
        ),
        late=tuple(one for one in judged if one.assessment and one.assessment.freshness.late),
        unmeasured=unmeasured(readings),
        unjudged=sum(1 for one in judged if one.measured and not one.target),
        newest=max((one.judged.period.ends for one in judged if one.judged), default=None),
        themes=tuple(Tally(theme=theme, counts=_counts(theme, readings)) for theme in themes),
    )


def by_attention(readings: Sequence[Reading]) -> list[Reading]:
    """What needs attention first, then the rest in catalogue order."""
    first = [item.reading for item in concerns(readings)]
    return first + [one for one in readings if one not in first]


def concerns(readings: Sequence[Reading]) -> list[Item]:
    """What needs attention, most pressing first, of readings in catalogue order."""
    judged = [one for one in readings if one.assessment]
    concerns = attention.order([one.assessment for one in judged if one.assessment])
    return [Item(reading=judged[one.index], because=one.reason) for one in concerns]


def _counts(theme: Theme, readings: Sequence[Reading]) -> tuple[Count, ...]:
    statuses = Counter(one.status for one in readings if one.indicator.theme_id == theme.pk)
    return tuple(
        Count(status=status, word=word, number=statuses[status])
        for status, word in COUNTED
        if statuses[status]
    )
