"""Figures of a report or of the council's own beside their published twins, and who explained them.

The number of queries does not depend on the number of figures.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from accounts.roles import Reader
from indicators.areas.models import Area
from indicators.assessment import Measure
from indicators.assessment.agreement import Agreement
from indicators.assessment.words import display_point
from indicators.catalogue.models import Indicator, Series
from indicators.ledger.door import Figure, figures
from indicators.notes.explaining import Key, Subject
from indicators.notes.models import Note
from indicators.notes.queries import explanations
from indicators.readings.points import measure, part, point
from indicators.readings.seen import Seen
from indicators.readings.twins import Twin, held, twin_of

OPPOSITE = (Series.Kind.LOCAL, Series.Kind.REPORT)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A figure, its twin, how the two stand to each other, and the explanation that stands."""

    indicator: Indicator
    area: Area
    series: Series
    figure: Figure
    twin: Twin
    agreement: Agreement
    explanation: Note | None = None

    @property
    def name(self) -> str:
        """What an address or a form calls it; the same after a revision of either figure."""
        parts = (self.indicator.slug, self.series.key, self.figure.period, self.figure.breakdown)
        return slugify(" ".join(map(str, parts)).replace(".", "-"))

    @property
    def measure(self) -> Measure:
        return measure(self.indicator, self.series)

    @property
    def twin_measure(self) -> Measure:
        return measure(self.indicator, self.twin.series)

    @property
    def part(self) -> str:
        """What it counts where that is not the whole: "ages 18 to 21"."""
        return part(self.figure, self.series)

    @property
    def printed(self) -> str:
        return display_point(self.measure, point(self.figure))

    @property
    def twin_printed(self) -> str:
        return display_point(self.twin_measure, point(self.twin.figure))

    @property
    def subject(self) -> Subject:
        """What an officer explains: the figure, with both numbers as they are today."""
        return Subject(
            series=self.series,
            area=self.area,
            period=self.figure.period,
            breakdown=self.figure.breakdown,
            figure=self.printed,
            twin=f"{self.twin_printed} {self.twin.figure.period.spoken}",
        )

    @property
    def is_stated(self) -> bool:
        """Whether an inspection report states it."""
        return self.series.kind == Series.Kind.REPORT

    @property
    def differs(self) -> bool:
        return self.agreement.verdict == "differs"

    @property
    def is_outdated(self) -> bool:
        """Whether the explanation was written for other numbers than those of today."""
        if self.explanation is None:
            return False
        written, now = self.explanation.explained, self.subject
        return (written.figure, written.twin) != (now.figure, now.twin)


@dataclass(frozen=True)
class Reconciliation:
    """All pairs of an area, in the groups that a page shows.

    `waiting` differ and nobody has explained them as they are, the largest difference first.
    """

    waiting: list[Pair]
    explained: list[Pair]
    apart: list[Pair]
    agreeing: list[Pair]

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> "Reconciliation":
        every = list(pairs)
        differing = sorted(
            (one for one in every if one.differs), key=lambda one: -one.agreement.share
        )
        done = [one for one in differing if one.explanation and not one.is_outdated]
        return cls(
            waiting=[one for one in differing if one not in done],
            explained=done,
            apart=[one for one in every if one.agreement.verdict in ("not-compared", "cannot-say")],
            agreeing=[one for one in every if one.agreement.verdict in ("same", "fits")],
        )

    def every(self) -> list[Pair]:
        """In the order of the page."""
        return [*self.waiting, *self.explained, *self.apart, *self.agreeing]

    def find(self, name: str) -> Pair | None:
        return next((one for one in self.every() if one.name == name), None)


def to_show(found: Iterable[Pair]) -> list[Pair]:
    """Of one indicator what its page shows: all that reports state, and the newest of its own."""
    every = list(found)
    own = [one for one in every if not one.is_stated]
    return own[:1] + [one for one in every if one.is_stated]


def pairs(
    indicators: Collection[Indicator], area: Area, *, as_of: date | None, reader: Reader
) -> list[Pair]:
    """In the order of the indicators, newest first in each. Three queries."""
    series_of = _meeting(indicators)
    every = [one for group in series_of.values() for one in group]
    seen = Seen(figures([area], every, as_of, reader))
    explained = explanations(area, as_of, reader)
    return [
        pair
        for indicator in indicators
        for pair in _pairs(indicator, area, series_of.get(indicator.pk, []), seen, explained)
    ]


def _meeting(indicators: Collection[Indicator]) -> Mapping[int, list[Series]]:
    """The series of those indicators that have both official statistics and another line."""
    groups: dict[int, list[Series]] = defaultdict(list)
    for one in Series.objects.filter(indicator__in=indicators).select_related("source"):
        groups[one.indicator_id].append(one)
    return {
        pk: group
        for pk, group in groups.items()
        if {Series.Kind.PUBLISHED.value} < {one.kind for one in group}
    }


def _pairs(
    indicator: Indicator,
    area: Area,
    series: Collection[Series],
    seen: Seen,
    explained: Mapping[Key, Note],
) -> Iterator[Pair]:
    published = [
        (one, figure)
        for one in series
        if one.kind == Series.Kind.PUBLISHED
        for figure in seen.line(one, area)
    ]
    for one in series:
        for figure in reversed(seen.line(one, area)) if one.kind in OPPOSITE else ():
            twin = twin_of(one, figure, published)
            if twin:
                yield Pair(
                    indicator=indicator,
                    area=area,
                    series=one,
                    figure=figure,
                    twin=twin,
                    agreement=held(indicator, one, figure, twin),
                    explanation=explained.get(Key(one.pk, figure.period, figure.breakdown)),
                )
