"""The figures that a page has asked for, found by series and area."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.ledger.door import Figure
from indicators.ledger.models import TOTAL


class Seen:
    """Holds what the door has given, oldest period first; asks nothing more of it."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._lines: dict[tuple[int, int], list[Figure]] = defaultdict(list)
        for figure in figures:
            self._lines[figure.series_id, figure.area_id].append(figure)

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
