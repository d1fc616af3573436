"""The scorecard's columns, order and pages."""

from collections.abc import Sequence

import django_tables2 as tables
from django_tables2.data import TableListData

from dashboard.scorecard.order import JOURNEY, WORDS, ordered
from indicators.readings.reading import Reading


class Readings(TableListData):
    """The rows; what is missing stays last whichever way a column is sorted."""

    data: list[Reading]

    def order_by(self, aliases: Sequence[str]) -> None:
        for alias in reversed(aliases):
            self.data = ordered(self.data, alias)


def _column(name: str, *, numeric: bool = False) -> tables.Column:
    return tables.Column(verbose_name=WORDS[name][0], attrs={"numeric": numeric})


class Scorecard(tables.Table):
    """A row for each reading; the template draws its cells from the reading's assessment."""

    indicator = _column("indicator")
    status = _column("status")
    value = _column("value", numeric=True)
    target = _column("target", numeric=True)
    england = _column("england")
    neighbours = _column("neighbours")
    direction = _column("direction")

    class Meta:
        template_name = "components/scorecard_table.html"
        orderable = True


def scorecard(readings: Sequence[Reading], sort: str) -> Scorecard:
    """`sort` is one of order.SORTS."""
    return Scorecard(Readings(list(readings)), order_by=() if sort == JOURNEY else (sort,))
