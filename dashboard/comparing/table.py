"""The table of authorities: its columns and how each sorts."""

from collections.abc import Sequence

import django_tables2 as tables
from django_tables2.data import TableListData

from dashboard.comparing.order import IN_ORDER, WORDS, ordered
from dashboard.comparing.rows import Row


class Rows(TableListData):
    """What is missing stays last whichever way a column is sorted."""

    data: list[Row]

    def order_by(self, aliases: Sequence[str]) -> None:
        for alias in reversed(aliases):
            self.data = ordered(self.data, alias)


def _column(name: str, *, numeric: bool = False) -> tables.Column:
    return tables.Column(verbose_name=WORDS[name][0], attrs={"numeric": numeric})


class Authorities(tables.Table):
    """A row for each authority; the template draws its cells."""

    authority = _column("authority")
    value = _column("value", numeric=True)
    place = _column("place", numeric=True)
    region = _column("region")
    similar = _column("similar")
    change = _column("change")
    inspection = _column("inspection")

    class Meta:
        template_name = "components/compare_table.html"
        orderable = True


def authorities(rows: Sequence[Row], sort: str) -> Authorities:
    """`sort` is one of order.SORTS."""
    return Authorities(Rows(list(rows)), order_by=() if sort == IN_ORDER else (sort,))
