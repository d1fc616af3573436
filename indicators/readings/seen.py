"""The figures that a page has asked for, found by series and area."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.ledger.door import Figure
from indicators.ledger.models import TOTAL

# Judged in this order: the council's own line, else official statistics, else an inspection report.
ORDER = (Series.Kind.LOCAL, Series.Kind.PUBLISHED, Series.Kind.REPORT)


class Seen:
    """Holds what the door has given, oldest period first; asks nothing more of it."""

    def __init__(self, figures: Iterable[Figure] = ()) -> None:
        self._lines: dict[tuple[int, int], list[Figure]] = {}
        self.take(figures)

    def take(self, figures: Iterable[Figure]) -> None:
        """More lines; one that is here already is replaced."""
        lines: dict[tuple[int, int], list[Figure]] = defaultdict(list)
        for figure in figures:
            lines[figure.series_id, figure.area_id].append(figure)
        self._lines |= lines

    def line(self, series: Series, area: Area) -> list[Figure]:
        """An area's figures of a series, of every breakdown."""
        return self._lines.get((series.pk, area.pk), [])

    def whole(self, series: Series, area: Area | None) -> list[Figure]:
        """Those about everybody."""
        return [f for f in self.line(series, area) if f.breakdown == TOTAL] if area else []

    def own(self, series: Series, area: Area) -> list[Figure]:
        """Those about everybody; of a report that gives only a part, those about the part."""
        whole = self.whole(series, area)
        return whole or (self.line(series, area) if series.kind == Series.Kind.REPORT else [])

    def of_areas(self, series: Series, areas: Collection[Area]) -> list[Figure]:
        """Those about everybody in several areas."""
        return [figure for area in areas for figure in self.whole(series, area)]

    def judged(self, series: Sequence[Series], area: Area) -> Series | None:
        """Of an indicator's series the one whose newest figure of this area is judged."""
        for kind in ORDER:
            candidates = [
                one
                for one in series
                if one.kind == kind
                and (kind == Series.Kind.REPORT or one.relation == Series.Relation.SAME)
                and self.own(one, area)
            ]
            if candidates:
                return max(candidates, key=lambda one: self.own(one, area)[-1].period)
        return None
